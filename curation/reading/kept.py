"""How the rows of a large file are kept until somebody looks at them; polars makes cells of them in `packed`."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Few:
    """Rows as lists, each with its line."""

    rows: list[list[str]]
    lines: list[int]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)


@dataclass(frozen=True)
class Stretch:
    """Bytes `start` to `end` of a file, which hold rows one to a line and no quotation mark, from line `line` on."""

    height: int
    start: int
    end: int
    line: int
    width: int
    separator: str
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Package:
    """Rows packed as Arrow, in about a quarter of the bytes of their cells."""

    height: int
    packed: bytes = field(repr=False)


Kept = Few | Stretch | Package


@dataclass(frozen=True)
class Plain:
    """How a plain row is written: `width` cells, read with `how`; the first `keep` are used, `names` head them."""

    width: int
    how: dict
    keep: int = 0
    names: tuple[str, ...] = ()

    @property
    def separator(self) -> str:
        """The sign between two cells."""
        return self.how["delimiter"]

    @property
    def mark(self) -> str:
        """The quotation mark."""
        return self.how["quotechar"]

    @property
    def pattern(self) -> str:
        """What a line looks like whose quotation marks all stand around cells that end on it."""
        mark, sign = self.mark, f"\\x{ord(self.separator):02x}"
        cell = f"(?:{mark}(?:[^{mark}]|{mark}{mark})*{mark}|[^{mark}{sign}]*)"
        return f"^{cell}(?:{sign}{cell})*$"


def line_ends(text: bytes) -> bytes:
    """Return lines that end with LF, whatever they ended with."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text
