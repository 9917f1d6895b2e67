"""What leaves the pages in a real browser: tables, pictures and files, and never a row that is not public."""

import csv
import io
import json
import struct
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import openpyxl
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_table_of_a_chart_opens_and_its_csv_has_the_same_rows(reader):
    somebody = reader()
    page = somebody.open("trend", show="still_displaced")
    page.locator("summary", has_text="Table").click()
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    shown = int(table.locator("[role=grid]").first.get_attribute("aria-rowcount")) - 1
    rows = rows_in(downloaded(page, lambda: page.get_by_role("button", name="Download CSV").click()))
    assert len(rows) == shown > 0
    assert {row["indicator"] for row in rows} == {"still_displaced"}
    curated = curated_rows()
    assert all(curated[row["figure_id"]].items() <= row.items() for row in rows)


def test_a_file_is_there_for_a_slow_line_while_others_look_at_pages_and_stays_in_nobodys_cache(reader):
    somebody, others = reader(), reader()
    page = somebody.open("trend", show="still_displaced")
    page.locator("summary", has_text="Table").click()
    went = []
    page.on("request", lambda request: went.append(request.url) if request.is_navigation_request() else None)
    with page.expect_request("**/media/*") as asked:
        there = downloaded(page, lambda: page.get_by_role("button", name="Download CSV").click())
    assert went == [], "a download must not be a way to another page"
    for title in ("breakdown", "places", "sources", "trend"):
        others.open(title)
    with urlopen(asked.value.url, timeout=30) as late:
        assert late.read() == there
        assert late.headers.get_all("cache-control") == ["no-store"]


def test_a_chart_gives_a_picture_large_enough_for_print(reader):
    page = reader().open("breakdown")
    page.get_by_test_id("stPlotlyChart").hover()
    button = page.locator('.modebar-btn[data-title*="Download"], .modebar-btn[data-title*="PNG"]').first
    picture = downloaded(page, button.click)
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    assert width >= 1200
    assert height >= 600


def test_figures_leave_as_csv_xlsx_and_json_as_filtered(reader):
    page = reader().open("figures", **{"in": "syr-nw-2019-12", "status": "Withdrawn"})
    expected = {
        key
        for key, row in curated_rows().items()
        if row["crisis_id"] == "syr-nw-2019-12" and row["status"] == "withdrawn"
    }
    files = {
        kind: downloaded(page, page.get_by_role("button", name=f"Download {kind}").click)
        for kind in ("CSV", "XLSX", "JSON")
    }
    assert {row["figure_id"] for row in rows_in(files["CSV"])} == expected
    book = openpyxl.load_workbook(io.BytesIO(files["XLSX"]))
    assert book.sheetnames == ["README", "figures"]
    assert book["figures"].max_row == len(expected) + 1
    data = json.loads(files["JSON"])["resources"][0]["data"]
    assert {row["figure_id"] for row in data} == expected


def test_a_restricted_row_is_in_no_download(reader, data, mended):
    secret = next(key for key, row in curated_rows().items() if row["crisis_id"] == "syr-ne-2019-10")
    rows = list(csv.DictReader(io.StringIO((data / "figures.csv").read_text(encoding="utf-8-sig"))))
    for row in rows:
        row["sensitivity"] = "restricted" if row["figure_id"] == secret else row["sensitivity"]
    with (data / "figures.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    page = reader().open("figures", **{"in": "syr-ne-2019-10"})
    for kind in ("CSV", "JSON"):
        file = downloaded(page, page.get_by_role("button", name=f"Download {kind}").click)
        assert b"syr-ne-2019-10" in file
        assert secret.encode() not in file


def downloaded(page: Page, act: Callable[[], None]) -> bytes:
    with page.expect_download() as coming:
        act()
    return Path(coming.value.path()).read_bytes()


def rows_in(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


def curated_rows() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parents[2] / "data" / "figures.csv").read_text(encoding="utf-8-sig")
    return {row["figure_id"]: row for row in csv.DictReader(io.StringIO(text))}
