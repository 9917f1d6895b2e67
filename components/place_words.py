"""What a map says beside itself: title with the finding, subtitle, summary, key."""

from html import escape

import pandas as pd

from charts import maps
from components import boundaries, place_choice, place_rows, wording
from components.published import row

# Places told in a summary before the rest is counted.
TOLD = 10


def title(drawn: pd.DataFrame, shown_as: str, chosen: str = "") -> str:
    """Say which place has most, with its number; or the number of the place chosen."""
    if chosen:
        one = drawn[drawn["location_id"] == chosen].iloc[0]
        return f"{wording.label(one['indicator'])}: {one['name']}, {one['shown'][:1].lower()}{one['shown'][1:]}"
    named = drawn.dropna(subset=["value"]).sort_values("value", ascending=False)
    if named.empty:
        return f"{wording.label(drawn['indicator'].iloc[0])}: no rate can be given"
    top = named.iloc[0]
    number = top["shown"] if shown_as == "rate" else wording.hedged(top)
    most = f", the most of {len(named)} places" if len(named) > 1 else ""
    if len(named) > 1 and named["value"].iloc[1] == top["value"]:
        most = f", as many as in {named['name'].iloc[1]}"
    return f"{wording.label(top['indicator'])}: {top['name']}, {number}{most}"


def subtitle(drawn: pd.DataFrame, shown_as: str) -> str:
    """Say unit, measure, where from, date and source."""
    one = drawn[drawn["figure_id"].notna()].iloc[0]
    unit = row("indicators", one["indicator"])["unit"].replace("_", " ")
    counted = "per 1,000 residents" if shown_as == "rate" else f"{unit}, {wording.MEASURES[one['measure']]}"
    when = place_choice.period(one["measure"], one["period_start"], one["as_of"])
    origin = one["origin_location_id"]
    whence = f", from {wording.place(origin)}" if pd.notna(origin) else ""
    return wording.sentence(f"{counted}{whence}; {when}. Source: {wording.source(one['source_id'])}")


def summary(drawn: pd.DataFrame, shown_as: str) -> str:
    """Tell in one sentence what map and bars show, for those who do not see them."""
    rows = drawn.sort_values("value", ascending=False)
    said = [f"{one['name']} {_value(one, shown_as)}" for _, one in rows.head(TOLD).iterrows()]
    more = f"; {len(rows) - TOLD} more in the table" if len(rows) > TOLD else ""
    return f"{wording.label(rows['indicator'].iloc[0])}. {subtitle(drawn, shown_as)}: {'; '.join(said)}{more}."


def _value(one, shown_as: str) -> str:
    if pd.isna(one["value"]) or shown_as == "rate":
        return one["shown"]
    return wording.exact(one["value"], one["unit"])


def key(drawn: pd.DataFrame, outlines: list[dict], shown_as: str) -> str:
    """Say what the marks of the map mean, only those that are there, as HTML."""
    looks = {one["look"] for one in outlines}
    placed = drawn[drawn["lat"].notna() & drawn["value"].notna()]
    marks = []
    if shown_as == "rate" and "filled" in looks:
        marks += [
            (f'<span style="color:{colour}">■</span>', f"{said} per 1,000") for colour, said in place_rows.steps(drawn)
        ]
    elif len(placed):
        least = placed["value"][placed["value"] > 0].min()
        larger = "; the smallest are drawn a little larger" if least < placed["value"].max() * maps.SMALLEST else ""
        marks.append(("●", f"a circle’s area is in proportion to the number{larger}"))
    if (placed["value"] == 0).any():
        marks.append(("○", "zero"))
    if "missing" in looks:
        marks.append(("▨", "no figure from this source for this date"))
    if "part" in looks:
        areas = drawn[[bool(boundaries.lies_in(one)) for one in drawn["location_id"]]]
        names = " and ".join(dict.fromkeys(wording.place(one) for one in areas["location_id"]))
        marks.append(("┄", f"{names} lies within these outlines, and may be smaller"))
    said = "<br>".join(f"<span aria-hidden='true'>{mark}</span>&nbsp;{escape(words)}" for mark, words in marks)
    return f'<p class="dd-key">{said}</p>' if said else ""


def no_position(drawn: pd.DataFrame) -> str:
    """Name the places with a number that the map cannot show; "" when it shows all."""
    rows = drawn[drawn["lat"].isna() & drawn["value"].notna()]
    rows = rows[[not boundaries.lies_in(one) for one in rows["location_id"]]]
    if rows.empty:
        return ""
    said = "; ".join(f"{one['name']}, {one['shown']}" for _, one in rows.iterrows())
    return f"Without a position, so in the bars and the table only: {said}."


def denominators(drawn: pd.DataFrame) -> str:
    """Name the residents that rates were divided by."""
    rows = drawn.dropna(subset=["value"])
    said = "; ".join(f"{one['name']} {wording.exact(one['residents'], 'people')}" for _, one in rows.iterrows())
    one = rows.iloc[0]
    return f"Residents, by the same source for the same date ({wording.source(one['source_id'])}): {said}."
