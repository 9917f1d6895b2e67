"""What words, indicators and sources mean, read from the tables themselves."""

from html import escape

import pandas as pd
import streamlit as st

from components import downloads, wording
from components import sources as who
from components.published import package, published, resource

# The field's words this dashboard uses, each with one meaning.
WORDS = (
    (
        "Figure",
        "A number somebody published, with its source, date, hedge and definition. A picture is a chart.",
    ),
    ("Stock", "How many on one date. Never added over time."),
    (
        "Flow",
        "How many in a period. Added over periods it counts movements: one person may be counted twice.",
    ),
    (
        "Cumulative",
        "Counted from a start date on. Counts from other start dates are other series. A fall is a revision or "
        "returns, never a negative flow.",
    ),
    ("As of", "The day a stock is for, or the last day of a flow's or cumulative count's period."),
    ("Qualifier", "The source's own words of doubt: about, nearly, more than, at least, up to, a claimed."),
    (
        "Recommended",
        "The statement drawn first for its subject and date. The others are triangulation: shown beside it.",
    ),
    (
        "Withdrawn",
        "A statement that disappeared from its source: it stays visible as a cross. A known slip that its source "
        "never took back stands in the tables only.",
    ),
    (
        "As known on",
        "What somebody could have read on a day: published by then, and not yet withdrawn or replaced.",
    ),
    (
        "Admin level",
        "0 country, 1 governorate, 2 district, 3 sub-district, 4 community. Informal areas have none.",
    ),
    ("P-code", "A place's code in the common operational datasets, such as SY07 for Idleb governorate."),
    ("IDP", "Internally displaced person: forced from home, still within the country."),
)

RULES = (
    "Nothing is added across sources, roles, admin levels, or a total with its parts; percentages and averages never.",
    "A stock is added across places or groups of one date and source, never over time.",
    "A cumulative count is compared only with the same source's count from the same start date.",
    "A missing value is not zero, and a sum with a missing part is missing.",
    "A share is worked out only where one source gives both halves for one date; otherwise it is the source's own.",
    "Dates are compared by the date wanted; the row before is not the period before.",
    "Percent change is given within one source and from a base of 1,000 or more.",
    "Rounding comes last and for the eye: up to 100 exact, to 1,000 by tens, to 10,000 by hundreds, above by "
    "thousands. Tables, tooltips and downloads keep the exact value.",
)


# Kinds of organisations, and how they know, as the tables' vocabularies say it.
KINDS = {
    "un": "United Nations",
    "government": "government",
    "red_cross": "Red Cross and Red Crescent",
    "ngo": "non-governmental organisation",
    "media": "media",
    "academic": "academic",
    "monitor": "monitor",
    "party": "party to the conflict",
}
KNOWS = {
    "collects": "collects its own counts",
    "compiles": "compiles the counts of others",
    "relays": "passes on what others said",
    "party": "takes part in the conflict",
}


def what_it_is() -> None:
    """Say in three sentences what the dashboard shows."""
    st.write(
        "This dashboard shows how many people are displaced, since when, where, who they are, who says so, and how "
        "sure that is. Every number is a statement with a source, a date and the source's own hedge; competing "
        "statements stand side by side, and withdrawn ones stay visible. When a comparison would mislead, it is "
        "refused with the reason."
    )


def rules() -> None:
    """List the rules of arithmetic in plain words."""
    st.html('<ol class="dd-words">' + "".join(f"<li>{escape(one)}</li>" for one in RULES) + "</ol>")


def words() -> None:
    """List the field's words and what each means here."""
    _list((name, meaning) for name, meaning in WORDS)


def indicators() -> None:
    """List every indicator with its measure, unit and definition."""
    said = []
    for one in published("indicators").sort_values("order").itertuples():
        kind = f"{one.measure}, {one.unit.replace('_', ' ')}"
        more = who.link(one.definition_url, "definition") if pd.notna(one.definition_url) else ""
        said.append(
            f"<dt>{escape(one.label)} <span class='dd-quiet'>({escape(kind)})</span></dt>"
            f"<dd>{escape(one.definition)} {more}</dd>"
        )
    st.html(f'<dl class="dd-words">{"".join(said)}</dl>')


def sources() -> None:
    """List every source with how it knows, and its licence."""
    said = []
    for one in published("sources").sort_values("short_name").itertuples():
        note = one.note if pd.notna(one.note) else ""
        said.append(
            f"<dt>{who.link(one.home_url, one.name)}</dt><dd>{escape(note)} <span class='dd-quiet'>"
            f"{escape(wording.sentence(KINDS.get(one.kind, one.kind)))}; {escape(KNOWS.get(one.reliability, ''))}; "
            "licence: "
            f"{who.link(one.licence_url, one.licence)}.</span></dd>"
        )
    st.html(f'<dl class="dd-words">{"".join(said)}</dl>')


def data() -> None:
    """Offer all tables as one archive, and each as CSV with HXL tags; what an export carries is said above."""
    st.write(
        "Everything shown here can be taken along. The archive holds every table as CSV, the description of all "
        "columns, and a README with the licence of each source. One table alone comes as CSV with HXL tags in its "
        "second line, for tools of the Humanitarian Exchange Language. Only public rows leave."
    )
    downloads.everything("about-zip")
    st.write("One table, with HXL tags:")
    with st.container(horizontal=True, key="about-tables"):
        for one in package()["resources"]:
            st.download_button(
                one["title"],
                lambda name=one["name"]: downloads.table_hxl(name),
                f"{one['name']}-hxl.csv",
                "text/csv",
                key=f"about-hxl-{one['name']}",
                on_click="ignore",
                icon=downloads.ICON,
                type="tertiary",
                help=one["description"],
            )


def columns() -> None:
    """List the columns of the figures from the data package."""
    _list(
        (field["name"], f"{field['title']}. {field['description']}")
        for field in resource("figures")["schema"]["fields"]
    )


def _list(pairs) -> None:
    said = "".join(f"<dt>{escape(name)}</dt><dd>{escape(meaning)}</dd>" for name, meaning in pairs)
    st.html(f'<dl class="dd-words">{said}</dl>')
