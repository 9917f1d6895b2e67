"""The page Data health: what a curator may want to mend, counted, and each with a link to its row."""

from html import escape

import pandas as pd
import streamlit as st

import curation.export
from components import access, downloads, filters, health_words, rows_html
from components.once import once
from components.published import keys, row, today
from metrics import health, select

# Findings written out on one page of the list; the download has all.
PAGE_ROWS = 50

# No figure has this id: findings about crises and sources look at none.
NO_FIGURE = ""

FOR_CURATORS = "Data health is for those who keep the tables."


def is_open() -> bool:
    """Tell whether who is here may update the tables; False, with the reason and the way in, when not."""
    closed = access.closed()
    if closed:
        st.info(f"{FOR_CURATORS} {closed}", icon=":material/lock:")
        access.sign_in_button()
    return not closed


def choose_findings() -> pd.DataFrame:
    """Let the curator limit the findings to some crises; sources belong to all of them."""
    chosen = filters.choose_several("Crisis", "in", keys("crises"), lambda one: row("crises", one)["name"])
    return once(_of_crises, once(health.findings, "figures", "crises", "sources", today=today()), crises=tuple(chosen))


def _of_crises(findings: pd.DataFrame, crises: tuple[str, ...]) -> pd.DataFrame:
    order = {check: position for position, check in enumerate(health_words.CHECKS)}
    rows = findings.assign(order=findings["check"].map(order))
    rows = rows[rows["crisis_id"].isin(crises) | rows["crisis_id"].isna()] if crises else rows
    return rows.sort_values(["order", "crisis_id", "as_of", "key"], ascending=[True, True, False, True])


def counts(findings: pd.DataFrame) -> None:
    """Write how many rows each check finds and how to mend them; name those that find none."""
    st.html(once(_counts_html, findings))


def _counts_html(findings: pd.DataFrame) -> str:
    number = findings["check"].value_counts()
    heads = {"Check": 30, "Rows": 10, "How to mend it": 60}
    cells = [
        [escape(health_words.name(check)), f"{number[check]:,}", escape(health_words.mend(check))]
        for check in health_words.CHECKS
        if check in number
    ]
    none = [health_words.name(check) for check in health_words.CHECKS if check not in number]
    said = f'<p class="dd-fresh">Nothing found: {escape("; ".join(none).lower())}.</p>' if none else ""
    return (rows_html.table("What was found", heads, cells) if cells else "") + said


def choose_check(findings: pd.DataFrame) -> str:
    """Let the curator choose a check that found something; "" when none did."""
    there = set(findings["check"])
    options = [one for one in health_words.CHECKS if one in there]
    return filters.choose("Check", "check", options, health_words.name) if options else ""


def show(findings: pd.DataFrame, check: str) -> None:
    """List what a check found, a page at a time, with a link to each row."""
    rows = once(_of_check, findings, check=check)
    pages = max(1, -(-len(rows) // PAGE_ROWS))
    page = _choose_page(pages)
    shown = once(_page, rows, page=page)
    ids = tuple(sorted(shown[shown["table"] == "figures"]["key"]))
    figures = once(select.rows, "figures", figure_id=ids or (NO_FIGURE,))
    st.html(once(_rows_html, shown, figures, once(select.per_source, "figures")))
    if pages > 1:
        st.caption(f"{len(rows):,} rows, page {page} of {pages}")


def _choose_page(pages: int) -> int:
    if pages == 1:
        return 1
    asked = st.query_params.get("page")
    page = int(st.number_input("Page", 1, pages, key="page", bind="query-params", width=160))
    filters.say_unknown("page", asked if asked and asked != str(page) else None, f"page {page}")
    return page


def _of_check(findings: pd.DataFrame, check: str) -> pd.DataFrame:
    return findings[findings["check"] == check]


def _page(rows: pd.DataFrame, page: int) -> pd.DataFrame:
    return rows.iloc[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]


def _rows_html(shown: pd.DataFrame, figures: pd.DataFrame, sources: pd.DataFrame) -> str:
    by_id, stated = figures.set_index("figure_id"), dict(zip(sources["source_id"], sources["rows"], strict=True))
    cells = [
        [health_words.about(one, by_id), health_words.found(one, by_id, stated), health_words.row_link(one)]
        for one in shown.to_dict("records")
    ]
    return rows_html.table("Rows found", {"About": 60, "Found": 32, "Row": 8}, cells)


def download(findings: pd.DataFrame, check: str) -> None:
    """Offer the list of one check and the list of all as CSV."""
    with st.container(horizontal=True, key="health-downloads"):
        for label, name, rows in (
            ("Download this list (CSV)", check, once(_of_check, findings, check=check)),
            ("Download all lists (CSV)", "data-health", findings),
        ):
            st.download_button(
                label,
                lambda rows=rows: csv(rows),
                f"{name.replace('_', '-')}.csv",
                "text/csv",
                key=f"health-{'all' if rows is findings else 'one'}",
                on_click="ignore",
                icon=downloads.ICON,
                type="tertiary",
            )


def csv(findings: pd.DataFrame) -> bytes:
    """Write findings as CSV: what was found, in which row of which table, and how to mend it."""
    rows = findings.assign(
        found=[health_words.name(one) for one in findings["check"]],
        how_to_mend=[health_words.mend(one) for one in findings["check"]],
    )
    return curation.export.to_csv(rows, ["check", "found", *health.FINDING[1:], "how_to_mend"])


def about_rows() -> None:
    """Say what the page looks at, and what it leaves out."""
    count = once(select.count, "figures")
    st.write(
        f"{count:,} public figures were looked at on {today().day} {today():%B %Y}. "
        "Only curators see this page, and it changes nothing."
    )
