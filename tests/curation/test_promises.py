"""Holding tables against the promises of their data package."""

import pytest

import curation
from curation import Problem
from curation.problems import grouped


def problems(folder) -> list[str]:
    description = curation.package(folder)
    return [str(problem) for problem in curation.check(curation.read_text(folder, description), description)]


def test_a_good_folder_has_no_problems(folder):
    assert problems(folder()) == []


@pytest.mark.parametrize("number", ["1 200 000", "1,200,000", "12k", "1e6", "٥٨٦", "586.", "NA", " 586"])
def test_a_number_is_digits_only(folder, number):
    path = folder(figures="value\n0")
    table = path / "figures.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",0,", f',"{number}",', 1), encoding="utf-8")
    assert problems(path) == [
        f'figures.csv, line 2, value: found "{number}", expected a number without separators; '
        "write digits only, with a point for decimals"
    ]


@pytest.mark.parametrize("number", ["0", "586000", "0.5", "2035000.25"])
def test_whole_numbers_and_decimals_are_numbers(folder, number):
    assert problems(folder(figures=f"value\n{number}")) == []


def test_a_whole_number_has_no_decimals(folder):
    assert problems(folder(crises="review_every_days\n7.5")) == [
        'crises.csv, line 2, review_every_days: found "7.5", expected a whole number; write digits only'
    ]


@pytest.mark.parametrize("day", ["2020-02-30", "9/2/2020", "2020-2-9", "2020-02-09T00:00:00", "20200209", "2020"])
def test_a_day_is_written_year_month_day_and_exists(folder, day):
    assert problems(folder(figures=f"as_of\n{day}")) == [
        f'figures.csv, line 2, as_of: found "{day}", expected a day as YYYY-MM-DD; '
        "write year, month and day, such as 2020-02-29"
    ]


def test_the_29th_of_february_2020_is_a_day(folder):
    assert problems(folder(figures="as_of  published_on\n2020-02-29  2020-02-29")) == []


def test_a_word_outside_the_vocabulary_is_shown_beside_it(folder):
    assert problems(folder(figures="sex\nfemale")) == [
        'figures.csv, line 2, sex: found "female", expected one of all f m x u; choose one of these'
    ]


def test_a_word_of_another_form_is_shown_with_what_the_column_means(folder):
    assert problems(folder(figures="age_group\nchildren")) == [
        'figures.csv, line 2, age_group: found "children", '
        "expected the form (all|unknown|[0-9]{1,3}-[0-9]{1,3}|[0-9]{1,3}\\+); "
        "what it means: all, unknown, a closed range such as 0-17, or an open one such as 60+; "
        "in years, both ends counted"
    ]


def test_the_whole_cell_has_the_form_and_not_its_beginning(folder):
    assert len(problems(folder(figures="url\nhttps://example.org/a b"))) == 1


def test_a_number_lies_within_its_limits(folder):
    assert problems(folder(figures="value\n-1")) == [
        'figures.csv, line 2, value: found "-1", expected 0 or more; look it up in the source'
    ]
    assert problems(folder(locations="location_id  lat\nSYR  90.5")) == [
        'locations.csv, line 2, lat: found "90.5", expected 90 or less; look it up in the source'
    ]


def test_a_required_cell_is_never_blank(folder):
    assert problems(folder(figures="qualifier\n.")) == [
        "figures.csv, line 2, qualifier: expected a value, this column is never blank; write the qualifier"
    ]


def test_the_same_id_twice_names_both_lines(folder):
    assert problems(folder(figures="figure_id\na\nb\na")) == [
        'figures.csv, lines 2 and 4, figure_id: found "a", expected an id that occurs once; rename all but one'
    ]


@pytest.mark.parametrize(
    "column, cell, table, target",
    [
        ("source_id", "ochs", "sources", "source_id"),
        ("crisis_id", "irq", "crises", "crisis_id"),
        ("indicator", "tents", "indicators", "indicator"),
        ("location_id", "SY99", "locations", "location_id"),
        ("origin_location_id", "SY99", "locations", "location_id"),
        ("event_id", "flood", "events", "event_id"),
        ("replaces", "nobody", "figures", "figure_id"),
    ],
)
def test_an_unknown_key_says_where_it_should_be(folder, column, cell, table, target):
    assert problems(folder(figures=f"{column}\n{cell}")) == [
        f'figures.csv, line 2, {column}: found "{cell}", expected a {target} of {table}.csv; '
        f"correct it, or add it to {table}.csv first"
    ]


def test_a_blank_key_refers_to_nothing(folder):
    assert problems(folder(events="location_id\n.")) == []


def test_the_line_is_right_after_a_quoted_line_break(folder, rewrite):
    path = folder(figures="figure_id  caveat  sex\na  twolines  all\nb  .  female")
    rewrite(path / "figures.csv", "twolines", '"two\nlines"')
    assert problems(path)[0].startswith("figures.csv, line 4, sex:")


def test_equal_problems_are_one_with_their_lines(folder):
    figures = "figure_id  sex\n" + "\n".join(f"f{n}  female" for n in range(5)) + "\ng  male"
    assert problems(folder(figures=figures)) == [
        'figures.csv, lines 2, 3, 4 and 2 more, sex: found "female", expected one of all f m x u; choose one of these',
        'figures.csv, line 7, sex: found "male", expected one of all f m x u; choose one of these',
    ]


def test_grouped_problems_keep_all_their_lines_and_the_order_of_the_first():
    same = {"column": "sex", "found": "female", "expected": "f", "mend": "write f"}
    found = [
        Problem("figures", (9,), **same),
        Problem("figures", (2,), **{**same, "found": "male"}),
        Problem("figures", (4,), **same),
        Problem("figures", (5,), **same, level="warning"),
    ]
    assert [(p.lines, p.found, p.level) for p in grouped(found)] == [
        ((4, 9), "female", "error"),
        ((2,), "male", "error"),
        ((5,), "female", "warning"),
    ]
    assert grouped([]) == []
