"""Shades of the palette's colours: pale for what is not chosen, and steps from pale to strong for rates."""

from charts import palette

# The strongest step of a rate: light enough for names to be read on it.
STRONGEST = 0.75


def faded(colour: str, part: float) -> str:
    """Return a colour of the palette (#RRGGBB) at a part of its strength."""
    red, green, blue = _mixed(colour)
    return f"rgba({red},{green},{blue},{part})"


def ramp(population_group: str, steps: int) -> list[str]:
    """Return colours from pale to nearly the group's own, for rates that fill areas."""
    colour = palette.group_colour(population_group)
    parts = [STRONGEST * (step + 1) / steps for step in range(steps)]
    mixed = [[round(255 - (255 - one) * part) for one in _mixed(colour)] for part in parts]
    return [f"rgb({r},{g},{b})" for r, g, b in mixed]


def _mixed(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
