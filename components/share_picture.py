"""A picture of one figure to pass on: number, what it counts, date and source, drawn without a browser."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit
from PIL import Image, ImageDraw, ImageFont

from charts import palette
from components import figure_words, published, wording
from components.citation import clean
from components.shared import Shared

# The size that sites and messengers show without cutting.
WIDTH, HEIGHT = 1200, 630
EDGE = 72
PAPER, INK, QUIET, WARNING = "#FFFFFF", "#22262A", "#4A5056", "#8A3B12"

# The typefaces of the pages, as they come with Streamlit: Latin, Greek and Cyrillic letters.
FONTS = Path(streamlit.__file__).parent / "static" / "static" / "media"
SERIF, SANS = "SourceSerifVariable-Roman", "SourceSansVF-Upright"

# A sign no typeface has: what is drawn like it is missing.
NO_SIGN = "\U0010ffff"

# Pictures kept, some 50 kB each; programs that follow links ask for all there are.
PICTURES_KEPT = 100
_pictures = Shared(PICTURES_KEPT)

# Date and source begin here, or below a number that reaches further down.
LOWER_PART = 420


@dataclass(frozen=True)
class Letters:
    """How a part is written: typeface, weight, colour, most lines, and the largest and smallest size in pixels."""

    name: str
    weight: int
    ink: str
    most: int
    largest: int
    smallest: int


NUMBER = Letters(SERIF, 600, INK, 1, 150, 64)
ABOUT = Letters(SANS, 400, INK, 3, 44, 30)
WHEN = Letters(SANS, 600, INK, 1, 32, 22)
SOURCE = Letters(SANS, 400, QUIET, 3, 32, 22)
GONE = Letters(SANS, 600, WARNING, 1, 34, 26)


def png(figure) -> bytes:
    """Return the picture of a published figure as PNG."""
    return _pictures.get((published.state(), figure["figure_id"]), lambda: _png(figure))


def _png(figure) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    colour, gone = palette.group_colour(figure["population_group"]), figure_words.withdrawn(figure)
    draw.rectangle((0, 0, 18, HEIGHT), fill=WARNING if gone else colour)
    top = EDGE
    said = words(figure)
    if gone:
        top = _lines(draw, f"{gone}. Do not quote it as it stands.", top, GONE)
    top = _lines(draw, said["about"], top, ABOUT) + 8
    top = _number(draw, wording.sentence(figure_words.exactly(figure)), top, struck=bool(gone))
    top = _lines(draw, said["when"], max(top + 24, LOWER_PART), WHEN)
    _lines(draw, said["source"], top + 4, SOURCE)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def words(figure) -> dict[str, str]:
    """Return what the picture says beside the number; a name in letters it cannot draw stands as its identifier."""
    place, source = wording.place(figure["location_id"]), wording.source(figure["source_id"])
    swapped = {place: str(figure["location_id"]), source: str(figure["source_id"])}
    swaps = {name: swapped[name] for name in swapped if not drawable(name)}
    published_on = wording.dated(figure["published_on"], figure["published_precision"])
    said = {
        "about": figure_words.about(figure),
        "when": wording.sentence(wording.as_of(figure)),
        "source": f"Source: {source}, {figure_words.document(figure)} ({published_on})",
    }
    for name, identifier in swaps.items():
        said = {key: text.replace(name, identifier) for key, text in said.items()}
    if not drawable(said["source"]):
        said["source"] = f"Source: {swaps.get(source, source)} ({published_on}); its title is in other letters"
    return {key: _only_drawable(text) for key, text in said.items()}


def left_out(figure) -> list[str]:
    """Return the names and titles that the picture cannot write, for the page to say so."""
    names = (wording.place(figure["location_id"]), wording.source(figure["source_id"]), figure_words.document(figure))
    return [name for name in names if not drawable(name)]


def drawable(text: str) -> bool:
    """True when the typeface has every sign of a text."""
    return all(_has(sign) for sign in clean(text))


def _only_drawable(text: str) -> str:
    """Put a sign that can be seen in place of one that cannot be drawn; nothing is left out in silence."""
    return "".join(sign if _has(sign) else "[?]" for sign in clean(text))


@lru_cache(maxsize=4_096)
def _has(sign: str) -> bool:
    if sign.isspace():
        return True
    font = _font(SANS, 400, 24)
    return font.getmask(sign).getbbox() is not None and bytes(font.getmask(sign)) != bytes(font.getmask(NO_SIGN))


@lru_cache(maxsize=64)
def _font(name: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Load a typeface of the pages; Pillow's own where Streamlit no longer brings it."""
    found = sorted(FONTS.glob(f"{name}*.woff2"))
    if not found:
        return ImageFont.load_default(size)
    font = ImageFont.truetype(found[0], size)
    font.set_variation_by_axes([weight] if len(font.get_variation_axes()) == 1 else [weight, min(size, 60)])
    return font


def _number(draw: ImageDraw.ImageDraw, text: str, top: int, *, struck: bool) -> int:
    text = _only_drawable(text)
    sizes = range(NUMBER.largest, NUMBER.smallest - 1, -4)
    fonts = (_font(NUMBER.name, NUMBER.weight, size) for size in sizes)
    fitting = (font for font in fonts if font.getlength(text) <= WIDTH - 2 * EDGE)
    font = next(fitting, _font(NUMBER.name, NUMBER.weight, NUMBER.smallest))
    draw.text((EDGE, top), text, font=font, fill=NUMBER.ink)
    left, upper, right, lower = draw.textbbox((EDGE, top), text, font=font)
    if struck:
        middle = upper + round((lower - upper) * 0.44)
        draw.line((left - 8, middle, right + 8, middle), fill=WARNING, width=8)
    return int(lower)


def _lines(draw: ImageDraw.ImageDraw, text: str, top: int, letters: Letters) -> int:
    """Write a text, smaller when it is long, and cut with … when it is too long; return where it ends."""
    for size in range(letters.largest, letters.smallest - 1, -2):
        font = _font(letters.name, letters.weight, size)
        lines = _wrapped(text, font)
        if len(lines) <= letters.most:
            break
    if len(lines) > letters.most:
        lines = [*lines[: letters.most - 1], _cut(f"{lines[letters.most - 1]} …", font, WIDTH - 2 * EDGE)]
    for line in lines:
        draw.text((EDGE, top), line, font=font, fill=letters.ink)
        top += round(font.size * 1.28)
    return top


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines, room = [""], WIDTH - 2 * EDGE
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(_cut(word, font, room))
    return [line for line in lines if line] or [""]


def _cut(word: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    while font.getlength(word) > room:
        word = f"{word[:-2]}…"
    return word
