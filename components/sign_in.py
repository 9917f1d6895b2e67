"""Sign-in as the server's secrets set it up: whether it is there and whole, and whom an identity cookie names."""

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

# What Streamlit needs to know of a provider.
PROVIDER_KEYS = ("client_id", "client_secret", "server_metadata_url")

# Whoever guesses the cookie secret can sign in as anybody: 32 letters are what `secrets.token_hex(16)` gives.
COOKIE_SECRET_LETTERS = 32

# Ports that browsers leave out of an address; Streamlit compares addresses letter by letter.
USUAL_PORTS = {"http": ":80", "https": ":443"}

# Streamlit's name for the provider of an `[auth]` section that names none.
ONLY = "default"


# The address, after the server's own, to which Streamlit has providers send people back.
CALLED_BACK = "/oauth2callback"

NO_REDIRECT = f"redirect_uri in [auth] must be the address of this server followed by {CALLED_BACK}"
ODD_REDIRECT = "redirect_uri in [auth] must be written as browsers write it: small letters, and no port 80 or 443"
WEAK_SECRET = f"cookie_secret in [auth] must be {COOKIE_SECRET_LETTERS} letters or more, made at random"
HEADERS_TRUSTED = "server.trustedUserHeaders must be empty: identities are read from the sign-in alone"


def configured() -> bool:
    """Tell whether sign-in is set up, well or not: secrets that cannot be read may have meant to."""
    return _section() is not None


def fault() -> str:
    """Return what is wrong with the set-up, for whoever runs the server; "" when nothing is."""
    section, here = _section() or {}, address()
    wrong = (
        (not section, "the secrets cannot be read, or their section [auth] is empty or not a table"),
        (not here or not str(section.get("redirect_uri")).endswith(CALLED_BACK), NO_REDIRECT),
        (here != here.lower() or here.endswith(USUAL_PORTS.get(here.partition(":")[0], ":")), ODD_REDIRECT),
        (len(str(section.get("cookie_secret", ""))) < COOKIE_SECRET_LETTERS, WEAK_SECRET),
        (bool(config.get_option("server.trustedUserHeaders")), HEADERS_TRUSTED),
        (not providers(), f"[auth] names no provider; it needs {', '.join(PROVIDER_KEYS)}"),
    )
    return next((says for found, says in wrong if found), "")


def providers() -> list[str]:
    """Return the names of the providers that are set up whole; `default` is the one without a name."""
    section = _section() or {}
    named = [
        name for name, of in section.items() if isinstance(of, Mapping) and all(key in of for key in PROVIDER_KEYS)
    ]
    return [ONLY, *named] if all(key in section for key in PROVIDER_KEYS) else named


def address() -> str:
    """Return the address under which people sign in, as `https://name:port`; "" when there is none."""
    said = str((_section() or {}).get("redirect_uri", "")).replace("{port}", str(config.get_option("server.port")))
    try:
        parts = urlsplit(said)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""


def claims(cookies: Mapping[str, str]) -> dict:
    """Return what the provider said of the person an identity cookie names.

    Empty when there is no cookie, or it was not signed here, is too old, or was given for another address.
    """

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1")) if value else None

    try:
        said = json.loads(get_cookie_with_chunks(signed, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    whole = isinstance(said, dict) and said.get("is_logged_in") is True and said.get("origin") == address()
    return said if whole else {}


def _section() -> dict | None:
    """The `[auth]` section: None where there is none, empty where the secrets are there and cannot be read."""
    try:
        if st.secrets.load_if_toml_exists():
            section = st.secrets.to_dict().get("auth")
            return section if section is None or isinstance(section, dict) else {}
        return {} if any(Path(file).exists() for file in config.get_option("secrets.files")) else None
    except (OSError, ValueError):
        return {}
