"""The upload address: closed to everybody who may not upload, before a byte of what they send is read."""

from urllib.parse import unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import rights, sign_in, visit

# Streamlit takes files here from whoever asks, also when no page offers an upload.
UPLOADS = "/_stcore/upload_file"

# Files that may be under way at one time; each is held in memory, up to server.maxUploadSize.
AT_ONCE = 8

# The server would otherwise read, and throw away, the rest of what it has refused.
HANG_UP = {"Connection": "close"}
BAD_REQUEST = 400

FOREIGN = "This upload does not come from a page of this server. Open the page Update and choose the file there."
TOO_MANY = "Too many files are being uploaded just now. Please try again in a minute."


class UploadDoor:
    """ASGI middleware: lets through only uploads of those who may; sizes and live sessions are Streamlit's to check."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self.under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 or 429 with a sentence, or pass on. Questions of browsers beforehand (OPTIONS) change nothing."""
        if scope["type"] != "http" or UPLOADS not in unquote(scope["path"]) or scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
            return
        why = refused(scope)
        if why:
            await PlainTextResponse(why, status_code=403, headers=HANG_UP)(scope, receive, send)
            return
        if self.under_way >= AT_ONCE:
            await PlainTextResponse(TOO_MANY, status_code=429, headers=HANG_UP)(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= BAD_REQUEST:
                MutableHeaders(scope=message).update(HANG_UP)
            await send(message)

        self.under_way += 1
        try:
            await self.app(scope, receive, answer)
        finally:
            self.under_way -= 1


def refused(scope: Scope) -> str:
    """Return why whoever sends this request may not upload; "" when they may."""
    if not sign_in.configured():
        return visit.REASONS[visit.not_local(scope)]
    if not visit.from_own_page(scope):
        return FOREIGN
    return rights.refusal(sign_in.claims(HTTPConnection(scope).cookies))
