"""Streamlit's scripts and styles, sent packed to browsers that can unpack them; Streamlit sends them as they are."""

from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response, StreamingResponse
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util

from components.packing import Packed, Packing, kept_for

# The smaller first. Browsers take brotli over https and from their own computer only.
ENCODINGS = ("br", "gzip")

# A name that carries its digest never means another content; a year, as Streamlit says of the same files.
FOR_EVER = "public, max-age=31536000, immutable"

# Bytes given to the network at a time, so that many slow readers do not each hold a whole file; starlette's own step.
STEP = 64 * 1024

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class PackedFiles:
    """ASGI middleware: answers for files that are packed; everything else, and parts of files, it passes on."""

    def __init__(self, app: ASGIApp, packing: Packing):
        self.app, self.packing = app, packing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the smallest form the browser takes and that is ready; ask for what is not ready."""
        name = below_base(scope).removeprefix("/") if scope["type"] == "http" else ""
        if name not in self.packing.names or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        taken = [encoding for encoding in ENCODINGS if encoding in accepted(asked.get("accept-encoding", ""))]
        if "br" in taken:
            self.packing.ask(name)
        encoding = next((one for one in taken if self.packing.ready(name, one)), "")
        packed = self.packing.ready(name, encoding)
        if packed is None or "range" in asked:
            await self.app(scope, receive, _varied(send))
            return
        await _answer(name, encoding, packed, scope)(scope, receive, send)


def packing() -> Packing:
    """Return the packing of the files that come with the installed Streamlit."""
    return Packing(Path(file_util.get_static_dir()), kept_for(st.__version__))


def below_base(scope: Scope) -> str:
    """Return the path of a request below the address this dashboard is served at."""
    path = scope["path"].removeprefix(scope.get("root_path", "").rstrip("/"))
    base = config.get_option("server.baseUrlPath").strip("/")
    return path.removeprefix(f"/{base}") if path.startswith(f"/{base}/") else path


def accepted(header: str) -> set[str]:
    """Return the encodings an Accept-Encoding header allows (RFC 9110, 12.5.3); one with q=0 is refused."""
    allowed, refused = set(), set()
    for one in header.lower().split(","):
        encoding, _, weight = one.replace(" ", "").partition(";q=")
        (refused if weight and not weight.strip("0.") else allowed).add(encoding)
    return (allowed | set(ENCODINGS) if "*" in allowed else allowed) - refused


def _answer(name: str, encoding: str, packed: Packed, scope: Scope) -> Response:
    headers = {
        "content-type": TYPES[Path(name).suffix],
        "content-encoding": encoding,
        "content-length": str(len(packed.content)),
        "cache-control": FOR_EVER,
        "etag": packed.etag,
        "vary": "Accept-Encoding",
    }
    if packed.etag in Headers(scope=scope).get("if-none-match", ""):
        return NotModifiedResponse(Headers(headers))
    if scope["method"] == "HEAD":
        return Response(headers=headers)
    return StreamingResponse(_steps(packed.content), headers=headers)


async def _steps(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), STEP):
        yield content[start : start + STEP]


def _varied(send: Send) -> Send:
    """Tell caches on the way that another browser may get another form of this file."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return answer


if __name__ == "__main__":
    # At set-up: `python -m components.static_files` packs everything, so that no server has to.
    print(f"{packing().everything()} scripts and styles are packed.")
