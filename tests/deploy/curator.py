"""Somebody who signs in at a provider through the proxy, and keeps the cookies a browser would keep."""

import httpx

from benchmarks import socket_reader
from tests.browser.visitor import PATIENCE, TOKEN

HEADERS = {"user-agent": "Mozilla/5.0", "accept": "text/html"}


class Curator:
    """Somebody at the curators' site."""

    def __init__(self, site: str):
        self.site = site
        self.client = httpx.Client(follow_redirects=True, timeout=PATIENCE, headers=HEADERS, verify=False)
        self.client.get(f"{site}/update")

    async def open(self, page: str = "update") -> socket_reader.SocketReader:
        """Open a page as this browser does, and wait until it is drawn."""
        reader = await socket_reader.opened(self.site, page, Cookie=self.cookie(), token=TOKEN)
        await reader.run()
        return reader

    async def sign_in(self, email: str) -> None:
        """Press the page's button, and sign in at the provider under an address."""
        page = await self.open()
        await page.run(pressed="sign_in_default")
        await page.close()
        form = self.client.get(f"{self.site}{page.shown.leads_to}")
        self.client.post(form.url, data={"sub": email}).raise_for_status()

    def cookie(self) -> str:
        """Return what the browser sends of itself, as a header."""
        kept = {one.name: one.value for one in self.client.cookies.jar}
        return "; ".join(f"{name}={value}" for name, value in {**kept, "_streamlit_xsrf": TOKEN}.items())
