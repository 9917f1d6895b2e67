"""Take what our pages show for each choice of a benchmark: their charts, texts and tables, finished.

Run as `python -m benchmarks.finished FILE`, with `--rows` where a large table is behind the pages; the Dash of
benchmarks/dash_floor returns them.
"""

import argparse
import json
import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks import visits

HOUSE = Path(__file__).resolve().parent.parent

# Elements of a page that are text, and rows of its tables that a reader sees at once.
TEXTS = ("title", "header", "markdown", "caption", "html", "info", "warning")
TABLE_ROWS = 15

# Seconds the first run of a page may take on a busy machine, also with a large table.
PATIENCE = 600

Element = tuple[str, object]


def page(visit: visits.Visit) -> dict:
    """Return a page's widget, whether it holds several, and what is shown for each option; "" is before any."""
    opened = AppTest.from_file(str(HOUSE / "dashboard.py"), default_timeout=PATIENCE)
    opened.switch_page(f"app_pages/{visit.page}.py")
    for name, value in visit.query.items():
        opened.query_params[name] = value
    shown = {"": elements(opened.run())}
    for option in visit.options:
        several = [one for one in opened.multiselect if one.label == visit.widget]
        single = [one for one in opened.selectbox if one.label == visit.widget]
        if visit.several:
            several[0].set_value([option])
        else:
            single[0].select_index(single[0].options.index(option))
        shown[option] = elements(opened.run())
    return {"widget": visit.widget, "several": visit.several, "shown": shown}


def elements(opened: AppTest) -> list[Element]:
    """Return a page's charts (as plotly's JSON), tables (their first rows) and texts, from top to bottom."""
    if opened.exception:
        raise SystemExit(f"the page broke: {opened.exception[0].value}")
    return [one for one in map(_finished, _flat(opened.main)) if one]


def _flat(block):
    for one in block.children.values():
        yield from _flat(one) if hasattr(one, "children") else (one,)


def _finished(one) -> Element | None:
    if one.type == "plotly_chart":
        return "chart", json.loads(one.proto.spec)
    if one.type in ("dataframe", "arrow_data_frame"):
        return "table", json.loads(one.value.head(TABLE_ROWS).to_json(orient="records", date_format="iso"))
    if one.type in TEXTS:
        return "text", unescape(re.sub("<[^>]+>", " ", str(one.value)))
    return None


def main() -> None:
    """Open every page, and keep what it shows in the file."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("file", type=Path)
    asked.add_argument("--rows", action="store_true", help="a large table is behind the pages")
    given = asked.parse_args()
    pages = visits.behind_rows(visits.PAGES) if given.rows else visits.PAGES
    given.file.write_text(json.dumps({one.page: page(one) for one in pages}), encoding="utf-8")


if __name__ == "__main__":
    main()
