"""Places with the words and positions a map needs: name, number, tooltip, outline."""

from itertools import pairwise

import pandas as pd

from charts.shades import ramp
from components import boundaries, drawable, wording
from components.once import once
from components.published import row
from metrics import places

# Rates are filled in so many steps from pale to strong.
STEPS = 4


def drawn(statement: str, shown_as: str) -> pd.DataFrame:
    """Return a statement's places: figures with `name`, `lat`, `lon`, `shown`, `hover`; blanks too.

    With `shown_as` rate, `value` is per 1,000 residents, with `residents`; places without a rate
    are blank.
    """
    totals = once(places.totals, "figures", like=statement)
    rows = once(places.at, totals, statement=statement)
    gone = once(places.left_out, totals, statement=statement)
    of = once(places.rates, "figures", statement=statement) if shown_as == "rate" else rows
    file = boundaries.file_for(sorted({*rows["location_id"], *gone["location_id"]}))
    return once(_drawn, rows, gone, of, shown_as=shown_as, mark=boundaries.mark(file))


def _drawn(rows: pd.DataFrame, gone: pd.DataFrame, of: pd.DataFrame, shown_as: str, mark: str) -> pd.DataFrame:
    file = mark.split(maxsplit=1)[0]
    if shown_as == "rate":
        rates = of.set_index("figure_id")[["rate", "residents"]]
        rows = rows.join(rates, on="figure_id")
        rows = rows.assign(count=rows["value"], value=rows["rate"])
    else:
        rows = rows.assign(count=rows["value"])
    rows = pd.concat([rows, _blank(rows, gone)], ignore_index=True)
    at = [boundaries.position(one, file) for one in rows["location_id"]]
    return rows.assign(
        name=[wording.sentence(wording.place(one)) for one in rows["location_id"]],
        source=[wording.source(one) for one in rows["source_id"]],
        lat=[lat for lat, _ in at],
        lon=[lon for _, lon in at],
        shown=[_shown(one, shown_as) for _, one in rows.iterrows()],
        hover=[_hover(one, shown_as) for _, one in rows.iterrows()],
    )


def _blank(rows: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    """Rows for places that the source gives for other dates: nobody's figure, and so without an id."""
    same = ["crisis_id", "indicator", "source_id", "population_group", "admin_level", "measure", "unit", "as_of"]
    one = {key: rows[key].iloc[0] for key in [*same, "period_start", "date_precision"]}
    return pd.DataFrame(
        [
            {**one, "location_id": place, "last_as_of": last}
            for place, last in gone[["location_id", "last_as_of"]].values
        ],
        columns=["location_id", *one, "last_as_of"],
    )


def rate(value: float) -> str:
    """Write a rate per 1,000 with as many digits as say something."""
    return f"{value:,.1f}" if 0 < value < 10 else f"{value:,.0f}"


def _shown(one, shown_as: str) -> str:
    if pd.isna(one["value"]):
        if pd.isna(one.get("figure_id")):
            return "no figure for this date"
        return "no rate" if shown_as == "rate" and pd.notna(one["count"]) else wording.hedged(one)
    if shown_as == "rate":
        return f"{rate(one['value'])} per 1,000"
    return wording.sentence(wording.hedged(one))


def _hover(one, shown_as: str) -> str:
    name, who = wording.sentence(wording.place(one["location_id"])), wording.source(one["source_id"])
    if pd.isna(one.get("figure_id")):
        return f"{name}\nNo figure by {who} for this date; its newest is for {wording.day(one['last_as_of'])}"
    if pd.isna(one["value"]) and shown_as == "count":
        return f"{name}\n{wording.sentence(wording.hedged(one))}\n{who}, {wording.as_of(one)}"
    if pd.isna(one["value"]):
        return f"{name}\nNo rate: {who} gives no number of residents for this date"
    if shown_as == "rate":
        people = (
            f"{wording.exact(one['count'], one['unit'])} of {wording.exact(one['residents'], one['unit'])} residents"
        )
        return f"{name}: {rate(one['value'])} per 1,000\n{people}\n{who}, {wording.as_of(one)}"
    return f"{name}\n{drawable.hover(one)}"


def ground(rows: pd.DataFrame, shown_as: str) -> tuple[list[dict], tuple | None]:
    """Return the outlines under the places, each with its `look`, and the box the map shows; None without."""
    file = boundaries.file_for(sorted(set(rows["location_id"])))
    shapes = boundaries.outlines(file)
    if not shapes:
        return [], None
    looks = _looks(rows, shapes, shown_as, file)
    here = sorted({*rows["location_id"], *rows["origin_location_id"].dropna()})
    return looks, boundaries.view(here, file)


def _looks(rows: pd.DataFrame, shapes: list[dict], shown_as: str, file: str) -> list[dict]:
    stated = {one["location_id"]: one for one in rows.to_dict("records")}
    held = {one: place for place in stated for one in boundaries.lies_in(place)}
    level = rows["admin_level"].iloc[0]
    own_level = pd.notna(level) and file == f"{row('locations', rows['location_id'].iloc[0])['iso3']}-adm{int(level)}"
    greatest = rows["value"].max()
    colours = ramp(rows["population_group"].iloc[0], STEPS)
    found = []
    for one in shapes:
        place, look, hover, colour, label = stated.get(one["location_id"]), "land", "", "", ("", "")
        if place is not None and pd.isna(place["value"]):
            look, hover = "missing", place["hover"]
        elif place is not None and shown_as == "rate":
            look, hover, colour = "filled", place["hover"], colours[step(place["value"], greatest)]
        elif one["location_id"] in held:
            area = stated[held[one["location_id"]]]
            look, hover, label = "part", area["hover"], (area["name"], area["shown"])
        elif place is None and own_level and one["location_id"]:
            name = wording.sentence(wording.place(one["location_id"])) if _is_known(one["location_id"]) else one["name"]
            look, hover = "missing", f"{name}\nNo figure by this source for this date"
        found.append({**one, "look": look, "hover": hover, "colour": colour, "label": label})
    return found


def _is_known(place: str) -> bool:
    try:
        return bool(row("locations", place))
    except KeyError:
        return False


def step(value: float, greatest: float) -> int:
    """Return the step of a rate, from 0, by equal parts of the greatest; it is rounded up to whole steps."""
    return min(int(value / (greatest or 1) * STEPS), STEPS - 1)


def steps(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Return each step's colour and from where to where it goes, for the key beside the map."""
    greatest = rows["value"].max()
    edges = [greatest * part / STEPS for part in range(STEPS + 1)]
    colours = ramp(rows["population_group"].iloc[0], STEPS)
    return [(colour, f"{rate(low)}–{rate(high)}") for colour, (low, high) in zip(colours, pairwise(edges), strict=True)]
