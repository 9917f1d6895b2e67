"""Who may upload and publish, on a page: the person at the computer, or whoever has signed in and is listed."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.util import patch_config_options

from components import rights
from tests.components.test_sign_in import SECRET

WHO_MAY = str(Path(__file__).resolve().parents[1] / "browser" / "who_may.py")

SIGN_IN = {
    "redirect_uri": "https://figures.example.org/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "dashboard",
    "client_secret": "a",
    "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
}
LIST = 'publishers = ["amal@example.org"]\ncurators = ["bo@example.org"]\n'


@pytest.fixture(autouse=True)
def people(tmp_path, monkeypatch) -> Iterator[Path]:
    """The list, and a computer that has no secrets of its own."""
    file = tmp_path / "people.toml"
    file.write_text(LIST, encoding="utf-8")
    monkeypatch.setenv("DISPLACEMENT_PEOPLE", str(file))
    for setting in ("DISPLACEMENT_CURATOR", "DISPLACEMENT_SIGN_IN_HOURS"):
        monkeypatch.delenv(setting, raising=False)
    with patch_config_options({"secrets.files": []}):
        st.secrets._reset()
        yield file


def opened(**said) -> tuple[dict, list[str]]:
    """Open the page as somebody of whom the provider says this; return what it says, and its buttons."""
    page = AppTest.from_file(WHO_MAY)
    page.secrets["auth"] = SIGN_IN
    page.user = {"is_logged_in": True, "email_verified": True, "iat": int(time.time()), **said} if said else {}
    page.run()
    return json.loads(page.code[0].value), [button.label for button in page.button]


def test_a_publisher_may_all_and_a_curator_may_not_publish():
    amal, buttons = opened(email="Amal@Example.org", name="Amal")
    assert amal["may"] == ["curator", "publisher"]
    assert amal["closed"] == amal["upload"] == amal["publish"] == ""
    assert "Sign out" in buttons
    bo, _ = opened(email="bo@example.org")
    assert bo["may"] == ["curator"]
    assert bo["upload"] == ""
    assert bo["publish"].startswith("You may upload, check and compare as bo@example.org")


def test_who_has_not_signed_in_finds_the_button():
    said, buttons = opened()
    assert said["closed"] == rights.NOT_SIGNED_IN
    assert said["person"] is None
    assert "Sign in" in buttons
    assert "Sign out" not in buttons


@pytest.mark.parametrize(
    "claims, says",
    [
        ({"email": "cleo@example.org"}, "not on the list"),
        ({"email": "amal@example.org", "email_verified": False}, "confirmed"),
        ({"email": "amal@example.org", "email_verified": None}, "confirmed"),
        ({"email": "amal@example.org", "email_verified": "no"}, "confirmed"),
        ({"email": ["amal@example.org"]}, "no e-mail address"),
        ({"preferred_username": "amal@example.org"}, "no e-mail address"),
    ],
    ids=str,
)
def test_who_is_not_known_for_sure_may_nothing_and_is_told_why(claims, says):
    said, _ = opened(**claims)
    assert said["may"] == []
    assert says in said["closed"]
    assert said["upload"] == said["publish"] == said["closed"]


def test_a_provider_that_never_confirms_addresses_can_be_accepted(people):
    people.write_text(LIST + "accept_unconfirmed = true", encoding="utf-8")
    assert opened(email="amal@example.org", email_verified=None)[0]["may"] == ["curator", "publisher"]
    assert opened(email="amal@example.org", email_verified=False)[0]["may"] == []


def test_a_list_that_cannot_be_read_opens_nothing_and_asks_for_a_second_person_always(people):
    people.write_text("publishers = [", encoding="utf-8")
    said, _ = opened(email="amal@example.org")
    assert said["may"] == []
    assert said["closed"] == rights.NO_LIST
    assert said["second"] == 0


@pytest.mark.parametrize("text, percent", [(LIST, None), (LIST + "second_person_above = 20", 20)])
def test_a_second_person_is_asked_for_where_the_list_says_so(people, text, percent):
    people.write_text(text, encoding="utf-8")
    assert opened(email="amal@example.org")[0]["second"] == percent


@pytest.mark.parametrize(
    "when, renew",
    [
        ({"iat": -7.9}, False),
        ({"iat": -8.1}, True),
        ({"iat": 0, "auth_time": -9}, True),
        ({"iat": -9, "auth_time": -9}, True),
        ({"iat": 0.1}, False),
        ({"iat": 24}, True),
        ({"iat": None}, True),
        ({"iat": True}, True),
        ({"iat": 1e30}, True),
    ],
    ids=str,
)
def test_a_login_is_renewed_after_eight_hours_or_when_nobody_knows_how_old_it_is(when, renew):
    known = isinstance(when["iat"], bool) or when["iat"] is None or when["iat"] > 1e6
    times = when if known else {key: int(time.time() + hours * 3600) for key, hours in when.items()}
    said, _ = opened(email="amal@example.org", **times)
    assert said["upload"] == ""
    assert ("more than 8 hours ago" in said["publish"]) == renew


@pytest.mark.parametrize("hours, renew", [("1", True), ("12", False), ("0", False), ("nan", False), ("soon", False)])
def test_a_deployment_sets_how_long_a_login_lasts(monkeypatch, hours, renew):
    monkeypatch.setenv("DISPLACEMENT_SIGN_IN_HOURS", hours)
    said, _ = opened(email="amal@example.org", iat=int(time.time() - 2 * 3600))
    assert (said["publish"] != "") == renew


def alone() -> dict:
    """What the page says where nobody can sign in, and no server serves it."""
    return json.loads(AppTest.from_file(WHO_MAY).run().code[0].value)


def test_without_sign_in_whoever_runs_it_is_curator_under_the_name_they_choose(monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Amal Haddad")
    said = alone()
    assert said["person"] == {"name": "Amal Haddad", "email": "", "local": True}
    assert said["may"] == ["curator", "publisher"]
    assert said["publish"] == ""
    assert said["second"] is None


def test_a_page_that_is_served_but_not_through_the_door_has_no_curator(monkeypatch):
    monkeypatch.setattr(config, "_server_mode", "starlette-app")
    said = alone()
    assert said["may"] == []
    assert "cannot tell where" in said["closed"]


def test_sign_in_that_is_not_set_up_whole_is_told_and_opens_nothing():
    page = AppTest.from_file(WHO_MAY)
    page.secrets["auth"] = {**SIGN_IN, "cookie_secret": "short"}
    page.user = {"is_logged_in": True, "email": "amal@example.org", "email_verified": True, "iat": int(time.time())}
    page.run()
    said = json.loads(page.code[0].value)
    assert said["closed"] == rights.NOT_SET_UP
    assert said["may"] == []
