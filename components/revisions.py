"""The page Revisions: what was known when, as a chart and as a log, with a slider over the days it changed."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from charts import revisions as chart
from components import change_log, drawable, figure_words, filters, panels, wording
from components.once import once
from components.statements import CLICK, CLICK_THIS
from metrics import revisions

# The last stop of the slider: everything, as it stands today.
NOW = "now"
AT_NOW = "The slider stands at now. Move it to the left to see what was known earlier."

# Earlier vintages drawn; older ones are in the log.
VINTAGES_DRAWN = 8

# Statements named of one day before the rest is counted.
LISTED = 6


def choose_known(series: pd.DataFrame) -> date | None:
    """Let the reader slide over the days on which the series changed; None is now.

    A link may ask for any day: what was known then is what the last change before it made.
    """
    stops = [*once(_days, once(revisions.days, series)), NOW]
    _take_day(stops)
    chosen = st.select_slider(
        "As known on",
        stops,
        NOW,
        key="known",
        bind="query-params",
        help="Each stop is a day on which a statement appeared or disappeared. Arrow keys move by one.",
    )
    return None if chosen == NOW else date.fromisoformat(chosen)


def _days(days: pd.DataFrame) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in sorted(days["day"])]


def _take_day(stops: list[str]) -> None:
    """Turn a day between two stops into the one before it: asked for by a link, or left from another series."""
    state = st.session_state
    if "known" in state:
        if state["known"] not in stops:
            state["known"] = _stop(state["known"], stops)
        return
    asked = st.query_params.get("known")
    if asked and asked not in stops:
        stop = _stop(asked, stops)
        filters.say_unknown("known", asked, stop if stop == NOW else wording.day(date.fromisoformat(stop)))
        st.query_params["known"] = stop
        st.rerun()


def _stop(asked: str, stops: list[str]) -> str:
    try:
        day = date.fromisoformat(str(asked))
    except ValueError:
        return NOW
    before = [one for one in stops[:-1] if date.fromisoformat(one) <= day]
    return before[-1] if before else stops[0]


def show(series: pd.DataFrame, crisis: str, day: date | None) -> None:
    """Draw the series as it was known on a day, and open the page of a statement the reader clicks."""
    drawn = once(_in_words, once(revisions.as_seen_on, series, day=day), series, day=day, crisis=crisis)
    if drawn.empty:
        st.info("Nothing about this series had been published by that day; move the slider to the right.")
        return
    earlier = once(_around, once(revisions.vintages, series, day=day))
    said = {"title": once(_title, drawn, day=day), "subtitle": once(_subtitle, drawn, day=day)}
    about = {"crisis": crisis, "day": day, "theme": st.context.theme.type}
    figure = once(_drawn, drawn, earlier, once(revisions.as_seen_on, series, day=None), **about, **said)
    summary, words = once(_summary, drawn, day=day), once(_key, drawn)
    clicked = panels.statements_panel(figure, drawn, "revisions", **said, summary=summary, words=words)
    if clicked:
        st.switch_page("app_pages/figure.py", query_params={"figure": clicked})


def _key(drawn: pd.DataFrame) -> str:
    """Say what the marks mean, only those that are there."""
    standing, gone = drawn[drawn["stands"]], ~drawn["stands"]
    start = standing[standing["main"]]["line_since"]
    other = standing["line_since"] != (start.iloc[0] if len(start) else "")
    marks = [("●", "the recommended line", drawn["main"]), ("○", "another statement", ~standing["main"] & ~other)]
    marks += [("◇", "another start or period", other), ("×", "withdrawn or replaced", gone)]
    marks += [
        ("╌╌", "in grey how a line ran before, the older the lighter", gone),
        ("◎", "appeared that day", drawn["fresh"]),
    ]
    said = [f"<span aria-hidden='true'>{sign}</span>&nbsp;{words}" for sign, words, there in marks if there.any()]
    return f'<p class="dd-key">{" &ensp; ".join(said)}. {CLICK}</p>'


def _drawn(drawn: pd.DataFrame, earlier: pd.DataFrame, whole: pd.DataFrame, *, crisis: str, day: date | None, **said):
    breaks = change_log.breaks(crisis, drawn["location_id"].iloc[0], day)
    return chart.vintages(drawn, earlier, breaks, whole, **said)


def _in_words(rows: pd.DataFrame, series: pd.DataFrame, day: date | None, crisis: str) -> pd.DataFrame:
    main = _main_line(series)
    labels = change_log.labels(series, crisis, day)
    hovers = [drawable.hover(one) for _, one in rows.iterrows()]
    gone = rows["stands"].map({True: "", False: "\nNo longer to be read on this day"})
    return rows.assign(
        main=(rows["line"] == main) & (rows["role"] == "recommended"),
        source=[wording.source(one) for one in rows["source_id"]],
        shown=[wording.sentence(wording.hedged(one)) for _, one in rows.iterrows()],
        hover=[f"{hover}{end}\n{CLICK_THIS}" for hover, end in zip(hovers, gone, strict=True)],
        label=[_label(one, labels) for one in rows.to_dict("records")],
    ).sort_values(["as_of", "published_on"], ascending=False)


def _label(one: dict, labels: dict[str, str]) -> str:
    """What could still be read on the day it was withdrawn is not yet named so."""
    said = labels.get(one["figure_id"], "")
    return "" if one["stands"] and said.endswith(change_log.WITHDRAWN) else said


def _main_line(series: pd.DataFrame) -> str:
    chosen = series[series["role"] == "recommended"]
    lines = (chosen if len(chosen) else series)["line"]
    return lines.mode().iloc[0]


def _around(earlier: pd.DataFrame) -> pd.DataFrame:
    """Keep of each earlier vintage what was lost and the statements beside it; the rest ran as it does now."""
    kept = []
    newest = sorted(earlier["until"].unique())[-VINTAGES_DRAWN:]
    for _, line in earlier[earlier["until"].isin(newest)].groupby(["until", "line"]):
        rows = line.sort_values(["as_of", "lost"])
        lost = rows["lost"].astype("bool")
        near = lost | lost.shift(1, fill_value=False) | lost.shift(-1, fill_value=False)
        kept.append(rows[near])
    return pd.concat(kept) if kept else earlier.head(0)


def _standing(drawn: pd.DataFrame) -> pd.DataFrame:
    standing = drawn[drawn["stands"]]
    return standing if len(standing) else drawn


def _newest(drawn: pd.DataFrame) -> pd.Series:
    rows = _standing(drawn)
    return rows.sort_values(["main", "as_of", "published_on"]).iloc[-1]


def _title(drawn: pd.DataFrame, day: date | None) -> str:
    one = _newest(drawn)
    when = f"As known on {wording.day(day)}" if day else "As known now"
    return f"{when}: {wording.hedged(one)}, {wording.as_of(one)}, according to {one['source']}"


def _subtitle(drawn: pd.DataFrame, day: date | None) -> str:
    one, gone = _newest(drawn), int((~drawn["stands"]).sum())
    by = f"published by {wording.day(day)}" if day else "published so far"
    lost = f", {gone} of them withdrawn or replaced by {'then' if day else 'now'}" if gone else ""
    count = f"{len(drawn)} {'statement' if len(drawn) == 1 else 'statements'}"
    return f"{wording.counted(one)}; {one['unit'].replace('_', ' ')}; {count} {by}{lost}"


def _summary(drawn: pd.DataFrame, day: date | None) -> str:
    fresh = drawn[drawn["fresh"]]
    said = "; ".join(f"{one['source']} {wording.hedged(one)}" for _, one in fresh.iterrows())
    appeared = f" On that day appeared: {said}." if said else ""
    return f"{_title(drawn, day)}. {_subtitle(drawn, day)}.{appeared}"


def what_happened(series: pd.DataFrame, day: date | None) -> None:
    """Say what appeared on the chosen day and what had gone by then."""
    if day is None:
        st.html(f'<p class="dd-fresh">{AT_NOW}</p>')
        return
    st.html(once(_happened_html, once(revisions.as_seen_on, series, day=day), day=day))


def _happened_html(seen: pd.DataFrame, day: date) -> str:
    came, went = _listed(seen[seen["fresh"]]), _listed(seen[seen["lost"]])
    parts = [f"<b>Appeared on {wording.day(day)}:</b> {came}." if came else ""]
    parts += [f"<b>Could no longer be read on {wording.day(day)}:</b> <s>{went}</s>." if went else ""]
    return f'<p class="dd-fresh">{" ".join(part for part in parts if part)}</p>'


def _listed(rows: pd.DataFrame) -> str:
    said = [
        f"{wording.source(one['source_id'])} {figure_words.exactly(one)}, {wording.as_of(one)}"
        for _, one in rows.iterrows()
    ]
    more = len(said) - LISTED
    return escape("; ".join(said[:LISTED]) + (f"; and {more} more" if more > 0 else ""))
