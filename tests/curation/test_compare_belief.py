"""Whether a file looks like the whole table or like rows to add; in doubt nothing is removed."""

from curation.comparing.compare_tables import compare
from tests.curation.comparing import compared, schema_of, table_of


def rows(numbers: range, crisis: str = "syr") -> str:
    """Rows of a crisis, one for each number."""
    return "\n".join(f"{crisis}-{number}  {crisis}  {number}" for number in numbers)


def said(*parts: str) -> str:
    """A table of such rows."""
    return "\n".join(["figure_id  crisis_id  value", *parts])


HUNDRED = said(rows(range(100)))


def believed(after: str, before: str = HUNDRED) -> tuple[str, bool, str]:
    comparison = compared(before, after)
    assert comparison.mode == comparison.believed
    return comparison.believed, comparison.sure, comparison.because


def test_a_file_with_every_published_row_is_the_whole_table():
    assert believed(said(rows(range(112)))) == (
        "replace",
        True,
        "all 100 rows of the published table are in the file: it looks like the whole table",
    )


def test_a_file_with_nearly_every_published_row_is_the_whole_table():
    assert believed(said(rows(range(3, 100)))) == (
        "replace",
        True,
        "97 of the 100 published rows are in the file: it looks like the whole table, with 3 rows left out",
    )


def test_a_file_with_few_or_no_published_rows_is_rows_to_add():
    assert believed(said(rows(range(97, 109)))) == (
        "add",
        True,
        "the file has 12 rows, 3 of them known: it looks like new and revised rows only",
    )
    assert believed(said(rows(range(100, 112)))) == (
        "add",
        True,
        "the file has 12 rows, none of them published yet: it looks like new rows only",
    )
    assert (
        believed(said(rows(range(5))))[2] == "the file has 5 rows, all of them known: it looks like revised rows only"
    )


def test_with_half_of_the_published_rows_nobody_can_know_and_nothing_is_removed():
    comparison = compared(HUNDRED, said(rows(range(50))))
    assert (comparison.mode, comparison.sure, comparison.removed.height) == ("add", False, 0)
    assert comparison.because == (
        "50 of the 100 published rows are in the file: it may be the whole table with rows left out, or only some rows"
    )


def test_a_table_filtered_to_one_crisis_is_a_part_even_when_it_is_nearly_all():
    before = said(rows(range(95)), rows(range(5), "world"))
    assert believed(said(rows(range(95))), before) == (
        "add",
        False,
        "the 5 published rows it leaves out are all of another crisis_id: it looks like a part of the table",
    )


def test_rows_left_out_that_share_nothing_are_no_part_of_their_own():
    unlike = "\n".join(f"other-{number}  crisis-{number}  1" for number in range(5))
    assert believed(said(rows(range(95))), said(rows(range(95)), unlike))[:2] == ("replace", True)
    unknown = "\n".join(f"other-{number}  .  1" for number in range(5))
    assert believed(said(rows(range(95))), said(rows(range(95)), unknown))[:2] == ("replace", True)


def test_an_empty_file_removes_nothing():
    old = table_of(HUNDRED)
    comparison = compare(old, old.clear(), schema_of(old))
    assert (comparison.mode, comparison.because) == ("add", "the file has no rows")
    assert comparison.result.height == 100


def test_what_a_person_says_counts_more_than_what_is_believed():
    comparison = compared(HUNDRED, said(rows(range(3))), "replace")
    assert (comparison.mode, comparison.believed, comparison.removed.height) == ("replace", "add", 97)
