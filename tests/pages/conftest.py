"""The pages without a browser: one opened by its address, and a data folder that a test may change."""

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

HOUSE = Path(__file__).resolve().parents[2]

PAGES = (
    "situation",
    "trend",
    "breakdown",
    "places",
    "movements",
    "compare",
    "revisions",
    "events",
    "figures",
    "update",
    "history",
    "health",
    "about",
)

# Long enough for the first run of a page on a busy machine, in seconds.
PATIENCE = 60


def page_opened(page: str, /, **query) -> AppTest:
    """Open a page as a link with these parameters does."""
    one = AppTest.from_file(str(HOUSE / "dashboard.py"), default_timeout=PATIENCE)
    one.switch_page(f"app_pages/{page}.py")
    for name, value in query.items():
        one.query_params[name] = value
    return one.run()


@pytest.fixture
def opened() -> Callable[..., AppTest]:
    return page_opened


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the curated tables, which the pages read during the test."""
    folder = shutil.copytree(HOUSE / "data", tmp_path / "data")
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folder))
    return folder


def rows_of(table: str, folder: Path = HOUSE / "data") -> list[dict[str, str]]:
    """Read a curated table as it stands on disk, every cell as text."""
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def table_text(rows: list[dict[str, str]]) -> str:
    """Write rows as a CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(table: str, rows: list[dict[str, str]], folder: Path) -> None:
    """Put rows in place of a table."""
    (folder / f"{table}.csv").write_bytes(table_text(rows).encode())


def edit(folder: Path, figure_id: str, **cells: str) -> None:
    """Change cells of one figure, as a curator does in a spreadsheet."""
    rows = rows_of("figures", folder)
    for row in rows:
        if row["figure_id"] == figure_id:
            row.update(cells)
    write("figures", rows, folder)


def headline(crisis: str, folder: Path = HOUSE / "data") -> dict[str, str]:
    """Find the newest recommended total of a crisis's first headline card."""
    row = next(one for one in rows_of("crises", folder) if one["crisis_id"] == crisis)
    indicator, _, place = row["headline_indicators"].split()[0].partition("@")
    told = {
        "crisis_id": crisis,
        "indicator": indicator,
        "location_id": place or row["location_id"],
        "sex": "all",
        "age_group": "all",
        "dimension": "",
        "origin_location_id": "",
        "role": "recommended",
    }
    totals = [one for one in rows_of("figures", folder) if told.items() <= one.items()]
    stand = [one for one in totals if one["status"] != "withdrawn" and one["value"]]
    return max(stand, key=lambda one: (one["as_of"], one["published_on"]))


def on_the_page(page: AppTest) -> str:
    """Return everything a page says: texts, alerts, tables, and what its charts carry; not which version it shows."""
    texts = [one.value for kind in ("title", "header", "markdown", "caption") for one in page.get(kind)]
    texts += [one.value for kind in ("info", "warning", "error", "code") for one in page.get(kind)]
    texts += [re.sub('data-state="[^"]*"', "", one.value) for one in page.get("html")]
    texts += [f"{one.proto.alt} {one.proto.spec}" for one in page.get("plotly_chart")]
    texts += [one.value.to_csv(index=False) for one in page.dataframe]
    texts += [option for one in [*page.selectbox, *page.multiselect] for option in one.options]
    return "\n".join(str(one) for one in texts)


def html(page: AppTest, mark: str) -> list[str]:
    """Return the pieces of a page's HTML that carry a class."""
    return [one.value for one in page.get("html") if f'class="{mark}"' in one.value]


def told(page: AppTest) -> list[str]:
    """Return the sentences in boxes that a page tells its reader."""
    return [one.value for one in [*page.info, *page.warning]]


CRISES = [row["crisis_id"] for row in rows_of("crises")]
