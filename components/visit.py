"""Where a visit comes from, this computer or elsewhere: it decides who is curator where nobody can sign in."""

import ipaddress
import os
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit import config

from components import sign_in

# The setting with the curator's name; this word means that not even the person at the computer is curator.
CURATOR_SETTING = "DISPLACEMENT_CURATOR"
NOBODY = "nobody"

# Headers by which proxies and tunnels give themselves away, and those that start with X-Forwarded-.
PROXIES_SAY = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "cf-ray")

# What a proxy says of the site it serves; on the one for readers the curators' pages are not there (deploy/nginx.conf).
SITE, READERS = "x-displacement-site", "readers"

# How Streamlit is started when it listens on the address of its own settings, and nowhere else.
LISTENS_AS_SET = ("starlette-managed", "starlette-app", "starlette-app-direct")

# The door writes what it found into this header of a visit, with a word that nobody outside this process knows.
STAMP = b"x-displacement-visit"
_SECRET = secrets.token_hex(16)

_SET_UP = "Whoever runs this server can set up sign-in; docs/sign-in.md says how."

# Why a visit is not one of the person at this computer, and what to do; nothing when it is.
REASONS = {
    "": "",
    "nobody": f"This server is set up so that nobody can change its figures. {_SET_UP}",
    "open": "This server can be reached from other computers and has no sign-in, so the figures cannot be changed "
    f"here. {_SET_UP} Started with `make run` alone, it serves one computer, and whoever sits there is the curator.",
    "published": "This server is set up to answer under other addresses than this computer’s own and has no sign-in, "
    f"so the figures cannot be changed here. {_SET_UP}",
    "proxy": "This page came through a proxy, and without sign-in the server cannot tell who is behind it, "
    f"so the figures cannot be changed here. {_SET_UP}",
    "host": "This page was opened under a name that is not this computer’s own. "
    "On the computer that runs the server, open it as localhost or 127.0.0.1.",
    "site": "This page was opened from a page of another site. "
    "On the computer that runs the server, type its address, localhost or 127.0.0.1, into the browser.",
    "user": f"Another user of this computer started this server. Start your own with `make run`. {_SET_UP}",
    "unknown": f"The server cannot tell where this page was opened, so the figures cannot be changed here. {_SET_UP}",
}


def not_local(scope: Scope) -> str:
    """Return why an ASGI request is not one of the person at this computer, as a key of REASONS; "" when it is."""
    headers = Headers(scope=scope)
    if not_by_setting():
        return not_by_setting()
    if _through_a_proxy(headers):
        return "proxy"
    ends = (scope.get("client"), scope.get("server"))
    if not all(end and is_loopback(end[0]) for end in ends):
        return "open"
    if [is_loopback(_name(host)) for host in headers.getlist("host")] != [True]:
        return "host"
    if not from_own_page(scope):
        return "site"
    return "user" if _of_another_user(*ends) else ""


def not_by_setting() -> str:
    """Return why this server has no curator at its own computer, whoever asks, as a key of REASONS."""
    if _nobody():
        return "nobody"
    # Where the server was started in another way, nobody knows what it listens on.
    as_set = getattr(config, "_server_mode", "unknown") in LISTENS_AS_SET
    if not (as_set and is_loopback(config.get_option("server.address") or "")):
        return "open"
    names = [*config.get_option("server.allowedHosts"), *config.get_option("server.corsAllowedOrigins")]
    if config.is_manually_set("browser.serverAddress"):
        names.append(config.get_option("browser.serverAddress"))
    guarded = config.get_option("server.enableCORS") and config.get_option("server.enableXsrfProtection")
    return "" if guarded and all(is_loopback(_name(name)) for name in names) else "published"


def from_own_page(scope: Scope) -> bool:
    """Tell whether a request comes from one of this server's own pages, or from a program that is no browser."""
    headers = Headers(scope=scope)
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    public, host = sign_in.address(), headers.get("host")
    return origin == public if public else origin in (f"http://{host}", f"https://{host}")


def is_loopback(name: str) -> bool:
    """Tell whether a name or address is this computer's own: localhost, 127.x.x.x, ::1."""
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def stamped(scope: Scope) -> Scope:
    """Write what the door found into the headers of a visit, where the page can read it."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != STAMP]
    return {**scope, "headers": [*headers, (STAMP, f"{_SECRET} {not_local(scope)}".encode())]}


def here() -> str:
    """Return why the visit of this session is not local, as a key of REASONS; "" when it is."""
    # A script that no server serves, as in tests, has no visitor but the one who runs it.
    if getattr(config, "_server_mode", "unknown") is None:
        return "nobody" if _nobody() else ""
    word, _, reason = (st.context.headers.get(STAMP.decode()) or "").partition(" ")
    return reason if secrets.compare_digest(word, _SECRET) and reason in REASONS else "unknown"


def on_readers_site() -> bool:
    """Tell whether the proxy says that this session is on the site for readers only; without a proxy it never is."""
    return st.context.headers.get(SITE) == READERS


def _nobody() -> bool:
    return os.environ.get(CURATOR_SETTING, "").strip().lower() == NOBODY


def _through_a_proxy(headers: Headers) -> bool:
    return any(name.startswith("x-forwarded") or name in PROXIES_SAY for name in headers)


def _name(host: str) -> str:
    """The name in a Host header or an address, without scheme and port; nothing when it is neither."""
    try:
        parts = urlsplit(host if "//" in host else f"//{host}")
        plain = parts.username is None and parts.password is None and (parts.port is None or parts.port)
        return parts.hostname or "" if plain else ""
    except ValueError:
        return ""


def _of_another_user(client: tuple[str, int], server: tuple[str, int]) -> bool:
    """Tell whether the other end of a connection belongs to another user: a proxy that says nothing, or a neighbour.

    Linux tells, other systems do not. The administrator may be anybody, and tunnels of WSL run as administrator.
    """
    theirs, ours = _as_listed(*client[:2]), _as_listed(*server[:2])
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        for line in lines:
            cells = line.split()
            if cells[1] in theirs and cells[2] in ours:
                return int(cells[7]) not in (0, os.getuid())
    return False


def _as_listed(host: str, port: int) -> set[str]:
    """An address as Linux lists it in its tables of connections: plain, and as an IPv4 address written in IPv6."""
    address = ipaddress.ip_address(host)
    packed = (getattr(address, "ipv4_mapped", None) or address).packed
    forms = [packed] if len(packed) > 4 else [packed, bytes(10) + b"\xff\xff" + packed]
    return {f"{''.join(_hexadecimal(form[at : at + 4]) for at in range(0, len(form), 4))}:{port:04X}" for form in forms}


def _hexadecimal(four: bytes) -> str:
    return f"{int.from_bytes(four, sys.byteorder):08X}"
