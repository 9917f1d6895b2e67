"""Names that may be written: of people, of tables, and of uploaded files."""

import re
import unicodedata

from curation.store.refusals import NotAllowed

# Long enough for any name in use, short enough for every file system.
LONGEST_FILE_NAME = 100

# Names that mean a device, not a file, on Windows.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return text without line ends and control characters: a line end in a name would forge a header of the commit."""
    plain = "".join(" " if unicodedata.category(mark) in ("Cc", "Cs", "Zl", "Zp") else mark for mark in text)
    return " ".join(plain.split())


def person(name: str, email: str) -> bytes:
    """Return a person as git writes one: `Name <address>`."""
    name, email = (re.sub("[<>]", "", one_line(part)) for part in (name, email))
    return f"{name or 'unknown'} <{email.replace(' ', '')}>".encode()


def table_name(name: str) -> str:
    """Return the name of a table's file if it is plain. Raises NotAllowed."""
    if name != "datapackage.json" and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.csv", name):
        raise NotAllowed(f'"{one_line(name)}" is no name for a table; use letters, digits, - and _, ending in .csv')
    return name


def upload_name(name: str) -> str:
    """Return a name for an uploaded file that every system can write, as near to its own as can be."""
    last = unicodedata.normalize("NFC", one_line(name)).replace("\\", "/").rsplit("/", 1)[-1]
    plain = re.sub(r'[<>:"|?*~]', "_", last).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    room = LONGEST_FILE_NAME - len(ending.encode()) - 1
    if dot and room > 0:
        plain = f"{_cut(stem, room)}.{ending}"
    plain = _cut(plain, LONGEST_FILE_NAME).strip(". ")
    odd = not plain or DEVICES.fullmatch(plain) or plain.casefold().startswith("git")
    return f"upload_{plain}" if odd else plain


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")
