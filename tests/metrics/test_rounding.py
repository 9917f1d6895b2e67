"""Rounding, last and for eyes only."""

import pytest

from metrics import rounding


@pytest.mark.parametrize(
    "value, shown",
    [
        (0, 0),
        (99, 99),
        (100, 100),
        (101, 100),
        (105, 110),
        (104.9, 100),
        (995, 1000),
        (1049, 1000),
        (1050, 1100),
        (2450, 2500),
        (10049, 10000),
        (10500, 11000),
        (464830, 465000),
        (586000, 586000),
        (2.5, 3),
        (0.5, 1),
        (-464830, -465000),
    ],
)
def test_a_count_is_rounded_the_coarser_the_greater_and_halves_go_up(value, shown):
    assert rounding.rounded(value) == shown


@pytest.mark.parametrize(
    "value, words",
    [
        (0, "0"),
        (586000, "586,000"),
        (464830, "465,000"),
        (999499, "999,000"),
        (999500, "1 million"),
        (1000000, "1 million"),
        (2904000, "2.9 million"),
        (2945000, "2.95 million"),
        (10000000, "10 million"),
        (117300000, "117.3 million"),
        (-846000, "-846,000"),
    ],
)
def test_a_headline_is_written_as_people_say_it(value, words):
    assert rounding.in_words(value) == words


@pytest.mark.parametrize(
    "share, words",
    [(0, "0%"), (0.001, "under 1%"), (0.01, "1%"), (0.505, "51%"), (0.5, "50%"), (0.125, "13%"), (1, "100%")],
)
def test_a_share_is_written_as_whole_percent(share, words):
    assert rounding.percent(share) == words


@pytest.mark.parametrize("blank", [None, float("nan")])
@pytest.mark.parametrize("written", [rounding.rounded, rounding.in_words, rounding.percent])
def test_a_missing_value_is_a_word_and_not_a_number(written, blank):
    with pytest.raises(ValueError, match="not reported"):
        written(blank)
