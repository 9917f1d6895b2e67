"""A small real OpenID Connect provider on this computer, and people who sign in there through a browser."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.visitor import PATIENCE

# A secret for tests: 32 letters or more, as the dashboard asks for.
COOKIE_SECRET = "for-tests-only-for-tests-only-for-tests"

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{secret}"
client_id = "dashboard"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@dataclass(frozen=True)
class Provider:
    """A running provider."""

    address: str

    def knows(self, email: str, **claims) -> None:
        """Have the provider say this of a person from now on."""
        said = json.dumps({"email": email, "name": email.partition("@")[0].capitalize(), **claims}).encode()
        asked = Request(
            f"{self.address}/users/{email}", data=said, method="PUT", headers={"Content-Type": "application/json"}
        )
        with urlopen(asked, timeout=PATIENCE):
            pass

    def secrets(self, folder: Path) -> Path:
        """Write the secrets of a dashboard that signs in here."""
        file = folder / "secrets.toml"
        file.write_text(SECRETS.format(provider=self.address, secret=COOKIE_SECRET), encoding="utf-8")
        return file


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider in a thread of the tests."""
    with run_server_in_thread(user_claims=[User(sub="nobody@example.org")]) as server:
        yield Provider(f"http://localhost:{server.server_port}")


class Somebody:
    """Somebody at a browser, on the page of `who_may.py`."""

    def __init__(self, browser: Browser, address: str):
        self.context: BrowserContext = browser.new_context(service_workers="block")
        # The provider's own pages ask the internet for a style.
        self.context.route(
            lambda url: urlsplit(url).hostname not in ("127.0.0.1", "localhost"), lambda route: route.abort()
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE * 1_000)
        self.address = address

    def open(self, path: str = "") -> dict:
        """Open the page and return what it says."""
        self.page.goto(f"{self.address}/{path}")
        return self.read()

    def act(self) -> dict:
        """Click, and return what the page says then."""
        run = self.read()["run"]
        self.page.get_by_role("button", name="Act").click()
        self.page.get_by_test_id("stCode").filter(has_text=f'"run": {run + 1},').wait_for()
        return self.read()

    def sign_in(self, email: str) -> dict:
        """Sign in at the provider under an address, and return what the page says then."""
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_placeholder("sub").fill(email)
        self.page.get_by_role("button", name="Authorize").click()
        return self.read()

    def sign_out(self) -> dict:
        self.page.get_by_role("button", name="Sign out").click()
        self.page.get_by_role("button", name="End session").click()
        return self.read()

    def read(self) -> dict:
        """Wait until the page rests, and return what it says."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=\"stApp\"]')?.dataset.testScriptState === 'notRunning'"
            " && document.querySelector('[data-testid=\"stJson\"]')"
            " && !document.querySelector('[data-stale=\"true\"]')"
        )
        return json.loads(self.page.get_by_test_id("stCode").inner_text())

    def cookie(self) -> str:
        """Return the cookies by which the dashboard knows who this is, as a header."""
        cookies = [one for one in self.context.cookies(self.address) if one["name"].startswith("_streamlit_user")]
        return "; ".join(f"{one['name']}={one['value']}" for one in cookies)


def hours_ago(hours: float) -> int:
    """Return a moment in the past as tokens write it."""
    return int(time.time() - hours * 3600)
