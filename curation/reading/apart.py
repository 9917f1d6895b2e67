"""The process that parses a stranger's file: started, given the file, listened to, and ended in time."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING, BinaryIO

from curation.reading.kept import Plain, Stretch
from curation.reading.sending import send

if TYPE_CHECKING:
    from curation.reading.coded import Cells

# The process that parses runs as many threads of polars at most: each reserves memory.
THREADS = 4

HOUSE = Path(__file__).resolve().parents[2]


class Apart:
    """A process that is given an order and the file's bytes, and parses; its exit `code` and what it `said`."""

    def __init__(self, order: dict, content: bytes, seconds: float, *, ahead: bool = False):
        """Raises TimeoutError when it takes more seconds."""
        self.order, self.content, self.ahead, self.said = order, content, ahead, b""
        self.cells: Cells | None = None
        self._plain: SimpleQueue[Plain | None] = SimpleQueue()
        threads = {"POLARS_MAX_THREADS": str(min(os.cpu_count() or 1, THREADS)), "OPENBLAS_NUM_THREADS": "1"}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        command = [sys.executable, "-m", "curation.reading.child"]
        late = Event()
        with subprocess.Popen(command, cwd=HOUSE, env={**os.environ, **threads}, **pipes) as child:
            clock = Timer(seconds, lambda: (late.set(), child.kill()))
            try:
                clock.start()
                source, child.stdin = child.stdin, None
                Thread(target=self._write, args=(source,), daemon=True).start()
                self._hear(child.stdout)
                child.wait()
            except BaseException:
                child.kill()
                raise
            finally:
                self._plain.put(None)
                clock.cancel()
        self.code = child.returncode
        if self.code and self.cells:
            self.cells.stop()
        if late.is_set():
            raise TimeoutError

    def _hear(self, source: BinaryIO) -> None:
        """Listen to the end; of a large file, stretches of plain rows are said as soon as they are found."""
        if self.order["encoding"]:
            # polars makes cells of the rows; it is loaded while the other process begins.
            from curation.reading.coded import Cells  # noqa: PLC0415

            self.cells = Cells(len(self.content))
        line = source.readline()
        if self.order["head"] and line.startswith(b"["):
            self._plain.put(next((Plain(*one) for one in json.loads(line)), None))
            line = source.readline()
        while line.startswith(b"["):
            if self.ahead:
                self.cells.take(Stretch(*json.loads(line), content=self.content))
            line = source.readline()
        self.said = line + source.read()

    def _write(self, source: BinaryIO) -> None:
        """Write to a process that may end before it has read everything."""
        with contextlib.suppress(BrokenPipeError), source:
            source.write(json.dumps(self.order).encode() + b"\n")
            send(source, self.content, self.order["head"], self.order["limits"]["line"], self._plain.get)
