"""Bytes to text: by mark, by UTF-8's own strictness, else by the alphabets of the languages partners write."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

# Byte order marks, longest first, and the codec that takes them off.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Encodings seen in the field's files, commonest first, each with the alphabet it is for.
CANDIDATES = (
    ("cp1252", "latin"),
    ("cp1256", "arabic"),
    ("cp1251", "cyrillic"),
    ("mac_roman", "latin"),
    ("iso8859_15", "latin"),
    ("cp1254", "latin"),
    ("cp850", "latin"),
    ("iso8859_6", "arabic"),
    ("koi8_u", "cyrillic"),
    ("iso8859_5", "cyrillic"),
    ("mac_cyrillic", "cyrillic"),
    ("cp866", "cyrillic"),
)

# Letters beyond ASCII of French, Spanish, Portuguese, German, Italian, Turkish and the Nordic languages;
# of Arabic and Persian; of Ukrainian and Russian.
LATIN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœğışşİĞŞŒÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸ"
ARABIC = "".join(map(chr, [*range(0x0621, 0x0653), *range(0x0660, 0x066A), 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC]))
CYRILLIC = "".join(map(chr, range(0x0410, 0x0450))) + "ёЁіІїЇєЄґҐ"
ALPHABETS = {"latin": set(LATIN), "arabic": set(ARABIC), "cyrillic": set(CYRILLIC)}

# Signs that any language uses beside its letters.
SIGNS = set("’‘“”„«»–—…°€£²³½¼·•№×±§®©™ºª¿¡،؛؟ـ\u00a0\u200c\u200e\u200f")

# So much of a file decides; what follows must still decode.
SAMPLE = 200_000

# Candidates whose noise is this much above the least noisy one are out.
NOISE_MARGIN = 0.05

# A zero byte this often at even or odd places means two bytes a character.
WIDE_SHARE = 0.3


@dataclass(frozen=True)
class Decoded:
    """Text with the encoding it was read in; `others` when a second reading is as likely."""

    text: str
    encoding: str
    others: tuple[str, ...] = ()
    reason: str = ""


def decode(content: bytes) -> Decoded:
    """Return the text of some bytes, and how sure that is.

    UTF-8 is taken when every byte fits it; a file with a byte order mark is what the mark says.
    Otherwise each candidate must decode every byte into letters of one alphabet; when two give
    different texts, `others` names the second. `reason` says why nothing fits.
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
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            text = content[: error.start].decode("utf-8")
            return Decoded(text, "utf-8", reason="the file is cut off in the middle of a letter; ask for it again")
        return _mostly_utf8(content, error) or _one_byte(content)


def _strict(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1:,} does not fit {encoding}, which the file begins as; ask for it again"
        return Decoded(content.decode(encoding, errors="replace"), encoding, reason=reason)


def _wide(content: bytes) -> str:
    """Name UTF-16 without its mark; empty when the zero bytes do not look like it."""
    sample = content[:SAMPLE]
    if len(sample) < 4 or len(sample) % 2 or b"\0" not in sample:
        return ""
    half = len(sample) / 2
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > WIDE_SHARE and even < WIDE_SHARE / 10:
        return "utf-16-le"
    return "utf-16-be" if even > WIDE_SHARE and odd < WIDE_SHARE / 10 else ""


def _mostly_utf8(content: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """A file of two encodings: many letters fit UTF-8, a few bytes do not."""
    text = content.decode("utf-8", errors="replace")
    beyond = sum(1 for letter in text if ord(letter) > 127 and letter != "\ufffd")
    bad = text.count("\ufffd")
    if beyond < 10 * bad:
        return None
    line = content.count(b"\n", 0, error.start) + 1
    reason = f"line {line}: a byte does not fit UTF-8, although the rest does; save the file again as UTF-8"
    return Decoded(text, "utf-8", reason=reason)


def _one_byte(content: bytes) -> Decoded:
    texts: dict[str, str] = {}
    for encoding, alphabet in _likely(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = {letter for letter in text if ord(letter) > 127}
        if beyond <= ALPHABETS[alphabet] | SIGNS and text not in texts.values():
            texts[encoding] = text
    if not texts:
        reason = "the letters beyond A to Z fit none of the encodings partners use; save the file again as UTF-8"
        return Decoded(content.decode("latin-1"), "unknown", reason=reason)
    first, *others = texts
    return Decoded(texts[first], first, tuple(others[:1]))


def _likely(content: bytes) -> list[tuple[str, str]]:
    """The candidates that a detector finds least noisy, in our order."""
    sample = b"\n".join(line for line in content[:SAMPLE].split(b"\n") if not line.isascii())
    found = from_bytes(sample, cp_isolation=[name for name, _ in CANDIDATES], threshold=0.9)
    noise = {name: match.chaos for match in found for name in [match.encoding, *match.could_be_from_charset]}
    least = min(noise.values(), default=0.0)
    return [(name, kind) for name, kind in CANDIDATES if noise.get(name, 1.0) <= least + NOISE_MARGIN]
