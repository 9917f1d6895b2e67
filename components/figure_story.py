"""Around one figure: its place among other statements, how it came and went, and what was worked out from it."""

from html import escape

import pandas as pd
import streamlit as st

from components import figure_links, figure_words, reasons, rows_html, statements, titles, wording
from components.once import once
from metrics import change_log, rounding, select, shares, trend, triangulation
from metrics import statements as measured
from metrics.frames import Refusal


def place_among_others(figure: pd.Series) -> None:
    """Set a figure among the statements of the same thing for its day, and say why they differ."""
    same = once(measured.same_subject, "figures", figure_id=figure["figure_id"])
    if figure["status"] == "withdrawn":
        st.write("It was withdrawn, so it is not among the statements that stand for its day; those are:")
    if once(_standing_count, same, day=figure["as_of"].date()) == 0:
        st.write("No other statement on the same thing stands for this day or within a week of it.")
        return
    drawn = statements.standing(same, figure["as_of"].date())
    statements.show(drawn, figure["as_of"].date(), key=f"beside-{figure['figure_id']}", level=3)
    st.html(f'<p class="dd-fresh">{escape(once(_why, drawn))}</p>')
    if figure_words.is_total(figure):
        words = "All of them on the page Sources, with definitions and kinds of source"
        _leads_to(figure_links.SOURCES_PAGE, figure, words, on=f"{figure['as_of']:%Y-%m-%d}")


def _leads_to(page: str, figure: pd.Series, words: str, **more: str) -> None:
    st.html(f'<p class="dd-fresh dd-rows">{figure_links.page_link(page, figure, words, **more)}</p>')


def _standing_count(same: pd.DataFrame, day) -> int:
    return len(measured.standing(same, day)) if len(same) else 0


def _why(drawn: pd.DataFrame) -> str:
    return reasons.summary(drawn, statements.held_against(drawn))


def history(figure: pd.Series) -> None:
    """Tell when a figure could be read, what it replaced and what replaced it."""
    chain = tuple(once(change_log.chain, "figures", figure_id=figure["figure_id"]))
    rows = once(select.rows, "figures", figure_id=chain)
    st.html(once(_history_html, rows, figure_id=figure["figure_id"], chain=chain))
    if figure_words.is_total(figure):
        words = "The whole series as it was known on the day this was published"
        _leads_to(figure_links.REVISIONS_PAGE, figure, words, known=f"{figure['published_on']:%Y-%m-%d}")


def _history_html(rows: pd.DataFrame, figure_id: str, chain: tuple[str, ...]) -> str:
    by_id = {one["figure_id"]: one for one in rows.to_dict("records")}
    figure = by_id[figure_id]
    said = f"Published {_on(figure)}. {_end(figure)}"
    if len(chain) == 1:
        return f'<p class="dd-fresh">{escape(said)} It replaced nothing, and nothing replaced it.</p>'
    columns = {"Published": 16, "Said": 22, "Source": 18, "Until": 18, "Why it changed": 26}
    cells = [_link_of_chain(by_id[one], figure_id) for one in chain if one in by_id]
    return f'<p class="dd-fresh">{escape(said)}</p>{rows_html.table("Chain of replacements", columns, cells)}'


def _link_of_chain(one: dict, shown: str) -> list[str]:
    number = wording.sentence(figure_words.exactly(one))
    value = (
        f"<b>{escape(number)}</b> (this one)"
        if one["figure_id"] == shown
        else figure_links.link(one["figure_id"], number)
    )
    gone = figure_words.withdrawn(one)
    reason = escape(one["change_reason"]) if pd.notna(one["change_reason"]) else ""
    return [
        escape(wording.dated(one["published_on"], one["published_precision"])),
        f"<s>{value}</s>" if gone else value,
        escape(wording.source(one["source_id"])),
        escape(gone or "still stands"),
        reason,
    ]


def _on(figure: dict) -> str:
    when = wording.dated(figure["published_on"], figure["published_precision"])
    known = figure["published_precision"]
    return when if known == "by" else f"in {when}" if known in ("month", "year") else f"on {when}"


def _end(figure: dict) -> str:
    gone = figure_words.withdrawn(figure)
    if not gone:
        return "It still stands."
    if pd.isna(figure["withdrawn_on"]):
        return "It is a known error that its publisher never took back; it is not used."
    if figure["withdrawn_on"] == figure["published_on"]:
        return "It could be read on that day only."
    return f"It could be read until {wording.day(figure['withdrawn_on'])}."


def computed(figure: pd.Series) -> None:
    """List what these pages work out from a figure: change, difference, shares."""
    figure_id, day = figure["figure_id"], figure["as_of"].date()
    own = {name: (figure[name],) for name in ("crisis_id", "indicator", "source_id", "location_id", "population_group")}
    said = once(
        _computed,
        once(trend.changes, once(measured.same_subject, "figures", figure_id=figure_id)),
        once(triangulation.others, "figures", figure_id=figure_id),
        once(select.rows, "figures", start=day, end=day, **own),
        figure_id=figure_id,
    )
    if not said:
        st.write("Nothing on these pages is worked out from it.")
        return
    st.html('<ul class="dd-acts dd-rows">' + "".join(f"<li>{one}</li>" for one in said) + "</ul>")


def _computed(changes: pd.DataFrame, others: pd.DataFrame, near: pd.DataFrame, figure_id: str) -> list[str]:
    figure = near[near["figure_id"] == figure_id].iloc[0]
    if pd.isna(figure["value"]) or figure["status"] == "withdrawn":
        return []
    return [*_changes(changes, figure), *_differences(others, figure), *_shares(near, figure)]


def _changes(changes: pd.DataFrame, figure) -> list[str]:
    """The change from its source's statement before, and to the one after."""
    own = changes[changes["figure_id"] == figure["figure_id"]]
    after = changes[changes["previous_id"] == figure["figure_id"]].sort_values(["as_of", "figure_id"])
    said = []
    for _, one in own.iterrows():
        link = figure_links.link(one["previous_id"], "that figure")
        said.append(f"<b>Change</b> (Situation): {escape(wording.change(one))}; {link}.")
    for _, one in after.iterrows():
        link = figure_links.link(one["figure_id"], f"figure for {wording.day(one['as_of'])}")
        said.append(f"<b>Change</b> of the same source’s {link}: {escape(wording.change(one))}.")
    return said


def _differences(rows: pd.DataFrame, figure) -> list[str]:
    said = []
    for _, one in rows[rows["differs"]].sort_values("value").iterrows():
        amount = wording.exact(abs(one["difference"]), figure["unit"])
        more = "more" if one["difference"] > 0 else "less"
        link = figure_links.link(one["figure_id"], f"{wording.source(one['source_id'])}’s {wording.hedged(one)}")
        said.append(
            f"<b>Difference</b> (Situation, Sources): {link}, {escape(wording.as_of(one))}, is {amount} {more}."
        )
    return said


def _shares(near: pd.DataFrame, figure) -> list[str]:
    """Shares whose part or whole it is, of sexes and ages only; a share needs one source and date for both."""
    if figure["unit"] == "percent" or pd.notna(figure["dimension"]):
        return []
    said = []
    for sex, age in sorted({(one.sex, one.age_group) for one in near.itertuples()} - {("all", "all")}):
        try:
            rows = shares.part_share(near, sex, age)
        except Refusal:
            continue
        rows = rows[(rows["part_id"] == figure["figure_id"]) | (rows["whole_id"] == figure["figure_id"])]
        for one in rows.to_dict("records"):
            other = one["whole_id"] if one["part_id"] == figure["figure_id"] else one["part_id"]
            link = figure_links.link(other, "the other half")
            said.append(
                f"<b>Share</b> (Breakdown): {escape(titles.people(sex, age))} are {rounding.percent(one['share'])} of "
                f"{wording.exact(one['whole_value'], figure['unit'])}; {link}."
            )
    return said
