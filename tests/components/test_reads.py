"""A publication costs what it changed: results that read nothing of it stay, and those that do are new."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import editions
from components import once as module
from components import panels, published
from components.once import of_crisis, once
from components.published import row
from components.reads import same, same_rows
from metrics import trend
from metrics.frames import Refusal

NORTH_WEST, SYRIA = "syr-nw-2019-12", "syr-2011"


@pytest.fixture
def worked(data) -> list[str]:
    """The names of those who worked since the test began, in their order."""
    module.forget()
    WORKED.clear()
    return WORKED


WORKED: list[str] = []


def newest_of(figures: pd.DataFrame, crisis: str = "") -> str:
    WORKED.append(f"newest {crisis}")
    return f"{figures['as_of'].max():%Y-%m-%d}"


def values_of(figures: pd.DataFrame) -> set[float]:
    WORKED.append("values")
    return set(figures["value"])


def places(locations: pd.DataFrame) -> int:
    WORKED.append("places")
    return len(locations)


def about(crisis: str) -> str:
    WORKED.append(f"about {crisis}")
    return f"{row('crises', crisis)['name']}: {once(newest_of, of_crisis(crisis), crisis=crisis)}"


def refused(figures: pd.DataFrame) -> None:
    raise Refusal(f"not added to {int((figures['value'] == 961_000).sum())}")


def what_was_refused() -> str:
    try:
        once(refused, "figures")
    except Refusal as refusal:
        return str(refusal)
    return ""


def beside_the_folder() -> str:
    return published.folder().name


def change(data, table: str, before: str, after: str, *, until: int | None = None) -> None:
    path = data / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = [line.replace(before, after) for line in lines[:until]] + (lines[until:] if until else [])
    assert changed != lines
    path.write_text("".join(changed), encoding="utf-8")


def test_what_reads_another_table_is_not_worked_out_anew(worked, data):
    assert once(places, "locations") == once(places, "locations")
    before = once(values_of, "figures")
    change(data, "figures", ",961000,", ",962000,")
    assert once(places, "locations") > 0
    assert 962_000 in once(values_of, "figures")
    assert 962_000 not in before
    assert worked == ["places", "values", "values"]


def test_figures_of_one_crisis_leave_the_results_of_another(worked, data):
    for crisis in (NORTH_WEST, SYRIA):
        once(about, crisis=crisis)
    series = once(trend.series, of_crisis(SYRIA), crisis=SYRIA, indicator="idps", location="SYR")
    worked.clear()
    change(data, "figures", ",961000,", ",962000,")
    for crisis in (NORTH_WEST, SYRIA):
        once(about, crisis=crisis)
    assert worked == [f"newest {NORTH_WEST}"]
    assert once(trend.series, of_crisis(SYRIA), crisis=SYRIA, indicator="idps", location="SYR") is series


def test_a_row_that_was_read_makes_the_result_new_and_the_row_beside_it_does_not(worked, data):
    said = {crisis: once(about, crisis=crisis) for crisis in (NORTH_WEST, SYRIA)}
    worked.clear()
    change(data, "crises", "North-west Syria, since", "The north-west of Syria, since")
    assert once(about, crisis=SYRIA) == said[SYRIA]
    assert once(about, crisis=NORTH_WEST).startswith("The north-west of Syria, since December 2019: ")
    assert worked == [f"about {NORTH_WEST}"]


def test_a_version_taken_back_is_not_worked_out_again(worked, data):
    before = once(values_of, "figures")
    change(data, "figures", ",961000,", ",962000,")
    once(values_of, "figures")
    change(data, "figures", ",962000,", ",961000,")
    assert once(values_of, "figures") is before
    assert worked == ["values", "values"]


def test_a_frame_that_came_out_the_same_keeps_what_was_asked_about_it(worked, data):
    def about_syria():
        return once(newest_of, once(trend.series, "figures", crisis=SYRIA, indicator="idps", location="SYR"))

    day = about_syria()
    change(data, "figures", ",961000,", ",962000,")
    assert about_syria() == day
    assert worked == ["newest "]


def test_what_a_refusal_read_counts_for_whoever_took_it(data):
    before = once(what_was_refused)
    change(data, "figures", ",961000,", ",962000,")
    assert once(what_was_refused) == "not added to 0" != before


def test_what_looks_into_the_folder_itself_is_of_one_version(data):
    def times() -> int:
        once(beside_the_folder)
        return len(module._answers[published.where(), beside_the_folder, (), ()][0])

    assert (times(), times()) == (1, 1)
    change(data, "figures", ",961000,", ",962000,")
    assert times() == 2


def test_a_crisis_has_the_rows_it_has_among_all(data):
    for crisis in published.keys("crises"):
        about = {"crisis": crisis, "indicator": "idps", "location": row("crises", crisis)["location_id"]}
        of_all, own = once(trend.series, "figures", **about), once(trend.series, of_crisis(crisis), **about)
        assert same_rows(of_all, own)


@pytest.mark.parametrize(
    "one, other",
    [
        (1, 1.0),
        (1, True),
        ("a", None),
        ([1], (1,)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1.0]})),
        (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [2, 1]})),
        (object(), object()),
    ],
)
def test_what_differs_in_type_or_order_is_not_the_same(one, other):
    assert same(one, one)
    assert not same(one, other)


def test_blanks_are_the_same_and_rows_in_another_order_are_the_same_rows():
    rows = pd.DataFrame({"a": ["x", None, "y"], "b": [1.0, np.nan, 3.0]})
    assert same({"a": float("nan"), "b": [rows]}, {"a": float("nan"), "b": [rows.copy()]})
    assert same_rows(rows, rows.iloc[::-1])
    assert not same_rows(rows, rows.assign(b=[1.0, 2.0, 3.0]))


def test_a_weekly_file_about_one_crisis_leaves_the_charts_of_another(data):
    def chart(crisis: str, indicator: str, place: str) -> dict:
        series = once(trend.series, of_crisis(crisis), crisis=crisis, indicator=indicator, location=place)
        return panels.trend_said(series, crisis, "light")

    asked = [(SYRIA, "idps", "SYR"), (NORTH_WEST, "displaced_since", "X-SYR-NW")]
    syria, north_west = (chart(*one) for one in asked)
    # The fourth is about the first crisis of the table.
    for name, content in editions.files(data, 4, "weekly").items():
        (data / name).write_bytes(content)
    assert chart(*asked[0]) is syria
    assert "Edition 4." in str(chart(*asked[1])["figure"].to_dict())
    assert "Edition 4." not in str(north_west["figure"].to_dict())


def test_a_choice_left_as_it_is_asks_the_same_question(data):
    about = {"crisis": SYRIA, "indicator": "idps", "location": "SYR"}
    assert once(trend.series, of_crisis(SYRIA), **about, sources=(), known_on=None) is once(
        trend.series, of_crisis(SYRIA), **about
    )
    assert once(trend.series, of_crisis(SYRIA), **about, sources=("unhcr",)) is not once(
        trend.series, of_crisis(SYRIA), **about
    )
