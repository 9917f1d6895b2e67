"""Scripts and styles of the pages, packed once for slow lines and kept between starts. Knows no server."""

import gzip
import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import product
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import brotli
import platformdirs

log = logging.getLogger("displacement")

# The setting that says where packed files are kept; without it, where this computer keeps its user's caches.
CACHE_SETTING = "DISPLACEMENT_CACHE"
CACHE_NAME = "displacement-dashboard"

# Names that carry their digest, as index.DormvYxC.js, never mean another content. Fonts and pictures come packed.
NAMED_BY_CONTENT = re.compile(r".+\.[\w-]{8}\.(?:js|css|svg)")

# Bytes below which packing saves less than a network packet's room; Streamlit's own limit for gzip.
SMALLEST = 500

# How each encoding packs and unpacks. On the largest script (4.7 MB) brotli at 10 takes 8 s and leaves 1.08 MB; at 9,
# 1 s and 1.18; at 11, 15 s and 1.06; gzip takes 0.3 s and leaves 1.42. It is done once.
PACK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, mode=brotli.MODE_TEXT, quality=10),
    "gzip": lambda content: gzip.compress(content, compresslevel=9, mtime=0),
}
UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}

# Brotli runs in processes of this niceness: they get what readers leave. A thread of the server must not be nice:
# on a busy machine it would wait for its turn while it holds Python's lock, and everybody with it.
NICENESS = 5

# This file as a program that packs what it is given; -P: the other files here are not to be taken for Python's own.
PROGRAM = (sys.executable, "-P", __file__)


class Packed(NamedTuple):
    """One file in one encoding: its bytes, and the mark by which a browser knows it again."""

    content: bytes
    etag: str


class Packing:
    """Packs the files of a folder beside the server, and has them ready in memory.

    `source` is the folder with an index.html, `kept` the one in which packed files outlive the server; None keeps
    nothing. All files are packed with gzip first, which takes seconds. Brotli follows for those that index.html
    names and then for those that somebody asks for: of some 300 scripts a reader needs about 60.
    """

    def __init__(self, source: Path, kept: Path | None):
        self.source, self.kept = source, kept
        self.names = frozenset(_packable(source))
        self._ready: dict[tuple[str, str], Packed] = {}
        self._asked: set[str] = set()
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._at_work: subprocess.Popen | None = None
        self._ended = False

    def ready(self, name: str, encoding: str) -> Packed | None:
        """Return a file (static/js/….js) in an encoding (br, gzip), or None as long as it is not packed."""
        return self._ready.get((name, encoding))

    def ask(self, name: str) -> None:
        """Have a file packed with brotli as well, in its turn; returns at once."""
        if name not in self._asked:
            self._asked.add(name)
            self._queue.put(name)

    def start(self) -> None:
        """Begin to pack, beside whatever else the process does."""
        self._ended = False
        threading.Thread(target=self._work, name="packing", daemon=True).start()

    def stop(self) -> None:
        """End the packing; the file it is at comes at the next start."""
        self._ended = True
        self._queue.put(None)
        if self._at_work:
            self._at_work.kill()

    def everything(self) -> int:
        """Pack every file in every encoding, now; return how many files there are."""
        with ThreadPoolExecutor() as threads:
            for encoding, pack in PACK.items():
                list(threads.map(lambda name, to=encoding, by=pack: self._provide(name, to, by), self.names))
        return len(self.names)

    def _work(self) -> None:
        first = _named_by(self.source / "index.html", self.names)
        try:
            self._take_what_is_kept()
            for name in [*first, *sorted(self.names - set(first))]:
                self._provide(name, "gzip", PACK["gzip"])
            for name in first:
                self.ask(name)
            while (name := self._queue.get()) and not self._ended:
                self._provide(name, "br", self._packed_aside)
        except OSError as error:
            # Without the files there is nothing to pack; Streamlit serves them, or says why it cannot.
            log.warning("scripts are no longer packed: %s", error.strerror)

    def _take_what_is_kept(self) -> None:
        """Make ready what an earlier start has packed, if it unpacks to the very file that would be sent."""
        _forget_other_versions(self.kept)
        for name, encoding in product(self.names if self.kept else (), UNPACK):
            # A file that is not there, or damaged, is packed anew.
            with suppress(brotli.error, OSError, EOFError, zlib.error):
                content = (self.kept / encoding / name).read_bytes()
                if UNPACK[encoding](content) == (self.source / name).read_bytes():
                    self._set(name, encoding, content)

    def _provide(self, name: str, encoding: str, pack: Callable[[bytes], bytes]) -> None:
        """Pack a file that is not ready; one that does not become smaller is left as it is."""
        if (name, encoding) in self._ready:
            return
        original = (self.source / name).read_bytes()
        content = pack(original)
        if content and len(content) < len(original):
            self._keep(name, encoding, content)
            self._set(name, encoding, content)

    def _packed_aside(self, original: bytes) -> bytes:
        """Pack with brotli in a process that lets everybody else go first; nothing when it was ended."""
        with subprocess.Popen(PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as self._at_work:
            content, _ = self._at_work.communicate(original)
        return content if self._at_work.returncode == 0 else b""

    def _set(self, name: str, encoding: str, content: bytes) -> None:
        self._ready[name, encoding] = Packed(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')

    def _keep(self, name: str, encoding: str, content: bytes) -> None:
        """Write a packed file for the next start; whoever reads meanwhile finds the whole file or none."""
        if not self.kept:
            return
        there = self.kept / encoding / name
        half = there.with_name(f"{there.name}.{os.getpid()}.half")
        try:
            there.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(content)
            half.replace(there)
        except OSError as error:
            log.warning("packed scripts cannot be kept for the next start: %s", error.strerror)
            self.kept = None


def kept_for(version: str) -> Path | None:
    """Return the folder for packed files of a version of Streamlit; None where the computer has no place for caches."""
    said = os.environ.get(CACHE_SETTING)
    root = Path(said).absolute() if said else platformdirs.user_cache_path(CACHE_NAME, appauthor=False)
    return root / "packed" / f"streamlit-{version}" if root.is_absolute() else None


def _packable(source: Path) -> Iterable[str]:
    for path in source.rglob("*"):
        if NAMED_BY_CONTENT.fullmatch(path.name) and path.is_file() and path.stat().st_size >= SMALLEST:
            yield path.relative_to(source).as_posix()


def _named_by(page: Path, names: Iterable[str]) -> list[str]:
    written = page.read_text(encoding="utf-8") if page.is_file() else ""
    return sorted(name for name in names if name in written)


def _forget_other_versions(kept: Path | None) -> None:
    for other in kept.parent.glob("streamlit-*") if kept else ():
        if other != kept:
            shutil.rmtree(other, ignore_errors=True)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    # A server that was killed no longer takes what it asked for.
    with suppress(BrokenPipeError):
        sys.stdout.buffer.write(PACK["br"](sys.stdin.buffer.read()))
        sys.stdout.buffer.flush()
