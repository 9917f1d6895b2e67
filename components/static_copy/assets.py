"""What every page of the copy needs: its look, the script that draws charts, plotly, a typeface, the icon."""

import hashlib
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import plotly
import streamlit

from components import look, packing, shell
from components.share_picture import FONTS, SANS
from components.static_copy.visits import DOOR

HERE = Path(__file__).resolve().parent

# Stands in copy.css for the file of the typeface that charts are laid out for.
TYPEFACE = "TYPEFACE"


@dataclass(frozen=True)
class Assets:
    """The path in the copy of each file a page names."""

    style: str
    script: str
    plotly: str
    icon: str


def made() -> tuple[Assets, dict[str, bytes]]:
    """Return the names of the files, each made from its content, and all files; plotly also packed for slow lines."""
    files: dict[str, bytes] = {}
    typeface = _add(files, "sans.woff2", _typeface())
    script = _add(files, "plotly.js", (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes())
    for ending, encoding in ((".br", "br"), (".gz", "gzip")):
        files[script + ending] = _packed(script, encoding, files[script])
    named = Assets(
        style=_add(files, "style.css", _style(typeface)),
        script=_add(files, "drawn.js", (HERE / "drawn.js").read_bytes()),
        plotly=script,
        icon=_add(files, "icon.png", Path(shell.ICON).read_bytes()),
    )
    return named, files


def _add(files: dict[str, bytes], name: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()[:12]
    path = f"assets/{Path(name).stem}.{digest}{Path(name).suffix}"
    files[path] = content
    return path


def _typeface() -> bytes:
    """Return the typeface charts are laid out for; nothing where Streamlit no longer brings it."""
    found = sorted(FONTS.glob(f"{SANS}*.woff2"))
    return found[0].read_bytes() if found else b""


def _packed(path: str, encoding: str, content: bytes) -> bytes:
    """Pack a script, which takes seconds, or return it as this computer has kept it from the last time."""
    kept = packing.kept_for(streamlit.__version__)
    there = kept and kept.parent / "static-copy" / encoding / Path(path).name
    with suppress(OSError, TypeError, ValueError):
        packed = there.read_bytes()
        if packing.UNPACK[encoding](packed) == content:
            return packed
    packed = packing.PACK[encoding](content)
    with suppress(OSError, AttributeError):
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(packed)
    return packed


def _style(typeface: str) -> bytes:
    """Return the look of the pages, the colours of their two themes, and what a copy needs besides."""
    settings = tomllib.loads((DOOR.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    colours = {
        name: ";".join(f"--{key}:{value}" for key, value in settings[name].items() if key.endswith("Color"))
        for name in ("light", "dark")
    }
    own = (HERE / "copy.css").read_text(encoding="utf-8").replace(TYPEFACE, Path(typeface).name)
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {colours['dark']} }} }}"
    pages = re.sub(r"</?style>", "", look.STYLE)
    return f":root {{ {colours['light']} }}\n{dark}\n{pages}\n{own}".encode()
