"""Numbers, dates and statements in words."""

import pandas as pd
import pytest

from components import wording


@pytest.mark.parametrize(
    "qualifier, words",
    [
        ("exact", "961,000"),
        ("not_stated", "961,000"),
        ("approximately", "about 961,000"),
        ("nearly", "nearly 961,000"),
        ("more_than", "more than 961,000"),
        ("at_least", "at least 961,000"),
        ("less_than", "less than 961,000"),
        ("up_to", "up to 961,000"),
        ("claimed", "a claimed 961,000"),
    ],
)
def test_a_number_keeps_its_sources_own_hedge(figure, qualifier, words):
    assert wording.hedged(figure(value=961_000, qualifier=qualifier)) == words


def test_a_range_is_said_from_its_low_to_its_high(figure):
    one = figure(value=850_000, qualifier="between", value_low=700_000, value_high=1_000_000)
    assert wording.hedged(one) == "700,000 to 1 million"


@pytest.mark.parametrize(
    "status, words",
    [
        (None, "not reported"),
        ("not_reported", "not reported"),
        ("not_applicable", "not applicable"),
        ("suppressed", "suppressed"),
    ],
)
def test_a_missing_number_is_a_word_and_never_zero(figure, status, words):
    assert wording.hedged(figure(value=float("nan"), value_status=status)) == words


def test_zero_is_zero(figure):
    assert wording.hedged(figure(value=0)) == "0"


@pytest.mark.parametrize(
    "value, unit, words",
    [
        (51.5, "percent", "51.5%"),
        (80, "percent", "80%"),
        (2_900, "km2", "2,900 km²"),
        (586_432, "people", "586,000"),
        (4_000_000, "people", "4 million"),
        (float("nan"), "people", "not reported"),
    ],
)
def test_a_number_is_rounded_for_the_eye_with_its_unit(value, unit, words):
    assert wording.number(value, unit) == words


@pytest.mark.parametrize(
    "value, unit, words",
    [(586_432, "people", "586,432"), (51.25, "percent", "51.25%"), (float("nan"), "people", "not reported")],
)
def test_an_exact_value_keeps_every_digit(value, unit, words):
    assert wording.exact(value, unit) == words


@pytest.mark.parametrize(
    "precision, words",
    [
        (None, "5 March 2020"),
        ("day", "5 March 2020"),
        ("month", "March 2020"),
        ("year", "2020"),
        ("by", "by 5 March 2020"),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_known(precision, words):
    assert wording.dated(pd.Timestamp("2020-03-05"), precision) == words


def test_a_missing_date_is_said():
    assert wording.day(pd.NaT) == wording.dated(pd.NaT, "month") == "no date"


def test_a_stock_is_as_of_a_day_and_a_flow_in_its_period(figure):
    assert wording.as_of(figure(measure="stock")) == "as of 5 March 2020"
    month = figure(measure="flow", period_start="2020-02-05")
    assert wording.as_of(month) == "5 February 2020 to 5 March 2020"
    assert wording.as_of(figure(measure="flow", period_start="2020-03-05")) == "on 5 March 2020"


def test_a_statement_can_be_quoted_with_hedge_place_period_and_source(figure):
    counted = figure(
        indicator="displaced_since",
        measure="cumulative",
        period_start="2019-12-01",
        value=961_000,
        qualifier="more_than",
    )
    assert wording.said(counted) == (
        "More than 961,000 people were displaced in north-west Syria between 1 December 2019 and 5 March 2020, "
        "according to OCHA."
    )
    assert wording.counted(counted) == "People displaced since 1 December 2019, north-west Syria"


def test_a_stock_is_quoted_on_its_day_or_in_its_month(figure):
    one = {"value": 846_000, "qualifier": "approximately", "as_of": "2020-05-01"}
    assert wording.said(figure(**one)) == (
        "About 846,000 people were still displaced in north-west Syria on 1 May 2020, according to OCHA."
    )
    assert " in May 2020, according to OCHA." in wording.said(figure(**one, date_precision="month"))


def test_people_living_in_an_area_are_said_once_to_be_there(figure):
    said = wording.said(figure(indicator="population", value=4_000_000, qualifier="more_than"))
    assert said == "More than 4 million people lived in north-west Syria on 5 March 2020, according to OCHA."


@pytest.mark.parametrize(
    "change, percent, words",
    [
        (13_000, 1.37, "13,000 (1%) more than "),
        (-8_000, -0.94, "8,000 (1%) less than "),
        (-8_000, None, "8,000 less than "),
        (1_000, 0.1, "1,000 more than "),
        (0, 0, "the same as "),
    ],
)
def test_a_change_is_said_against_the_sources_own_last_figure(figure, change, percent, words):
    said = wording.change(figure(change=change, change_percent=percent, previous_as_of="2020-02-23"))
    assert said.startswith(words)
    assert said.endswith("figure for 23 February 2020")


def test_a_first_statement_has_no_change(figure):
    assert wording.change(figure(change=None)) == ""
    assert wording.change(figure(change=float("nan"))) == ""


def test_indicators_of_one_label_are_told_apart_by_their_measure():
    assert wording.listed("departures") == "People who left (flow)"
    assert wording.listed("departures_since") == "People who left (cumulative)"
    assert wording.listed("displaced_since") == "People displaced"


def test_a_sentence_begins_with_a_capital_and_is_else_left_alone():
    assert wording.sentence("north-west Syria") == "North-west Syria"
    assert wording.sentence("") == ""


def test_a_line_breaks_neither_within_a_day_nor_within_an_age_band():
    said = wording.unbroken("Children (0–17) on 5 March 2020, 1 March – 5 April")
    assert said == 'Children (<span class="dd-whole">0–17</span>) on 5&nbsp;March 2020, 1&nbsp;March – 5&nbsp;April'
