"""What readers would see before and after a publication, without any reader seeing it yet."""

import threading

import pandas as pd
import pytest

import curation
from components import cards, filters, published
from components.before_after import headlines_before_after, series_before_after
from tests.components.conftest import HOUSE

CRISIS = "syr-nw-2019-12"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return curation.read_typed(HOUSE / "data")


@pytest.fixture
def with_figure(tables):
    """The tables with other cells in one figure: the United Nations' count of 5 March 2020."""

    def of(**cells) -> dict[str, pd.DataFrame]:
        figures = tables["figures"].copy()
        chosen = (figures["value"] == 961_000) & (figures["role"] == "recommended") & (figures["crisis_id"] == CRISIS)
        assert chosen.sum() == 1
        for column, cell in cells.items():
            figures.loc[chosen, column] = cell
        return {**tables, "figures": figures}

    return of


def headline(rows: pd.DataFrame, indicator: str = "displaced_since") -> pd.Series:
    return rows[(rows["crisis_id"] == CRISIS) & (rows["indicator_id"] == indicator)].iloc[0]


def test_a_revised_figure_changes_its_headline_and_no_other(tables, with_figure):
    rows = headlines_before_after(tables, with_figure(value=971_000.0))
    assert rows["changed"].sum() == 1
    row = headline(rows)
    assert (row["crisis"], row["indicator"], row["place"]) == (
        "North-west Syria, since December 2019",
        "People displaced",
        "North-west Syria",
    )
    assert row["before"].startswith("More than 961,000, as of 5 March 2020 (OCHA); 13,000 (1%) more than")
    assert row["after"].startswith("More than 971,000, as of 5 March 2020 (OCHA); 23,000 (2%) more than")


def test_the_same_tables_change_no_headline(tables):
    rows = headlines_before_after(tables, {name: table.copy() for name, table in tables.items()})
    assert len(rows) > 10
    assert not rows["changed"].any()
    assert (rows["before"] == rows["after"]).all()


def test_a_change_that_rounding_hides_is_said_to_the_last_digit(tables, with_figure):
    row = headline(headlines_before_after(tables, with_figure(value=961_012.0)))
    assert row["changed"]
    assert row["before"].endswith("; exactly 961,000")
    assert row["after"].endswith("; exactly 961,012")


def test_a_hedge_is_a_part_of_the_headline(tables, with_figure):
    row = headline(headlines_before_after(tables, with_figure(qualifier="nearly")))
    assert row["changed"]
    assert row["after"].startswith("Nearly 961,000")


def test_a_withdrawn_headline_gives_way_to_the_one_before(tables, with_figure):
    row = headline(headlines_before_after(tables, with_figure(status="withdrawn", role="triangulation")))
    assert "as of 23 February 2020" in row["after"]


def test_a_figure_that_is_not_public_is_not_shown_to_the_curator_as_what_readers_see(tables, with_figure):
    row = headline(headlines_before_after(tables, with_figure(sensitivity="restricted")))
    assert "961,000" in row["before"]
    assert "961,000" not in row["after"]


def test_a_new_crisis_and_a_dropped_card_are_told(tables):
    crises = tables["crises"].copy()
    crises.loc[crises["crisis_id"] == CRISIS, "headline_indicators"] = "displaced_since"
    new = crises.head(1).assign(crisis_id="new", name="a new crisis", headline_indicators="displaced_since idps@XXX")
    rows = headlines_before_after(tables, {**tables, "crises": pd.concat([crises, new], ignore_index=True)})
    assert headline(rows, "still_displaced")["after"] == "not shown"
    of_new = rows[rows["crisis_id"] == "new"]
    assert of_new["crisis"].to_list() == ["A new crisis", "A new crisis"]
    assert of_new[["before", "after"]].to_numpy().tolist() == [["not shown", "no statement"]] * 2


def test_both_charts_have_one_scale(tables, with_figure):
    before, after = series_before_after(tables, with_figure(value=2_000_000.0), CRISIS)
    assert not before.same_as(after)
    assert "961,000" in before.title
    assert "2 million" in after.title
    assert before.figure.layout.yaxis.range == after.figure.layout.yaxis.range
    assert before.figure.layout.xaxis.range == after.figure.layout.xaxis.range
    assert before.figure.layout.yaxis.range[1] > 2_000_000
    lines = [next(trace for trace in one.figure.data if trace.mode == "lines") for one in (before, after)]
    assert [max(line.y) for line in lines] == [961_000, 2_000_000]
    assert "to more than 961,000" in before.summary


def test_the_chart_of_a_crisis_nothing_happened_to_is_the_same(tables, with_figure):
    before, after = series_before_after(tables, with_figure(value=2_000_000.0), "world")
    assert before.same_as(after)


def test_a_crisis_that_was_not_there_has_no_chart_before(tables):
    without = {**tables, "crises": tables["crises"][tables["crises"]["crisis_id"] != CRISIS]}
    before, after = series_before_after(without, tables, CRISIS)
    assert before is None
    assert after is not None


def test_nothing_under_review_reaches_readers(tables, with_figure, data):
    version = published.version()
    readers = cards.headlines(CRISIS, filters.cards(CRISIS))
    seen_by_another: list[str] = []
    with published.shown(with_figure(value=5.0), "review-of-a-test"):
        assert published.version() == "review-of-a-test"
        assert cards.headlines(CRISIS, filters.cards(CRISIS))["value"].iloc[0] == 5
        other = threading.Thread(target=lambda: seen_by_another.append(published.version()))
        other.start()
        other.join()
    assert seen_by_another == [version]
    assert published.version() == version
    assert cards.headlines(CRISIS, filters.cards(CRISIS)) is readers
    assert 5.0 not in set(published.published("figures")["value"])


def test_readers_tables_come_back_after_an_error_and_after_a_review_within_a_review(tables, data):
    version = published.version()
    with published.shown(tables, "outer"):
        inner = published.shown({**tables, "crises": tables["crises"].head(1)}, "inner")
        with pytest.raises(KeyError, match="world"), inner:
            published.row("crises", "world")
        assert "world" in published.keys("crises")
    assert published.version() == version


def test_the_same_tables_are_worked_out_once(tables, with_figure):
    changed = with_figure(value=971_000.0)
    first = series_before_after(tables, changed, CRISIS)
    again = series_before_after(tables, {name: table.copy() for name, table in changed.items()}, CRISIS)
    assert again[1].statements is first[1].statements
