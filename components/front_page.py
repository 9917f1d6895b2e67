"""The HTML page every visit begins with: it knows its address and look, and says which scripts it will run."""

import base64
import gzip
import hashlib
import re
from functools import lru_cache

from components import look

# Without this Streamlit's front end asks /trend/_stcore/… first, gets 404, and only then asks /_stcore/…
# An address for downloads is not among them: with one a download is a way to another page, which a click may break off.
ADDRESS = b"""<script>(function(){var b=location.origin+"%s/";
window.__streamlit={BACKEND_BASE_URL:b,HOST_CONFIG_BASE_URL:b,MAIN_PAGE_BASE_URL:b,
ENABLE_RELOAD_BASED_ON_HARDCODED_STREAMLIT_VERSION:false}})()</script></head>"""

# What a page is called until its scripts have come.
TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)

# Scripts written into the page itself.
WRITTEN_IN = re.compile(rb"<script>(.*?)</script>", re.DOTALL)

# What the page may load and run: its own scripts, fonts and pictures, and nothing of anybody else. Streamlit's
# styles and small pictures are written into the page while it runs; tables and charts work in blobs.
POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)

# A file for download that somebody opens as a page runs nothing.
FILE_POLICY = b"default-src 'none'; sandbox"


@lru_cache(maxsize=16)
def completed(page: bytes, root: bytes, first: bytes = b"", head: bytes = b"") -> tuple[bytes, bytes]:
    """Return the page with its server's address and our look, and a policy for the scripts in it and no other.

    The look comes last, so that it stands where Streamlit's own styles say something else as firmly; `first` is what
    stands there until the page comes, and `head` its title and what a link to it shows.
    """
    if head:
        page = TITLE.sub(lambda _: head, page, count=1)
    page = page.replace(b"</head>", ADDRESS % root, 1).replace(b"</body>", look.STYLE.encode() + first + b"</body>", 1)
    digests = [hashlib.sha256(script).digest() for script in WRITTEN_IN.findall(page)]
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return page, POLICY.format(scripts=scripts).encode()


@lru_cache(maxsize=16)
def mark(page: bytes) -> bytes:
    """Return what names this page and no other, so that a browser need not fetch what it has."""
    return f'"{hashlib.sha256(page).hexdigest()[:32]}"'.encode()


@lru_cache(maxsize=16)
def packed(page: bytes) -> bytes:
    """Return the page as gzip, the same for the same page."""
    return gzip.compress(page, mtime=0)
