"""The benchmarks' results stay what a run wrote, their table says what they say, and what is compared is alike."""

import json
import re
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import duckdb
import pytest
from playwright.sync_api import sync_playwright
from websockets.sync.server import serve

from benchmarks import browser, every, finished, report, results, servers, site_rows, visits
from tests.browser import chromium
from tests.pages.conftest import CRISES, page_opened, rows_of

HERE = results.FOLDER
FILES = sorted(HERE.glob("*-results.md"))
NAMES = {row["crisis_id"]: row["name"] for row in rows_of("crises")}


def test_one_command_runs_every_benchmark_that_has_results():
    assert list(every.RUNS) == list(results.BENCHMARKS)
    assert {file.name for file in FILES} <= {f"{name}-results.md" for name in results.BENCHMARKS}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_result_says_in_short_what_was_found_how_and_when(file):
    text = file.read_text(encoding="utf-8")
    assert results.HEADLINE.search(text)
    assert results.WRITTEN.search(text)


def test_the_table_of_all_results_is_made_of_them():
    assert (HERE / "results.md").read_text(encoding="utf-8") == results.overview(HERE)


def test_the_readme_shows_the_table_with_its_machines():
    readme = results.README.read_text(encoding="utf-8")
    assert results.in_readme(readme, HERE) == readme
    shown = readme[readme.index(results.BEGIN) : readme.index(results.END)]
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert f"(benchmarks/{file.name})" in shown
        assert results.HEADLINE.search(text)[1] in shown
    assert re.search(r"\| Linux on x86_64, 2 cores, load [\d.]+ +\|", shown)


def test_what_was_not_measured_is_said_and_not_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv(results.SETTING, str(tmp_path))
    results.write("soak", "A long time", "Flat.", "And so on.")
    table = results.overview(tmp_path)
    assert re.search(r"\[a long time\]\(soak-results.md\) +\| Flat\. +\| \d{4}-\d\d-\d\d", table)
    assert table.count("not measured yet") == len(results.BENCHMARKS) - 1


def measured(what: str, server: tuple, page: str, click: float, first_number: float | None = 900) -> list[dict]:
    """Two rounds of one page, the first of which warms up and took ten times as long."""
    load = {"bytes": 2e6, "requests": 9, "first_number": first_number, "first_chart": click, "all_charts": click}
    one = {"what": what, "server": server[0], "page": page, "load": load, "charts": [1, 1]}
    return [
        {**one, "round": 0, "cpu_ms": click, "click_ms": [10 * click] * 3},
        {**one, "round": 1, "cpu_ms": click / 10, "click_ms": [click - 1, click, click + 5000]},
    ]


BOTH = [
    *measured(report.TWINS, servers.DASHBOARD, "trend", 300),
    *measured(report.TWINS, servers.ORDINARY, "trend", 400),
    *measured(report.TWINS, servers.DASH, "trend", 200),
]


def test_ratios_are_of_medians_without_the_round_that_warms_up():
    beside_ordinary, beside_dash = (table for table in report.tables(BOTH) if table.startswith("|"))
    assert re.search(r"click to redrawn charts +\| 300 ms +\| 400 ms +\| 0\.75 +\| ≤ 0\.6 +\| missed", beside_ordinary)
    assert re.search(r"CPU, first time +\| 300 ms +\| 400 ms", beside_ordinary)
    assert re.search(r"click to redrawn charts +\| 300 ms +\| 200 ms +\| 1\.50 +\| ≤ 1\.2 +\| missed", beside_dash)


def test_the_headline_has_every_line_with_an_aim_and_no_other():
    assert report.headline(BOTH) == (
        "Parts of the other's cost: beside the ordinary page: server CPU per interaction 0.75 (trend); "
        "click to redrawn charts 0.75 (trend); first load, bytes 1.00 (trend). "
        "beside the Dash page: click to redrawn charts 1.50 (trend)."
    )


def test_a_page_that_shows_no_number_has_none_and_no_ratio():
    slow = measured(report.SLOW, servers.DASHBOARD, "trend", 300)
    slow += measured(report.SLOW, servers.ORDINARY, "trend", 400, first_number=None)
    assert re.search(r"first number +\| 900 ms +\| none +\| +\|", report.tables(slow)[1])


def test_what_draws_different_numbers_of_charts_is_called_unfair():
    more = [{**one, "charts": [1, 2]} for one in measured(report.FLOOR, servers.FLOOR, "places", 200)]
    said = report.tables([*measured(report.FLOOR, servers.DASHBOARD, "places", 200), *more])
    assert said[-1] == "Not fair on places: charts drawn step by step were [1, 1] against [1, 2]."


@pytest.mark.parametrize("pages", [visits.PAGES, visits.behind_rows(visits.PAGES)], ids=["own", "rows"])
def test_every_click_of_a_visit_chooses_something_else(pages):
    for visit in pages:
        clicks = visit.clicks()
        assert all(one != other for one, other in pairwise(clicks)), visit.page


def answered(server: servers.Server, output: str, **inputs) -> list[dict]:
    """The children that a Dash page's callback returns for these inputs, asked as its page asks."""
    asked = [
        {"id": name.replace("_", "-"), "property": "value" if isinstance(one, str | list) else "date", "value": one}
        for name, one in inputs.items()
    ]
    body = {
        "output": f"{output}.children",
        "outputs": {"id": output, "property": "children"},
        "inputs": asked,
        "changedPropIds": [],
        "parsedChangedPropsIds": [],
    }
    request = urllib.request.Request(
        f"{server.url}/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["response"][output]["children"]


def charts(shown: list[dict]) -> int:
    return sum(one["type"] == "Graph" for one in shown)


@pytest.fixture(scope="module")
def dash_page():
    with servers.running_dash(*servers.DASH) as server:
        yield server


@pytest.mark.parametrize("crisis", CRISES)
def test_the_dash_page_draws_as_many_charts_as_situation(dash_page, crisis):
    shown = answered(dash_page, "situation-shown", situation_crisis=NAMES[crisis])
    assert charts(shown) == len(page_opened("situation", crisis=crisis).get("plotly_chart")) > 0


def test_the_dash_page_draws_as_many_charts_as_trend(dash_page):
    ours = page_opened("trend")
    shown = answered(
        dash_page,
        "trend-panels",
        trend_crisis=NAMES[CRISES[0]],
        trend_place="north-west Syria",
        trend_show=[one.value for one in ours.header],
        trend_sources=["OCHA"],
        trend_from=None,
        trend_to=None,
        trend_known=None,
    )
    assert charts(shown) == len(ours.get("plotly_chart")) > 0


def test_the_dash_page_loads_nothing_from_elsewhere(dash_page):
    with urllib.request.urlopen(dash_page.url, timeout=60) as page:
        loaded = re.findall(r'(?:src|href)="([^"]+)"', page.read().decode())
    assert len(loaded) > 5
    assert not [one for one in loaded if not one.startswith("/") or one.startswith("//")]


def test_finished_charts_are_those_our_page_shows_for_the_same_choice(tmp_path):
    visit = next(one for one in visits.PAGES if one.page == "events")
    file = tmp_path / "finished.json"
    file.write_text(json.dumps({"events": finished.page(visit)}), encoding="utf-8")
    ours = json.loads(page_opened("events", crisis="syr-ne-2019-10").get("plotly_chart")[0].proto.spec)
    with servers.running_dash(*servers.FLOOR, {"FINISHED": str(file)}) as floor:
        shown = answered(floor, "events-shown", events_crisis=visits.NORTH_EAST)
    assert [one["props"]["figure"] for one in shown if one["type"] == "Graph"] == [ours]


def test_the_large_table_holds_our_own_figures_too(tmp_path):
    folder = site_rows.written(tmp_path / "data", 1, csv=False, beside_own=True)
    counts = duckdb.sql(f"SELECT crisis_id, count(*) FROM '{folder / 'figures.parquet'}' GROUP BY 1").fetchall()
    own = [one["crisis_id"] for one in rows_of("figures")]
    assert {crisis: count for crisis, count in counts if crisis != site_rows.CRISIS} == {
        crisis: own.count(crisis) for crisis in CRISES
    }


# Asks for bytes over a WebSocket and says when they are there, in milliseconds.
FRAME = """
(address) => new Promise((there) => {
  const line = new WebSocket(address);
  let asked;
  line.onopen = () => { asked = performance.now(); line.send('now'); };
  line.onmessage = () => there(performance.now() - asked);
})
"""


@pytest.mark.browser
def test_the_slow_line_holds_back_what_comes_over_a_websocket_too():
    size = 100_000
    with serve(lambda line: [line.send(b"x" * size) for _ in line], "127.0.0.1", 0, compression=None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        # In a thread of its own: this one may have a loop, when a browser was tested in it before.
        with ThreadPoolExecutor(1) as threads:
            waited = threads.submit(_waited_for_a_frame, address).result()
        server.shutdown()
    assert waited >= size / browser.SLOW["downloadThroughput"] * 1000


def _waited_for_a_frame(address: str) -> float:
    """Milliseconds that a page on the slow line waits for what comes over a WebSocket."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        page = started.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", browser.SLOW)
        waited = page.evaluate(FRAME, address)
        started.close()
    return waited
