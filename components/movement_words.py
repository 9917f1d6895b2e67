"""What the charts of movements say: links and bars with their words, titles, the matrix."""

from html import escape

import pandas as pd

from components import place_choice, wording
from metrics import movements

# Places on one side of the matrix; a greater one is in the download.
MOST_SIDE = 30

OTHER = "Other"
FLOWS = {"arrivals": "arrived", "departures": "left", "returns": "came back"}


def links(rows: pd.DataFrame, added: bool) -> pd.DataFrame:
    """Add `from_name`, `to_name`, `shown` and `hover` to links."""
    named = rows.assign(
        from_name=[_end(one) for one in rows["origin_location_id"]],
        to_name=[_end(one["location_id"], one.get("folded", 1)) for _, one in rows.iterrows()],
    )
    named["shown"] = [_shown(one, added) for _, one in named.iterrows()]
    named["hover"] = [_hover(one) for _, one in named.iterrows()]
    return named


def _end(place, folded: int = 1) -> str:
    if pd.notna(place):
        return wording.sentence(wording.place(place))
    return f"Other, {folded} links" if folded > 1 else OTHER


def _shown(one, added: bool) -> str:
    if added or one.get("link") == movements.OTHER:
        return wording.number(one["value"], one["unit"])
    return wording.hedged(one)


def _hover(one) -> str:
    if one.get("link") == movements.OTHER:
        return f"Other, {one['folded']} links: {wording.exact(one['value'], one['unit'])}"
    lines = [f"{one['from_name']} → {one['to_name']}: {wording.exact(one['value'], one['unit'])}"]
    lines.append(f"{wording.source(one['source_id'])}, {_when(one)}")
    if one.get("of_periods", 0) > one.get("periods", 0):
        lines.append(f"Stated in {one['periods']} of {one['of_periods']} periods")
    elif pd.notna(one["caveat"]):
        lines.append(one["caveat"])
    return "\n".join(lines)


def _when(one) -> str:
    return place_choice.period(one["measure"], one["period_start"], one["as_of"])


def title(named: pd.DataFrame) -> str:
    """Say which link between places is the greatest."""
    rows = named[named["kind"] == "between"].sort_values("value", ascending=False)
    label = wording.label(named["indicator"].iloc[0])
    if rows.empty:
        return f"{label}: all within the same place"
    top = rows.iloc[0]
    most = f", the most of {len(rows)} links between places" if len(rows) > 1 else ""
    return f"{label}: from {top['from_name']} to {top['to_name']}, {top['shown']}{most}"


def subtitle(named: pd.DataFrame, added: bool) -> str:
    """Say unit, measure, period and source; of sums, that one person may be counted more than once."""
    one = named.iloc[0]
    unit = one["unit"].replace("_", " ")
    kind = "periods added; one person may be counted more than once" if added else wording.MEASURES[one["measure"]]
    return wording.sentence(f"{unit}, {kind}; {_when(one)}. Source: {wording.source(one['source_id'])}")


def summary(named: pd.DataFrame, added: bool) -> str:
    """Tell in one sentence what the links are, for those who do not see them."""
    rows = named.sort_values("value", ascending=False)
    said = [
        f"{one['from_name']} to {one['to_name']} {wording.exact(one['value'], one['unit'])}"
        for _, one in rows.head(movements.MOST_LINKS).iterrows()
    ]
    more = len(rows) - len(said)
    return f"{subtitle(named, added)}: {'; '.join(said)}{f'; and {more} more links' if more > 0 else ''}."


def within(named: pd.DataFrame) -> str:
    """Say how many moved within a place: shown apart from links between places; "" when none is stated."""
    rows = named[named["kind"] == "within"].sort_values("value", ascending=False)
    if rows.empty:
        return ""
    said = "; ".join(
        f"{one['to_name']} {one['shown']}"
        if one["from_name"] == one["to_name"]
        else f"{one['from_name']} to {one['to_name']} {one['shown']}"
        for _, one in rows.iterrows()
    )
    return f"Within the same place, not drawn as links: {said}."


def partial(named: pd.DataFrame) -> str:
    """Name the links that are missing in some of the periods added; "" when none is."""
    if "of_periods" not in named:
        return ""
    rows = named[named["periods"] < named["of_periods"]]
    said = "; ".join(
        f"{one['from_name']} to {one['to_name']}, {one['periods']} of {one['of_periods']}" for _, one in rows.iterrows()
    )
    return f"Partial sums, because the source does not state these links for every period: {said}." if said else ""


def matrix(named: pd.DataFrame) -> str:
    """Write links as a table, origins down and destinations across; a blank cell is not reported."""
    origins = _ordered(named, "from_name")
    places = _ordered(named, "to_name")
    cells = {(one["from_name"], one["to_name"]): one for one in named.to_dict("records")}
    top = "".join(f'<th scope="col">{escape(one)}</th>' for one in places)
    body = ""
    for origin in origins:
        body += f'<tr><th scope="row">{escape(origin)}</th>'
        body += "".join(_cell(cells.get((origin, place))) for place in places) + "</tr>"
    caption = "From where (rows) to where (columns)"
    corner = '<th scope="col" style="white-space:nowrap">From ↓ to →</th>'
    return (
        f'<div class="dd-cells" role="region" tabindex="0" aria-label="{caption}"><table aria-label="{caption}">'
        f"<thead><tr>{corner}{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _ordered(named: pd.DataFrame, column: str) -> list[str]:
    return list(named.groupby(column)["value"].max().sort_values(ascending=False).index[:MOST_SIDE])


def _cell(one: dict | None) -> str:
    if one is None:
        return '<td style="text-align:right" title="not reported">·</td>'
    said = escape(wording.exact(one["value"], one["unit"]))
    if one["kind"] == "within":
        return f'<td style="text-align:right;font-style:italic" title="within the same place">{said}</td>'
    return f'<td style="text-align:right;font-weight:600">{said}</td>'


def flows(rows: pd.DataFrame) -> pd.DataFrame:
    """Name the bars of arrivals, departures and returns: place, what happened, and who says so if two do."""
    rows = rows.assign(place=[wording.sentence(wording.place(one)) for one in rows["location_id"]])
    order = rows.groupby("place")["value"].max().rank(method="dense", ascending=False)
    rows = rows.assign(rank=[order[one] for one in rows["place"]]).sort_values(["rank", "place", "flow", "source_id"])
    twice = rows.duplicated(["location_id", "flow"], keep=False)
    names = []
    for (_, one), two in zip(rows.iterrows(), twice, strict=True):
        who = f" ({wording.source(one['source_id'])})" if two else ""
        names.append(f"{one['place']}: {FLOWS[one['flow']]}{who}")
    return rows.assign(
        name=names,
        source=[wording.source(one) for one in rows["source_id"]],
        shown=[wording.sentence(wording.hedged(one)) for _, one in rows.iterrows()],
        hover=[
            f"{name}, {wording.exact(one['value'], one['unit'])}\n{wording.label(one['indicator'])}\n"
            f"{wording.source(one['source_id'])}, {wording.as_of(one)}"
            for name, (_, one) in zip(names, rows.iterrows(), strict=True)
        ],
    ).drop(columns="rank")


def flows_title(named: pd.DataFrame) -> str:
    """Say where most arrived, or else left or came back."""
    for flow, done in FLOWS.items():
        rows = named[named["flow"] == flow]
        if len(rows):
            top = rows.loc[rows["value"].idxmax()]
            return f"{top['place']}: {wording.hedged(top)} {done}, the most by place"
    return "Nobody is stated to have moved"


def flows_subtitle(named: pd.DataFrame) -> str:
    """Say period and sources; places of different levels may lie in each other."""
    one = named.iloc[0]
    who = ", ".join(dict.fromkeys(wording.source(source) for source in named["source_id"]))
    return f"{_when(one)}; bars are not added, a place may lie in another. Source: {who}"


def flows_summary(named: pd.DataFrame) -> str:
    """Tell in one sentence who came, left and came back where."""
    said = "; ".join(f"{one['name']} {wording.exact(one['value'], one['unit'])}" for _, one in named.iterrows())
    return f"{flows_subtitle(named)}: {said}."
