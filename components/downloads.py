"""Downloads that more than one page offers: rows with their sources' licences, and everything as one archive."""

from html import escape

import pandas as pd
import streamlit as st

import curation
import curation.export
from components import published
from components.once import once
from curation.large import Large

NOT_TOGETHER = "All tables together are not offered: the figures are a large file of their own already."

ICON = ":material/download:"

# Sources named beside a licence before the rest is counted.
NAMED = 3


def licensed_rows(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict]:
    """Return figures with their sources' licences beside them, and the description of all their columns."""
    with_licences = curation.export.with_licences(rows, published.published("sources"))
    return with_licences, curation.export.licensed(published.resource("figures"))


def csv(rows: pd.DataFrame) -> bytes:
    """Write figures as CSV, with their licences."""
    with_licences, resource = licensed_rows(rows)
    return curation.export.to_csv(with_licences, [field["name"] for field in resource["schema"]["fields"]])


def hxl(rows: pd.DataFrame) -> bytes:
    """Write figures as CSV with HXL tags in the second line, with their licences."""
    return curation.export.to_hxl(*licensed_rows(rows))


def table_hxl(table: str) -> bytes:
    """Write a published table as CSV with HXL tags; figures and events with the licences of their sources."""
    rows = curation.export.with_licences(published.published(table), published.published("sources"))
    return curation.export.to_hxl(rows, curation.export.licensed(published.resource(table)))


def licences_html(rows: pd.DataFrame) -> str:
    """Return the licences of figures and what each allows, those of most rows first, as a paragraph of HTML.

    Takes figures, or one row per source with the number of its `rows`.
    """
    said = []
    with_licences, _ = licensed_rows(rows)
    with_licences = with_licences.assign(rows=rows.get("rows", 1))
    for (licence, allowed), same in with_licences.groupby(["licence", "passing_on"]):
        names = list(same.groupby("source")["rows"].sum().sort_values(ascending=False, kind="stable").index)
        more = len(names) - NAMED
        who = ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
        terms = allowed if allowed.startswith(licence) else f"{licence}, passing on {allowed}"
        said.append((-same["rows"].sum(), f"{who}: {terms}."))
    words = escape(" ".join(one for _, one in sorted(said)))
    return f'<p class="dd-key">Each row leaves with its source and licence. <b>Licences of these rows:</b> {words}</p>'


def everything(key: str) -> None:
    """Offer all tables as a zipped data package; it is made when it is asked for, once per version."""
    if isinstance(published.table("figures"), Large):
        st.caption(NOT_TOGETHER)
        return
    st.download_button(
        "Download all tables (ZIP)",
        lambda: once(archive),
        f"{published.package()['name']}.zip",
        "application/zip",
        key=key,
        on_click="ignore",
        icon=":material/folder_zip:",
        help="A Frictionless Data Package: every table as CSV, its description, and a README with the licences.",
    )


def archive() -> bytes:
    """Return the zipped data package of the tables as they are now."""
    return curation.data_package(published.folder()).content
