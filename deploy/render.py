"""Fill in the proxy's configuration from settings of the environment: `python deploy/render.py > nginx.conf`.

README.md says what each setting is. Needs no package, so that the proxy's image needs none.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

TEMPLATE = Path(__file__).with_name("nginx.conf")

# What has to be said, and what holds where nothing is said.
NEEDED = ("REPLICAS", "PUBLIC_NAME", "CURATORS_NAME")
USUAL = {
    "LISTEN": "8080",
    "FOLDER": "/tmp",
    "LOG": "/dev/stdout",
    "ERRORS": "stderr",
    "REQUESTS_PER_SECOND": "50",
    "REQUESTS_AT_ONCE": "500",
    "SESSIONS_PER_ADDRESS": "100",
    "CERTIFICATE": "",
    "CERTIFICATE_KEY": "",
    "PLAIN_LISTEN": "",
    "FRONT": "",
}

# A replica that did not answer once is asked again after five seconds; meanwhile its readers are with another.
REPLICA = "server {0} max_fails=1 fail_timeout=5s;"

TLS = """ssl_certificate {CERTIFICATE};
ssl_certificate_key {CERTIFICATE_KEY};
ssl_protocols TLSv1.2 TLSv1.3;
ssl_session_cache shared:tls:10m;
ssl_session_tickets off;"""

# Whoever types the name without https is sent there.
REDIRECT = """server {{
    listen {PLAIN_LISTEN};
    server_name {PUBLIC_NAME} {CURATORS_NAME};
    return 301 https://$host$request_uri;
}}"""

HALF_A_YEAR = "max-age=15552000"

PLACE = re.compile(r"^( *)\$\{([A-Z_]+)\}$|\$\{([A-Z_]+)\}", re.MULTILINE)

# Letters that settings are made of; a semicolon or a brace would begin another directive.
PLAIN = re.compile(r"[\w.:/\[\] *-]*")


class Missing(ValueError):
    """A setting is missing or cannot be meant; the message says which and what it should be."""


def rendered(said: Mapping[str, str]) -> str:
    """Return the whole configuration for these settings; others of the environment are not looked at.

    Raises Missing.
    """
    settings = {name: said.get(name, "").strip() or usual for name, usual in USUAL.items()}
    settings |= {name: said.get(name, "").strip() for name in NEEDED}
    _refuse(settings)
    words = {**settings, **_worked_out(settings)}

    def in_place(found: re.Match) -> str:
        if found[2]:
            return "\n".join(found[1] + line for line in words[found[2]].splitlines())
        return words[found[3]]

    # What stands in the comment at the top speaks of places and is none.
    about, _, rest = TEMPLATE.read_text(encoding="utf-8").partition("\n\n")
    return f"{about}\n\n{PLACE.sub(in_place, rest)}"


def _refuse(settings: Mapping[str, str]) -> None:
    for name in NEEDED:
        if not settings[name]:
            raise Missing(f"{name} is missing; deploy/README.md says what it is")
    for name, value in settings.items():
        if not PLAIN.fullmatch(value):
            raise Missing(f"{name}: found {value!r}, expected letters, digits, blanks and . : / - _ * [ ]")
    if settings["PUBLIC_NAME"] == settings["CURATORS_NAME"]:
        raise Missing("PUBLIC_NAME and CURATORS_NAME are the same; the curators' site needs a name of its own")
    if bool(settings["CERTIFICATE"]) != bool(settings["CERTIFICATE_KEY"]):
        raise Missing("CERTIFICATE and CERTIFICATE_KEY belong together; give both, or none where a proxy ends TLS")


def _worked_out(settings: Mapping[str, str]) -> dict[str, str]:
    """What follows from the settings: where TLS ends, and whose word counts for where a request comes from."""
    own_tls, front = bool(settings["CERTIFICATE"]), settings["FRONT"].split()
    redirected = own_tls and settings["PLAIN_LISTEN"]
    trusted = [f"set_real_ip_from {one};" for one in front]
    return {
        "REPLICAS": "\n".join(REPLICA.format(one) for one in settings["REPLICAS"].split()),
        "LISTEN": settings["LISTEN"] + (" ssl http2" if own_tls else ""),
        "TLS": TLS.format(**settings) if own_tls else "",
        "REDIRECT": REDIRECT.format(**settings) if redirected else "",
        "FRONT": "\n".join([*trusted, "real_ip_header X-Forwarded-For;"]) if front else "",
        "SCHEME": "https" if own_tls or front else "$scheme",
        "SECURE": "; Secure" if own_tls or front else "",
        "HSTS": HALF_A_YEAR if own_tls else "",
    }


if __name__ == "__main__":
    try:
        print(rendered(os.environ))
    except Missing as missing:
        sys.exit(str(missing))
