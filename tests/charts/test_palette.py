"""Colours that everybody can tell from the background, in light and dark."""

import pytest

from charts import frame, palette

LIGHT, DARK = "#FFFFFF", "#15191C"

DRAWN = {
    **palette.GROUPS,
    **palette.CAUSES,
    "unknown": palette.UNKNOWN,
    "beside": palette.BESIDE,
    "quiet": palette.QUIET,
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_is_worked_out_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("background", [LIGHT, DARK])
@pytest.mark.parametrize("meaning", DRAWN)
def test_what_is_drawn_has_3_to_1_on_both_backgrounds(meaning, background):
    assert contrast(DRAWN[meaning], background) >= 3


@pytest.mark.parametrize("theme, background", [("light", LIGHT), ("dark", DARK)])
def test_what_is_written_has_4_5_to_1(theme, background):
    assert contrast(frame.INKS[theme], background) >= 4.5


@pytest.mark.parametrize("group", [*palette.GROUPS, "never heard of"])
def test_white_text_within_a_bar_can_be_read(group):
    assert contrast("#FFFFFF", palette.group_colour(group)) >= 3


def test_one_colour_means_one_thing():
    assert len({palette.GROUPS[group] for group in ("IDP", "REF", "ASY", "STA", "RET")}) == 5
    assert palette.part_colour("conflict", "IDP") == palette.CAUSES["conflict"]
    assert palette.part_colour("tents", "IDP") == palette.GROUPS["IDP"]
    assert palette.part_colour("not_disaggregated", "IDP") == palette.UNKNOWN
