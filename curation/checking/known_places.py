"""What the screen for personal data may know of the published tables."""

from pathlib import Path

from curation.tables import package, read_text


def known_in(folder: Path) -> dict[str, dict]:
    """Return what the screen for personal data may know of our tables: each place's admin level, each indicator's unit.

    They are `levels` and `units` of `curation.inspect`. Raises BrokenTables when the tables cannot be read.
    """
    texts = read_text(folder, package(folder))
    places = texts["locations"]
    places = places[places["admin_level"].fillna("").str.fullmatch("[0-9]+")]
    levels = {place: int(level) for place, level in zip(places["location_id"], places["admin_level"], strict=True)}
    indicators = texts["indicators"]
    return {"levels": levels, "units": dict(zip(indicators["indicator"], indicators["unit"], strict=True))}
