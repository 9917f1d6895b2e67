"""The figures themselves: filters, table, and downloads of exactly what is shown."""

import pandas as pd
import streamlit as st

import curation.export
from components import filters, published, wording
from components.once import once
from components.published import keys, row
from metrics import select

# Columns shown first; the others follow in the order of the data package.
FIRST = [
    "as_of",
    "indicator",
    "location_id",
    "sex",
    "age_group",
    "category",
    "value",
    "qualifier",
    "source_id",
    "status",
    "role",
    "url",
]

# Rows sent to the browser at once; the rest is a page further.
PAGE_ROWS = 500


def choose_rows() -> pd.DataFrame:
    """Let the reader filter the figures; everything is shown when nothing is chosen."""
    with st.container(horizontal=True, key="figures-what"):
        crisis = filters.choose_several("Crisis", "in", keys("crises"), lambda one: row("crises", one)["name"])
        indicator = filters.choose_several("Indicator", "indicator", keys("indicators"), wording.listed)
    with st.container(horizontal=True, key="figures-who"):
        source = filters.choose_several("Source", "source", keys("sources"), wording.source)
        status = filters.choose_several("Status", "status", ["preliminary", "validated", "withdrawn"], str.capitalize)
        role = filters.choose_several("Role", "role", ["recommended", "triangulation"], str.capitalize)
    with st.container(horizontal=True, key="figures-when"):
        start, end = filters.choose_dates()
        words = st.text_input(
            "Words", key="words", bind="query-params", max_chars=80, placeholder="in id, document or note"
        )
    found = once(
        select.rows,
        "figures",
        start=start,
        end=end,
        words=words.strip(),
        crisis_id=tuple(crisis),
        indicator=tuple(indicator),
        source_id=tuple(source),
        status=tuple(status),
        role=tuple(role),
    )
    return once(_newest_first, found)


def show(rows: pd.DataFrame) -> None:
    """Show rows, a page at a time, and say how many there are."""
    total = len(published.published("figures"))
    pages = -(-len(rows) // PAGE_ROWS)
    page = 1
    if pages > 1:
        asked = st.query_params.get("page")
        page = st.number_input("Page", 1, pages, key="page", bind="query-params", width=160)
        filters.say_unknown("page", asked if asked and asked != str(page) else None, f"page {page}")
    st.caption(f"{len(rows):,} of {total:,} figures" + (f", page {page} of {pages}" if pages > 1 else ""))
    fields = {field["name"]: field for field in _fields()}
    order = FIRST + [name for name in fields if name not in FIRST]
    st.dataframe(
        once(_in_words, rows)[order].iloc[(page - 1) * PAGE_ROWS : page * PAGE_ROWS],
        hide_index=True,
        placeholder="",
        height=520,
        key="figures-rows",
        column_config={name: _column(fields[name]) for name in order},
        alt="The chosen figures, one row per published statement. Escape, then Tab, leaves the table.",
    )


def downloads(rows: pd.DataFrame) -> None:
    """Offer the shown rows as CSV, XLSX and JSON; each is made when it is asked for."""
    resource, names = published.resource("figures"), [field["name"] for field in _fields()]
    with st.container(horizontal=True, key="figures-downloads"):
        for kind, mime, make in (
            ("CSV", "text/csv", lambda: curation.export.to_csv(rows, names)),
            ("XLSX", XLSX, lambda: curation.export.to_xlsx(rows, resource, _readme(rows))),
            (
                "JSON",
                "application/json",
                lambda: curation.export.to_json(rows, resource, published.package()),
            ),
        ):
            st.download_button(
                f"Download {kind}",
                make,
                f"figures.{kind.lower()}",
                mime,
                key=f"figures-{kind.lower()}",
                on_click="ignore",
                icon=":material/download:",
            )


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _readme(rows: pd.DataFrame) -> list[tuple[str, str]]:
    licences = {wording.source(one): row("sources", one)["licence"] for one in sorted(set(rows["source_id"]))}
    return [
        ("What this is", published.package()["title"]),
        ("", published.package()["description"]),
        ("Rows", f"{len(rows):,} of {len(published.published('figures')):,} figures, as filtered"),
        ("Downloaded", f"{published.today():%Y-%m-%d}, version {published.version()}"),
        (
            "Read with care",
            "Never add across sources, dates of a stock, admin levels, or a total with its parts.",
        ),
        ("Blank cells", "Not stated. Zero means zero and nothing else."),
        ("Licences", "; ".join(f"{name}: {licence}" for name, licence in licences.items())),
    ]


def _newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["as_of", "figure_id"], ascending=[False, True]).reset_index(drop=True)


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with names instead of identifiers, for eyes; downloads keep the identifiers."""
    return rows.assign(
        indicator=[wording.listed(one) for one in rows["indicator"]],
        location_id=[wording.sentence(wording.place(one)) for one in rows["location_id"]],
        source_id=[wording.source(one) for one in rows["source_id"]],
        qualifier=[one.replace("_", " ") for one in rows["qualifier"]],
    )


def _fields() -> list[dict]:
    return published.resource("figures")["schema"]["fields"]


def _column(field: dict):
    help_ = field["description"]
    if field["type"] == "date":
        return st.column_config.DateColumn(field["title"], help=help_, format="YYYY-MM-DD")
    if field["type"] in ("number", "integer"):
        return st.column_config.NumberColumn(field["title"], help=help_, format="localized")
    if field["name"] == "url":
        return st.column_config.LinkColumn(field["title"], help=help_, display_text="open")
    return st.column_config.TextColumn(field["title"], help=help_)
