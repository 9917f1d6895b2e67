"""Signing in through the browser at a real provider: who may do what, and for how long."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser import provider, server, visitor
from tests.browser.provider import Somebody

pytestmark = [
    pytest.mark.browser,
    # The provider's own way with its libraries.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

WHO_MAY = str(Path(__file__).with_name("who_may.py"))

LIST = """
publishers = ["Amal@Example.org"]
curators = ["bo@example.org"]
second_person_above = 20
"""


@pytest.fixture(scope="module")
def people(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("people") / "people.toml"


@pytest.fixture(scope="module")
def trusted() -> Iterator[provider.Provider]:
    with provider.running() as one:
        yield one


@pytest.fixture(scope="module")
def dashboard(trusted, people, tmp_path_factory) -> Iterator[str]:
    """A server with sign-in, on this computer: whoever sits here is nobody before signing in."""
    folder = tmp_path_factory.mktemp("dashboard")
    settings = {"DISPLACEMENT_PEOPLE": str(people)}
    flags = ("--secrets.files", str(trusted.secrets(folder)))
    with server.running(WHO_MAY, *flags, log=folder / "log.txt", settings=settings) as address:
        yield address


@pytest.fixture(autouse=True)
def whole_list(people):
    """The list is whole again for every test."""
    people.write_text(LIST, encoding="utf-8")


@pytest.fixture(scope="module")
def somebody(browser, dashboard) -> Iterator[Callable[[], Somebody]]:
    """People with a browser each."""
    met: list[Somebody] = []

    def one() -> Somebody:
        met.append(Somebody(browser, dashboard))
        return met[-1]

    yield one
    for person in met:
        person.context.close()


@pytest.fixture(scope="module")
def bo(somebody, trusted) -> Somebody:
    """Bo, who is signed in."""
    trusted.knows("bo@example.org", email_verified=True)
    one = somebody()
    one.open()
    one.sign_in("bo@example.org")
    return one


def test_whoever_sits_at_the_computer_is_nobody_before_signing_in(dashboard):
    with visitor.session(dashboard, origin=dashboard) as session:
        assert session.said["person"] is None
        assert session.said["closed"].startswith("Sign in to upload")
        assert visitor.upload(dashboard, session.id, Origin=dashboard)[0] == 403


def test_under_another_name_people_are_told_where_to_sign_in(dashboard):
    under = dashboard.replace("127.0.0.1", "localhost")
    with visitor.session(dashboard, host=urlsplit(under).netloc, origin=under) as session:
        assert f"sign in under {dashboard}" in session.said["closed"]


def test_a_publisher_signs_in_where_she_was_uploads_and_signs_out(somebody, trusted):
    trusted.knows("amal@example.org", email_verified=True)
    amal = somebody()
    amal.open("update")
    said = amal.sign_in("amal@example.org")
    assert amal.page.url.endswith("/update")
    assert said["person"] == {"name": "Amal", "email": "amal@example.org", "local": False}
    assert said["may"] == ["curator", "publisher"]
    assert said["second"] == 20
    file = {"name": "figures.csv", "mimeType": "text/csv", "buffer": b"figure_id,value\n"}
    amal.page.set_input_files("input[type=file]", files=[file])
    amal.page.get_by_text("figures.csv has 16 bytes").wait_for()
    said = amal.sign_out()
    assert said["may"] == []
    assert said["person"] is None


def test_an_identity_opens_the_upload_only_from_the_page_it_was_given_to(bo, dashboard):
    session, cookie = bo.act()["session"], bo.cookie()
    assert visitor.upload(dashboard, session, cookie, Origin=dashboard)[0] == 204
    assert visitor.upload(dashboard, session, cookie, Origin="http://localhost:3000")[0] == 403
    assert visitor.upload(dashboard, session, cookie.replace("_streamlit_user=", "_streamlit_user=x"))[0] == 403
    assert visitor.upload(dashboard, session)[0] == 403


def test_rights_follow_the_list_at_the_next_click(bo, people, dashboard):
    said = bo.act()
    assert said["may"] == ["curator"]
    assert "not publish" in said["publish"]
    people.write_text('publishers = ["bo@example.org"]', encoding="utf-8")
    assert bo.act()["publish"] == ""
    people.write_text('publishers = ["amal@example.org"]', encoding="utf-8")
    said = bo.act()
    assert said["may"] == []
    assert "bo@example.org, which is not on the list" in said["closed"]
    assert visitor.upload(dashboard, said["session"], bo.cookie())[0] == 403
    people.write_text("publishers = [bo@example.org]", encoding="utf-8")
    assert "cannot be read" in bo.act()["publish"]
    people.unlink()
    assert "cannot be read" in bo.act()["upload"]


def test_a_login_of_this_morning_is_renewed_before_publishing(somebody, trusted):
    trusted.knows("amal@example.org", email_verified=True, auth_time=provider.hours_ago(9))
    amal = somebody()
    amal.open()
    said = amal.sign_in("amal@example.org")
    assert said["upload"] == ""
    assert "more than 8 hours ago" in said["publish"]
    trusted.knows("amal@example.org", email_verified=True, auth_time=provider.hours_ago(0))
    assert amal.sign_in("amal@example.org")["publish"] == ""
