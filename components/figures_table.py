"""The figures themselves: filters, table, and downloads of exactly what is shown."""

import pandas as pd
import streamlit as st

import curation
import curation.export
from components import downloads as files
from components import figure_links, filters, published, wording
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

# Pages that can be opened of a longer table: to find one of them, those before it are put in order too.
MOST_PAGES = 200

# Rows in one download, which is made in memory; a longer table is a file of its own already.
MOST_DOWNLOADED = 100_000


def choose() -> dict:
    """Let the reader filter the figures; return the choices, as `metrics.select.rows` takes them."""
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
    return {
        "start": start,
        "end": end,
        "words": words.strip(),
        "crisis_id": tuple(crisis),
        "indicator": tuple(indicator),
        "source_id": tuple(source),
        "status": tuple(status),
        "role": tuple(role),
    }


def count(choices: dict) -> int:
    """Return how many figures there are of these choices."""
    return once(select.count, "figures", **choices)


def show(choices: dict) -> None:
    """Show rows, a page at a time, and say how many there are."""
    chosen, page = count(choices), 1
    pages = -(-chosen // PAGE_ROWS)
    said = f"{chosen:,} of {once(select.count, 'figures'):,} figures"
    if pages > 1:
        asked = st.query_params.get("page")
        page = st.number_input("Page", 1, min(pages, MOST_PAGES), key="page", bind="query-params", width=160)
        filters.say_unknown("page", asked if asked and asked != str(page) else None, f"page {page}")
        said += f", page {page} of {pages:,}"
    st.caption(said + (f"; the first {MOST_PAGES} can be opened, filters lead to the others" * (pages > MOST_PAGES)))
    rows = once(select.page, "figures", number=int(page), size=PAGE_ROWS, **choices)
    fields = {field["name"]: field for field in _fields()}
    order = FIRST + [name for name in fields if name not in FIRST]
    st.dataframe(
        once(_in_words, rows)[[ABOUT, *order]],
        hide_index=True,
        placeholder="",
        height=520,
        key="figures-rows",
        column_config={
            ABOUT: st.column_config.LinkColumn("Page", display_text="about", help="Everything about this figure."),
            **{name: _column(fields[name]) for name in order},
        },
        alt="The chosen figures, one row per published statement. Escape, then Tab, leaves the table.",
    )


def downloads(choices: dict) -> None:
    """Offer the chosen rows as CSV, with HXL tags, XLSX and JSON, and all tables; each is made when it is asked for."""
    st.html(once(files.licences_html, once(select.per_source, "figures", **choices)))
    if count(choices) > MOST_DOWNLOADED:
        st.caption(f"A download holds at most {MOST_DOWNLOADED:,} figures: leave fewer with the filters above.")
        return
    with st.container(horizontal=True, key="figures-downloads"):
        for kind, name, mime, make in (
            ("CSV", "figures.csv", "text/csv", lambda: files.csv(_all(choices))),
            ("HXL", "figures-hxl.csv", "text/csv", lambda: files.hxl(_all(choices))),
            ("XLSX", "figures.xlsx", XLSX, lambda: _xlsx(_all(choices))),
            ("JSON", "figures.json", "application/json", lambda: _json(_all(choices))),
        ):
            st.download_button(
                f"Download {kind}",
                make,
                name,
                mime,
                key=f"figures-{kind.lower()}",
                on_click="ignore",
                icon=files.ICON,
                help=HXL if kind == "HXL" else None,
            )
        files.everything("figures-zip")


def _all(choices: dict) -> pd.DataFrame:
    return once(_newest_first, once(select.rows, "figures", **choices))


# The column that leads to a figure's own page.
ABOUT = "page"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HXL = "The same CSV with tags of the Humanitarian Exchange Language in its second line."


def _xlsx(rows: pd.DataFrame) -> bytes:
    with_licences, resource = files.licensed_rows(rows)
    return curation.export.to_xlsx(with_licences, resource, _readme(rows))


def _json(rows: pd.DataFrame) -> bytes:
    with_licences, resource = files.licensed_rows(rows)
    return curation.export.to_json(with_licences, resource, published.package())


def _readme(rows: pd.DataFrame) -> list[tuple[str, str]]:
    known = curation.export.terms(published.published("sources"))
    here = [known[one] for one in sorted(set(rows["source_id"])) if one in known]
    said = [
        f"{one['source']}: {one['licence']}"
        + (f" ({one['licence_link']})" if one["licence_link"] else "")
        + f". Passing on: {one['passing_on']}."
        for one in here
    ]
    return [
        ("What this is", published.package()["title"]),
        ("", published.package()["description"]),
        ("Rows", f"{len(rows):,} of {once(select.count, 'figures'):,} figures, as filtered"),
        ("Downloaded", f"{published.today():%Y-%m-%d}, {curation.edition(published.folder()).says}"),
        ("Read with care", curation.export.CARE),
        ("Blank cells", curation.export.BLANK),
        *[("Licences" if number == 0 else "", words) for number, words in enumerate(said)],
    ]


def _newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["as_of", "figure_id"], ascending=[False, True]).reset_index(drop=True)


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with names instead of identifiers, for eyes; downloads keep the identifiers."""
    return rows.assign(
        **{ABOUT: [figure_links.address(one) for one in rows["figure_id"]]},
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
