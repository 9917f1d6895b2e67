"""Sign-in as the secrets set it up: whole, not whole, or not meant at all; and whom a cookie names."""

import json
import time

import itsdangerous
import pytest
import streamlit as st
from streamlit.testing.v1.util import patch_config_options
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from components import sign_in

SECRET = "for-tests-only-for-tests-only-for-tests"

WHOLE = f"""
[auth]
redirect_uri = "https://figures.example.org/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "dashboard"
client_secret = "a"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
"""

AMAL = {"email": "amal@example.org", "is_logged_in": True, "origin": "https://figures.example.org"}


@pytest.fixture
def secrets(tmp_path):
    """Write the secrets of a server; without a text there are none."""
    file = tmp_path / "secrets.toml"

    def of(text: str) -> None:
        file.write_text(text, encoding="utf-8")

    with patch_config_options({"secrets.files": [str(file)]}):
        st.secrets._reset()
        yield of
        st.secrets._reset()


def cookie(said: dict | str, secret: str = SECRET) -> dict[str, str]:
    """The identity cookie as Streamlit signs it."""
    words = said if isinstance(said, str) else json.dumps(said)
    return {"_streamlit_user": create_signed_value(secret, "_streamlit_user", words).decode()}


def test_without_secrets_nobody_can_sign_in(secrets):
    assert not sign_in.configured()


def test_secrets_for_something_else_do_not_set_up_sign_in(secrets):
    secrets('[store]\nremote = "x"')
    assert not sign_in.configured()


def test_a_whole_set_up(secrets):
    secrets(WHOLE)
    assert sign_in.configured()
    assert sign_in.fault() == ""
    assert sign_in.providers() == ["default"]
    assert sign_in.address() == "https://figures.example.org"


def test_providers_with_names(secrets):
    whole = WHOLE.replace("client_id", '[auth.keycloak]\nclient_id = "k"\n[auth.other]\nclient_id', 1)
    secrets(whole.replace('"k"', '"k"\nclient_secret = "b"\nserver_metadata_url = "https://k.example.org"'))
    assert sign_in.providers() == ["keycloak", "other"]
    assert sign_in.fault() == ""


@pytest.mark.parametrize(
    "text, says",
    [
        ("[auth]\n", "empty"),
        ("auth = true\n", "not a table"),
        ("[auth\n", "cannot be read"),
        (WHOLE.replace("/oauth2callback", ""), "redirect_uri"),
        (WHOLE.replace("https://figures.example.org", ""), "redirect_uri"),
        (WHOLE.replace("figures.example.org", "Figures.Example.org"), "as browsers write it"),
        (WHOLE.replace("figures.example.org", "figures.example.org:443"), "as browsers write it"),
        (WHOLE.replace(SECRET, "guess me"), "cookie_secret"),
        (WHOLE.replace("client_id", "clientid"), "names no provider"),
    ],
)
def test_a_set_up_that_is_not_whole_is_no_way_in(secrets, text, says):
    secrets(text)
    assert sign_in.configured()
    assert says in sign_in.fault()


def test_identities_from_headers_are_not_believed(secrets):
    secrets(WHOLE)
    with patch_config_options({"server.trustedUserHeaders": {"X-Email": "email"}}):
        assert "trustedUserHeaders" in sign_in.fault()


def test_a_cookie_names_whoever_signed_in(secrets):
    secrets(WHOLE)
    assert sign_in.claims(cookie(AMAL))["email"] == "amal@example.org"


def test_a_long_identity_comes_in_several_cookies(secrets):
    secrets(WHOLE)
    words = json.dumps(AMAL)
    parts = {"_streamlit_user": "chunks-2", "_streamlit_user_1": words[:30], "_streamlit_user_2": words[30:]}
    signed = {name: create_signed_value(SECRET, name, part).decode() for name, part in parts.items()}
    assert sign_in.claims(signed)["email"] == "amal@example.org"
    del signed["_streamlit_user_2"]
    assert sign_in.claims(signed) == {}


def test_a_cookie_that_is_no_identity_names_nobody(secrets):
    secrets(WHOLE)
    for found in ({}, {"_streamlit_user": ""}, {"_streamlit_user": json.dumps(AMAL)}, {"_streamlit_user": "ÿ"}):
        assert sign_in.claims(found) == {}, found
    assert sign_in.claims(cookie("[]")) == {}
    assert sign_in.claims(cookie("not JSON")) == {}


def test_a_cookie_that_was_not_given_here_names_nobody(secrets):
    secrets(WHOLE)
    assert sign_in.claims(cookie(AMAL, secret="somebody else's secret, somebody else's")) == {}
    assert sign_in.claims(cookie({**AMAL, "origin": "https://elsewhere.example.org"})) == {}


@pytest.mark.parametrize("said", [False, "yes", 1, None])
def test_a_cookie_of_somebody_who_is_not_signed_in_names_nobody(secrets, said):
    secrets(WHOLE)
    assert sign_in.claims(cookie({**AMAL, "is_logged_in": said})) == {}


def test_a_cookie_of_last_quarter_names_nobody(secrets, monkeypatch):
    secrets(WHOLE)
    long_ago = int(time.time()) - 90 * 24 * 3600
    with monkeypatch.context() as earlier:
        earlier.setattr(itsdangerous.TimestampSigner, "get_timestamp", lambda signer: long_ago)
        old = cookie(AMAL)
    assert sign_in.claims(old) == {}
