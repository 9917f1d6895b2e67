"""Read a file somebody sent: bytes in, cells as text out, in a process that may die without harm."""

import json
import signal
import subprocess
import sys
from dataclasses import asdict, fields
from pathlib import Path

from curation.delimited import read_delimited
from curation.encoding import decode
from curation.kinds import kind
from curation.reading import Finding, Limits, Question, Reading
from curation.workbook import kind_of_zip, read_workbook

WORKBOOKS = ("XLSX", "XLSB", "ODS")
NAMED_AS = {"XLSX": (".xlsx", ".xlsm"), "XLSB": (".xlsb",), "ODS": (".ods",), "XLS": (".xls",)}

# How the process that parses says that its memory did not suffice.
OUT_OF_MEMORY = 3

# Lines shown when a person must choose between encodings.
LINES_SHOWN = 3

HOUSE = Path(__file__).resolve().parent.parent


def read(content: bytes, name: str, limits: Limits | None = None) -> Reading:
    """Read any table in any of the field's formats and encodings.

    `name` is the file's name, used only to say when it does not fit what the file is. Returns a
    Reading with one of four verdicts; nothing is repaired in silence. Parsing runs in a process of
    its own with bounded memory and time, so that a file made to hurt costs a sentence.
    """
    limits = limits or Limits()
    if len(content) > limits.size:
        found, most = _size(len(content)), _size(limits.size)
        return _refused(f"the file has {found}, more than the {most} read here; send a smaller part of it")
    if not content:
        return _refused("the file is empty; ask for it again")
    order = json.dumps({"name": name, "limits": asdict(limits)}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "curation.child"],
            input=order + b"\n" + content,
            capture_output=True,
            timeout=limits.seconds,
            cwd=HOUSE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _refused(_too_long(limits))
    if done.returncode:
        return _refused(_ended(done.returncode, limits))
    return from_json(json.loads(done.stdout))


def _ended(code: int, limits: Limits) -> str:
    """Say why the process that parses gave no reading."""
    if -code == signal.SIGXCPU:
        return _too_long(limits)
    if code == OUT_OF_MEMORY or code < 0:
        return "the file needs more memory than a table of its size should; send the one sheet as CSV"
    return "the file could not be read, and why is not known; save the table again as CSV"


def _too_long(limits: Limits) -> str:
    return f"the file could not be read within {limits.seconds} seconds; send a smaller part of it"


def _size(count: int) -> str:
    return f"{count / 1e6:,.0f} MB" if count >= 1e6 else f"{count:,} bytes"


def parse(content: bytes, name: str, limits: Limits) -> Reading:
    """Read a file in this process; `read` is the door that is safe to open to strangers."""
    reading = Reading()
    found = kind(content)
    if found == "zip":
        found = kind_of_zip(content)
    if found == "xls":
        found = "XLS"
    if found in NAMED_AS:
        if not name.lower().endswith(NAMED_AS[found]):
            reading.tell(f"the file is a workbook ({found}), whatever its name says")
        read_workbook(content, found, reading, limits)
    elif found != "text":
        article = "an" if found.startswith(("XML", "RAR", "RTF", "SQ", "xz")) else "a"
        reading.refuse(f"this is {article} {found}, not a table; export the table as CSV or XLSX")
    else:
        _read_as_text(content, reading, limits)
    return reading


def _read_as_text(content: bytes, reading: Reading, limits: Limits) -> None:
    decoded = decode(content)
    reading.encoding = decoded.encoding
    if decoded.reason:
        reading.refuse(decoded.reason, *decoded.lines)
        return
    if decoded.encoding not in ("utf-8", "utf-8-sig"):
        reading.tell(f"read as {decoded.encoding}")
    if decoded.others:
        _ask_encoding(content, [decoded.encoding, *decoded.others], reading)
    read_delimited(decoded.text, reading, limits)


def _ask_encoding(content: bytes, encodings: list[str], reading: Reading) -> None:
    """Show the first lines that differ in each encoding."""
    numbered = [(n, line) for n, line in enumerate(content.splitlines(), 1) if not line.isascii()]
    differing = [(n, line) for n, line in numbered if len({line.decode(one, "replace") for one in encodings}) > 1]
    shown = differing[:LINES_SHOWN]
    choices = {one: [[line.decode(one, "replace")] for _, line in shown] for one in encodings}
    asks = "Which reading of the letters is right?"
    reading.questions.append(Question(asks, choices, tuple(n for n, _ in shown)))


def _refused(says: str) -> Reading:
    reading = Reading()
    reading.refuse(says)
    return reading


def to_json(reading: Reading) -> dict:
    """Return a reading as plain values, with its verdict."""
    return {**asdict(reading), "verdict": reading.verdict}


def from_json(values: dict) -> Reading:
    """Return the reading that `to_json` wrote."""
    known = {one.name: values[one.name] for one in fields(Reading)}
    for key in ("told", "reasons"):
        known[key] = [Finding(one["says"], tuple(one["lines"])) for one in known[key]]
    known["questions"] = [Question(one["asks"], one["choices"], tuple(one["lines"])) for one in known["questions"]]
    return Reading(**known)
