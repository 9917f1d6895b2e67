"""Read a file somebody sent: bytes in, cells as text out, in a process that may die without harm."""

import json
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
HOUSE = Path(__file__).resolve().parent.parent


def read(content: bytes, name: str, limits: Limits | None = None) -> Reading:
    """Read any table in any of the field's formats and encodings.

    `name` is the file's name, used only to say when it does not fit what the file is. Returns a
    Reading with one of four verdicts; nothing is repaired in silence. Parsing runs in a process of
    its own with bounded memory and time, so that a file made to hurt costs a sentence.
    """
    limits = limits or Limits()
    if len(content) > limits.size:
        return _refused(
            f"the file has {len(content) / 1e6:,.0f} MB, more than the {limits.size / 1e6:,.0f} MB read here"
        )
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
        return _refused(f"the file could not be read within {limits.seconds} seconds; send a smaller part of it")
    if done.returncode:
        return _refused("the file needs more memory than a table of its size should; send the one sheet as CSV")
    return from_json(json.loads(done.stdout))


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
        article = "an" if found[0] in "aeioXR" else "a"
        reading.refuse(f"this is {article} {found}, not a table; export the table as CSV or XLSX")
    else:
        _read_as_text(content, reading, limits)
    return reading


def _read_as_text(content: bytes, reading: Reading, limits: Limits) -> None:
    decoded = decode(content)
    reading.encoding = decoded.encoding
    if decoded.reason:
        reading.refuse(decoded.reason)
        return
    if decoded.encoding not in ("utf-8", "utf-8-sig"):
        reading.tell(f"read as {decoded.encoding}")
    for other in decoded.others:
        _ask_encoding(content, decoded.encoding, other, reading)
    read_delimited(decoded.text, reading, limits)


def _ask_encoding(content: bytes, first: str, second: str, reading: Reading) -> None:
    lines = [line for line in content.splitlines() if not line.isascii()][:3]
    choices = {one: [[line.decode(one, errors="replace")] for line in lines] for one in (first, second)}
    reading.questions.append(Question("Which reading of the letters is right?", choices))


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
