"""Bytes to text: by mark, by UTF-8's own strictness, else by the alphabets of the languages partners write."""

import codecs
import io
import re
from dataclasses import dataclass

from curation.reading.alphabets import EVERY_LETTER, strangeness

# Byte order marks, longest first, and the codec that takes them off.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Encodings seen in the field's files, commonest first, each with the alphabet it is for.
CANDIDATES = {
    "cp1252": "western",
    "cp1256": "arabic",
    "cp1251": "cyrillic",
    "mac_roman": "western",
    "cp1254": "turkish",
    "iso8859_6": "arabic",
    "koi8_u": "cyrillic",
    "iso8859_5": "cyrillic",
    "cp850": "western",
    "mac_cyrillic": "cyrillic",
    "cp866": "cyrillic",
    "mac_turkish": "turkish",
    "cp857": "turkish",
    "iso8859_15": "western",
    "cp1250": "central",
    "iso8859_2": "central",
    "cp1253": "greek",
    "iso8859_7": "greek",
}
# These share most letters with a common one, and are taken only where they make better words.
SECOND_CHOICE = {"iso8859_15", "cp1250", "iso8859_2", "cp1253", "iso8859_7"}

# Nobody is asked whether a file in a Windows encoding might be forty years old.
DOS = {"cp850", "cp857", "cp866"}

# Other readings shown when a person must choose.
OTHERS = 3

# So much of a file decides; what follows must still decode.
SAMPLE = 200_000

# Candidates whose noise is this much above the least noisy one are out.
NOISE_MARGIN = 0.05

# A zero byte this often at even places and never at odd ones, or the reverse, means two bytes a letter:
# digits, separators and line ends have one in any language.
WIDE_SHARE = 0.02

BEYOND = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True)
class Decoded:
    """Text with the encoding it was read in; `others` when more readings are as likely.

    `reason` says why the bytes cannot be read, on `lines` where it is known.
    """

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    reason: str = ""
    lines: tuple[int, ...] = ()


def decode(content: bytes) -> Decoded:
    """Return the text of some bytes, and how sure that is.

    UTF-8 is taken when every byte fits it; a file with a byte order mark is what the mark says.
    Otherwise each candidate must decode every byte into words of one alphabet; when two give
    different texts that are as good, `others` names them. `reason` says why nothing fits.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    wide = _wide(content)
    if wide:
        return _strict(content, wide)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # A line of plain ASCII is the same in all encodings here, and most lines of a large file are.
        lines = b"".join(line for line in io.BytesIO(content) if not line.isascii())
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data" and _runs(lines)[0]:
            reason = "the file is cut off in the middle of a letter; ask for it again"
            return Decoded("", "utf-8", reason=reason, lines=(line_of(content, error.start),))
    return _two_encodings(content, lines) or _one_byte(content, lines)


def line_of(content: bytes, at: int) -> int:
    """Return the line, counted from 1, of one byte; a line ends with LF, CRLF or CR."""
    before = content[:at]
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")


def _strict(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        named = encoding.removesuffix("-sig").upper()
        reason = f"byte {error.start + 1:,} does not fit {named}, which the file begins as; ask for it again"
        lines = (line_of(content, error.start),) if encoding == "utf-8-sig" else ()
        return Decoded("", encoding, reason=reason, lines=lines)


def _wide(content: bytes) -> str:
    """Name UTF-16 without its mark; empty when the zero bytes do not look like it."""
    sample = content[: SAMPLE - SAMPLE % 2]
    if len(sample) < 4 or len(content) % 2 or b"\0" not in sample:
        return ""
    zeros = {"utf-16-le": sample[1::2].count(0), "utf-16-be": sample[::2].count(0)}
    encoding = max(zeros, key=lambda one: zeros[one])
    if zeros[encoding] < WIDE_SHARE * len(sample) / 2 or min(zeros.values()) > 0:
        return ""
    return encoding if {"\n", "\r"} & set(sample.decode(encoding, errors="replace")) else ""


def _runs(content: bytes) -> tuple[list[bytes], list[bytes]]:
    """Split the runs of bytes beyond ASCII into letters in UTF-8, and others."""
    in_utf8, others = [], []
    for run in {found[0] for found in BEYOND.finditer(content)}:
        try:
            fits = EVERY_LETTER.issuperset(run.decode("utf-8"))
        except UnicodeDecodeError:
            fits = False
        (in_utf8 if fits else others).append(run)
    return in_utf8, others


def _two_encodings(content: bytes, lines: bytes) -> Decoded | None:
    """Refuse a file in which some words are UTF-8 and others are not: no one reading is right."""
    in_utf8, others = _runs(lines)
    if not in_utf8 or not others:
        return None
    first = {"utf8": set(in_utf8), "others": set(others)}
    found = {}
    for match in BEYOND.finditer(content):
        kind = next(name for name, runs in first.items() if match[0] in runs)
        if kind not in found:
            found[kind] = line_of(content, match.start())
        if len(found) == len(first):
            break
    reason = "two encodings in one file, UTF-8 and another; save both parts as UTF-8, then join them"
    return Decoded("", "unknown", reason=reason, lines=tuple(sorted(set(found.values()))))


def _one_byte(content: bytes, lines: bytes) -> Decoded:
    found = _readings(lines, _likely(lines)) or _readings(lines, list(CANDIDATES))
    if not found:
        reason = "the letters beyond A to Z fit none of the encodings partners use; save the file again as UTF-8"
        at = BEYOND.search(content).start()
        return Decoded("", "unknown", reason=reason, lines=(line_of(content, at),))
    least = min(strange for _, strange in found.values())
    first, *others = [name for name, (_, strange) in found.items() if strange == least]
    if first.startswith("cp125"):
        others = [name for name in others if name not in DOS]
    return Decoded(content.decode(first), first, tuple(others[:OTHERS]))


def _readings(lines: bytes, candidates: list[str]) -> dict[str, tuple[str, float]]:
    """The different texts that some bytes give, by encoding, each with how strange it is."""
    found: dict[str, tuple[str, float]] = {}
    for encoding in candidates:
        try:
            text = lines.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = strangeness(text, CANDIDATES[encoding])
        if strange is not None and text not in [known for known, _ in found.values()]:
            found[encoding] = (text, strange + (0.5 if encoding in SECOND_CHOICE else 0))
    return found


def _likely(lines: bytes) -> list[str]:
    """The candidates that a detector finds least noisy, in our order."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (most files are UTF-8 and need no detector)

    found = from_bytes(lines[:SAMPLE], cp_isolation=list(CANDIDATES), threshold=0.9)
    noise = {name: match.chaos for match in found for name in [match.encoding, *match.could_be_from_charset]}
    least = min(noise.values(), default=0.0)
    return [name for name in CANDIDATES if noise.get(name, 1.0) <= least + NOISE_MARGIN]
