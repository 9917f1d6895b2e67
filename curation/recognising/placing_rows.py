"""Where each row of a table is: its place, admin level, country and origin, looked up once per different place."""

from collections.abc import Callable

import polars as pl

from curation.recognising.country_names import iso3
from curation.recognising.places import Places
from curation.recognising.plan import PlaceColumns, Plan

# Between the cells of one place while it is looked up; a sign no table holds.
BETWEEN = "\x1f"


def placed(rows: pl.DataFrame, plan: Plan, places: Places) -> pl.DataFrame:
    """Return for each row (`row`) its `location`, `level`, `country`, `origin` and `series`; null where none is said.

    `rows` are the table's cells with their number in `row`. Places unknown so far are added to `places`.
    """
    level = pl.lit(None, dtype=pl.String)
    if plan.level_column is not None:
        level = pl.col(f"c{plan.level_column}").str.extract("([0-4])")
    here = _looked_up(rows, plan.places, level, lambda cells, at: _place(cells, at, plan, places))
    there = _looked_up(
        rows, plan.origins, pl.lit(None, dtype=pl.String), lambda cells, at: _origin(cells, plan, places)
    )
    series = (
        pl.concat_str([pl.col(f"c{n}").str.strip_chars() for n in plan.series], separator=" · ")
        if plan.series
        else pl.lit("")
    )
    found = rows.select("row", series=series)
    found = pl.concat([found, here, there.select(origin="location")], how="horizontal")
    if plan.origin:
        places.country(plan.origin, "")
        found = found.with_columns(origin=pl.lit(plan.origin))
    return found


def _looked_up(rows: pl.DataFrame, columns: list[PlaceColumns], level: pl.Expr, look: Callable) -> pl.DataFrame:
    cells = [one for place in columns for one in (place.code, place.name)]
    texts = [pl.lit("") if one is None else pl.col(f"c{one}").str.strip_chars() for one in cells]
    keys = rows.with_columns(key=pl.concat_str([level.fill_null(""), *texts], separator=BETWEEN)).select("key")
    found = {
        key: look(key.split(BETWEEN)[1:], key.split(BETWEEN)[0]) for key in keys["key"].unique(maintain_order=True)
    }
    schema = {"key": pl.String, "location": pl.String, "level": pl.String, "country": pl.String}
    table = pl.DataFrame([(key, *where) for key, where in found.items()], schema=schema, orient="row")
    return keys.join(table, on="key", how="left", maintain_order="left").drop("key")


def _place(cells: list[str], stated: str, plan: Plan, places: Places) -> tuple[str | None, str | None, str | None]:
    """The finest place that a row names, down to the level wanted."""
    country, found, reached = plan.country, "", ""
    deepest = int(stated) if stated else plan.level if plan.sums else None
    for place, code, name in zip(plan.places, cells[::2], cells[1::2], strict=True):
        if deepest is not None and place.level > deepest:
            break
        if (not code and not name) or (name in ("-", "–") and not code):
            continue
        if place.level == 0:
            country = places.country(code, name) or country
            found, reached = country, "0"
        else:
            if name and country and not code and iso3(name) == country:
                # A row for the whole country among those for its parts is no part.
                found, reached = places.country(country, name), "0"
                continue
            here = places.place(place.level, code, name, country, found)
            found, reached = (here, str(place.level)) if here else (found, reached)
    if not found and country:
        places.country(country, "")
        found, reached = country, "0"
    return found or None, reached or None, country or None


def _origin(cells: list[str], plan: Plan, places: Places) -> tuple[str | None, None, None]:
    country, found = plan.country, ""
    for place, code, name in zip(plan.origins, cells[::2], cells[1::2], strict=True):
        said = [one for one in (code, name) if one and one not in ("-", "–")]
        if not said or said[0].casefold() in ("same", "n/a", "na"):
            continue
        if place.level == 0:
            country = found = places.country(code if code in said else "", name if name in said else "")
        else:
            found = places.place(place.level, code, name, country, found or country) or found
    return found or None, None, None
