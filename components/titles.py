"""Titles that say the finding, subtitles that say measure, unit, place and period, and summaries."""

from html import escape

import pandas as pd
import streamlit as st

from charts import palette
from components import wording
from components.once import once
from components.published import row
from metrics import rounding

# What each part of a total is called, in the words of the data package's vocabularies.
# From here the parts are the whole, but for rounding.
WHOLE = 0.9995

SEXES = {"f": "women and girls", "m": "men and boys", "x": "another sex", "u": "sex unknown", "all": "all"}


def lead(headlines: pd.DataFrame) -> None:
    """Write the first headlines as sentences that can be quoted."""
    st.html(lead_html(headlines))


def lead_html(headlines: pd.DataFrame) -> str:
    """Return those sentences as HTML, worked out once."""
    return once(_lead, headlines)


def _lead(headlines: pd.DataFrame) -> str:
    said = " ".join(wording.said(one) for _, one in headlines.head(2).iterrows())
    return f'<p class="dd-lead">{wording.unbroken(escape(said))}</p>'


def trend_title(drawn: pd.DataFrame) -> str:
    """Say how the recommended line of a series went: from its first to its highest or last statement."""
    line = _main_line(drawn)
    name = wording.label(drawn["indicator"].iloc[0])
    first, last = line.iloc[0], line.iloc[-1]
    if len(line) == 1:
        return f"{name}: {wording.hedged(last)}, {wording.as_of(last)}"
    if last["measure"] == "flow":
        top = line.loc[line["value"].idxmax()]
        return f"{name}: most in {_period(top)}, {wording.hedged(top)}"
    if "counting" in line and last["counting"] > first["counting"]:
        return f"{name}: {wording.hedged(last)}, {wording.as_of(last)}; the counting changed before"
    if first["value"] == last["value"]:
        return f"{name}: {wording.hedged(last)}, unchanged by {wording.day(last['as_of'])}"
    moved = "up" if last["value"] > first["value"] else "down"
    before = f"{wording.hedged(first)} ({wording.day(first['as_of'])})"
    return f"{name}: {moved} from {before} to {wording.hedged(last)} ({wording.day(last['as_of'])})"


def trend_subtitle(drawn: pd.DataFrame) -> str:
    """Say measure, unit, place, period and source under a trend's title."""
    one = _main_line(drawn).iloc[-1]
    since = ""
    if one["measure"] == "cumulative" and pd.notna(one["period_start"]):
        since = f" since {wording.day(one['period_start'])}"
    unit = row("indicators", one["indicator"])["unit"].replace("_", " ")
    where = wording.place(one["location_id"])
    period = f"{wording.day(drawn['as_of'].min())} – {wording.day(drawn['as_of'].max())}"
    kind = wording.MEASURES[one["measure"]] if not since else f"counted{since}"
    what = f"{unit}, {kind}{wording.of_cause(one)}"
    return wording.sentence(f"{what}; {where}; {period}. Source: {_sources(drawn)}")


def trend_summary(drawn: pd.DataFrame) -> str:
    """Tell in one sentence what a trend chart shows, for those who do not see it."""
    line = _main_line(drawn)
    first, last = line.iloc[0], line.iloc[-1]
    more = len(drawn) - len(line)
    beside = f" {more} other statements are drawn beside it." if more else ""
    return (
        f"{wording.counted(last)}: {len(line)} statements by {wording.source(last['source_id'])}, from "
        f"{wording.hedged(first)} ({wording.day(first['as_of'])}) to {wording.hedged(last)} "
        f"({wording.day(last['as_of'])}).{beside}"
    )


def _main_line(drawn: pd.DataFrame) -> pd.DataFrame:
    standing = (drawn["status"] != "withdrawn").to_numpy()
    main = standing & (drawn["role"] == "recommended").to_numpy()
    main = main if main.any() else (standing if standing.any() else ~standing)
    line = drawn["line"]
    return drawn[main & (line == line[main].mode().iloc[0]).to_numpy()].sort_values("as_of")


def _period(figure) -> str:
    if figure["period_kind"] == "year":
        return f"{figure['as_of']:%Y}"
    if figure["period_kind"] == "month":
        return f"{figure['as_of']:%B %Y}"
    return wording.as_of(figure)


def _sources(drawn: pd.DataFrame) -> str:
    main = wording.source(_main_line(drawn)["source_id"].iloc[-1])
    others = drawn["source_id"].nunique() - 1
    if others < 1:
        return main
    return f"{main} and {others} {'other' if others == 1 else 'others'}"


def trend_key(drawn: pd.DataFrame, events: bool, breaks: bool = False) -> str:
    """Say what the marks of a trend chart mean, only those that are there."""
    main = _main_line(drawn)
    standing = drawn[(drawn["status"] != "withdrawn") & ~drawn["figure_id"].isin(main["figure_id"])]
    other_start = standing["line_since"] != main["line_since"].iloc[-1]
    who = wording.source(main["source_id"].iloc[-1])
    colour = palette.group_colour(main["population_group"].iloc[-1])
    first = "■" if main["measure"].iloc[-1] == "flow" else "●"
    marks = [(f'<span style="color:{colour}">{first}</span>', who)]
    if main["measure"].iloc[-1] == "flow":
        marks += [("○", "other sources or periods")] if len(standing) else []
    else:
        marks += [("○", "other statements")] if (~other_start).any() else []
        marks += [("◇", "counted from another day")] if other_start.any() else []
    gone = (drawn["status"] == "withdrawn") & drawn["withdrawn_on"].notna()
    marks += [("×", "withdrawn")] if gone.any() else []
    marks += [("▲", "event, named when pointed at")] if events else []
    marks += [("╎", "the counting changed: figures before and after it are not joined")] if breaks else []
    said = " &ensp; ".join(f"<span aria-hidden='true'>{mark}</span>&nbsp;{escape(words)}" for mark, words in marks)
    return f'<p class="dd-key">{said}</p>'


def part_name(part) -> str:
    """Name one part of a total."""
    if part["part"] == "not_disaggregated":
        return "Not disaggregated"
    if pd.notna(part["category"]):
        return wording.sentence(part["category"].replace("_", " "))
    if part["sex"] != "all" or part["age_group"] != "all":
        return people(part["sex"], part["age_group"])
    where = wording.sentence(wording.place(part["location_id"]))
    if pd.notna(part["origin_location_id"]):
        return f"{where}, from {wording.place(part['origin_location_id'])}"
    return where


def people(sex: str, age_group: str) -> str:
    """Name a sex and age group in words: children (0–17), women (18+), men and boys."""
    if age_group == "0-17":
        return {"all": "Children (0–17)", "f": "Girls (0–17)", "m": "Boys (0–17)"}.get(sex, f"Sex {sex}, 0–17")
    if age_group == "18+":
        return {"all": "Adults (18+)", "f": "Women (18+)", "m": "Men (18+)"}.get(sex, f"Sex {sex}, 18+")
    who = wording.sentence(SEXES[sex]) if sex != "all" else "People"
    if age_group == "all":
        return who
    return f"{who}, age unknown" if age_group == "unknown" else f"{who}, {age_group.replace('-', '–')} years"


def breakdown_title(parts: pd.DataFrame) -> str:
    """Say which part is the greatest, and how much of the whole it is."""
    named = parts[parts["part"] != "not_disaggregated"]
    top = named.loc[named["value"].idxmax()]
    name = f"{wording.label(top['indicator'])}: {top.get('name') or part_name(top)}, {wording.hedged(top)}"
    if top["unit"] == "percent":
        return f"{name}, the largest part"
    if pd.notna(top["share"]):
        return f"{name}, {rounding.percent(top['share'])} of the total"
    return f"{name}, the largest part stated"


def breakdown_subtitle(parts: pd.DataFrame) -> str:
    """Say what the parts are parts of, where, when and according to whom."""
    one = parts[parts["part"] != "not_disaggregated"].iloc[0]
    where = f", {wording.place(one['location_id'])}" if parts["location_id"].nunique() == 1 else " by place"
    return f"{wording.label(one['indicator'])}{where}, {wording.as_of(one)}. Source: {wording.source(one['source_id'])}"


def coverage(parts: pd.DataFrame) -> str:
    """Say in words how much of the total is disaggregated."""
    one = parts.iloc[0]
    if one["unit"] == "percent":
        covered = parts[parts["part"] != "not_disaggregated"]["value"].sum()
        return f"The parts the source states cover {covered:g} of 100 percent."
    if pd.isna(one["total"]):
        return "The source gives these parts but no total of its own for the same date, so no share is worked out."
    shares = sum(int(rounding.percent(share).strip("under%")) for share in parts["share"])
    rounded = "" if shares == 100 else f" The shares are rounded one by one; as shown they add up to {shares}%."
    total = wording.exact(one["total"], one["unit"])
    if one["coverage"] >= WHOLE:
        return f"The parts add up to the whole {total}.{rounded}"
    return (
        f"{rounding.percent(one['coverage'])} of the {total} is disaggregated; the rest is drawn as its own part."
        f"{rounded}"
    )


def breakdown_summary(parts: pd.DataFrame) -> str:
    """Tell in one sentence what a breakdown chart shows, for those who do not see it."""
    said = "; ".join(f"{part_name(one)} {wording.exact(one['value'], one['unit'])}" for _, one in parts.iterrows())
    return f"{breakdown_subtitle(parts)}: {said}."


def part_shown(part) -> str:
    """Write a part's value and share at its bar."""
    value = wording.hedged(part) if part["part"] != "not_disaggregated" else wording.number(part["value"], part["unit"])
    if part["unit"] == "percent" or pd.isna(part["share"]):
        return wording.sentence(value)
    return f"{wording.sentence(value)} ({rounding.percent(part['share'])})"


def part_hover(part) -> str:
    """Say in a tooltip what a part says: exact value, share, date, source, caveat."""
    lines = [f"{part['name']}: {wording.exact(part['value'], part['unit'])}"]
    if part["part"] == "not_disaggregated":
        return "\n".join([*lines, "The total less the parts its source states"])
    lines.append(f"{part['source']}, {wording.as_of(part)}")
    if pd.notna(part["caveat"]):
        lines.append(part["caveat"])
    return "\n".join(lines)
