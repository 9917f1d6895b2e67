"""Somebody who speaks to a server without a browser: any headers, any cookie, any body."""

import http.client
import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.sync.client import connect

# Seconds to wait for an answer on a slow and busy machine.
PATIENCE = 20

# The two halves of Streamlit's own guard against requests from other sites; any program can make a pair.
TOKEN = generate_xsrf_token_string()

BOUNDARY = "edge"
FILE = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="figures.csv"\r\n'
    f"Content-Type: text/csv\r\n\r\nfigure_id,value\r\n--{BOUNDARY}--\r\n"
).encode()


@dataclass
class Session:
    """A live session of a server: its id, and what its page of `who_may.py` said."""

    id: str = ""
    said: dict = field(default_factory=dict)


@contextmanager
def session(address: str, host: str | None = None, origin: str | None = None, **headers: str) -> Iterator[Session]:
    """Open a session as a page does, and keep it open; `host` is the name the visitor typed."""
    to = urlsplit(address)
    line = socket.create_connection((to.hostname, to.port), timeout=PATIENCE)
    uri = f"ws://{host or to.netloc}/_stcore/stream"
    with connect(uri, sock=line, origin=origin, subprotocols=["streamlit"], additional_headers=_named(headers)) as one:
        one.send(BackMsg(rerun_script={"query_string": ""}).SerializeToString())
        opened = Session()
        while not opened.said:
            message = ForwardMsg.FromString(one.recv(timeout=PATIENCE))
            if message.WhichOneof("type") == "new_session":
                opened.id = message.new_session.initialize.session_id
            if message.delta.new_element.WhichOneof("type") == "json":
                opened.said = json.loads(message.delta.new_element.json.body)
        yield opened


def upload(address: str, to_session: str, cookie: str = "", host: str | None = None, **headers: str) -> tuple[int, str]:
    """Send a small file to a session, as the page does; return the status and the words of the answer."""
    to = urlsplit(address)
    line = http.client.HTTPConnection(to.hostname, to.port, timeout=PATIENCE)
    sent = {
        "Host": host or to.netloc,
        "Cookie": f"_streamlit_xsrf={TOKEN}; {cookie}",
        "X-Xsrftoken": TOKEN,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        **_named(headers),
    }
    line.request("PUT", f"/_stcore/upload_file/{to_session}/one-file", body=FILE, headers=sent)
    answer = line.getresponse()
    return answer.status, answer.read().decode()


def announce(address: str, to_session: str, *headers: str) -> socket.socket:
    """Send only the head of an upload; return the open line."""
    to = urlsplit(address)
    line = socket.create_connection((to.hostname, to.port), timeout=PATIENCE)
    head = [f"PUT /_stcore/upload_file/{to_session}/one-file HTTP/1.1", f"Host: {to.netloc}", *headers]
    head += [f"Cookie: _streamlit_xsrf={TOKEN}", f"X-Xsrftoken: {TOKEN}"]
    head += [f"Content-Type: multipart/form-data; boundary={BOUNDARY}"]
    line.sendall("\r\n".join([*head, "", ""]).encode())
    return line


def status(line: socket.socket) -> int:
    """Return the status of the answer on an open line."""
    found = re.match(rb"HTTP/1.1 (\d+)", line.recv(1_000))
    return int(found[1]) if found else 0


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
