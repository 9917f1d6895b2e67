"""What a person should look at before publishing: ids nearly alike, statements changed without a word."""

import pytest

from tests.curation.comparing import compared, sentences

STATEMENTS = """
    figure_id  value   status     role           replaces  change_reason  withdrawn_on  sensitivity
    syr-1      586000  validated  recommended    .         .              .             .
    syr-2      800000  validated  recommended    .         .              .             .
    syr-3      900000  withdrawn  triangulation  .         a slip         2020-02-20    restricted
"""
HEADER = STATEMENTS.strip().splitlines()[0]


def after(*rows: str):
    return compared(STATEMENTS, "\n".join([HEADER, *rows]), "add")


def test_a_published_value_changed_without_a_word_is_a_warning():
    assert sentences(after("syr-1  590000  validated  recommended  .  .  .  .")) == [
        "figures.csv, line 2, value: published value changed from 586000 to 590000: say why in change_reason, "
        "or add a row that replaces it"
    ]


def test_many_such_values_are_one_warning_that_counts_them():
    before = "\n".join([HEADER, *(f"f-{n}  {n}000  validated  recommended  .  .  .  ." for n in range(1, 7))])
    comparison = compared(before, before.replace("000", "001"))
    (warning,) = comparison.warnings
    assert warning.lines == (2, 3, 4, 5, 6, 7)
    assert "from 1000 to 1001, from 2000 to 2001, from 3000 to 3001 and 3 more" in str(warning)


def test_a_reason_given_with_the_change_is_enough_and_an_old_reason_is_not():
    assert sentences(after("syr-1  590000  validated  recommended  .  OCHA_mended_a_slip  .  .")) == []
    found = sentences(after("syr-3  910000  withdrawn  triangulation  .  a slip  2020-02-20  restricted"))
    assert len(found) == 1
    assert "published value changed from 900000 to 910000" in found[0]
    found = sentences(after("syr-3  910000  withdrawn  triangulation  .  .  2020-02-20  restricted"))
    assert "published value changed from 900000 to 910000" in found[0]


def test_a_value_that_becomes_blank_is_told():
    assert "from 586000 to blank" in sentences(after("syr-1  .  validated  recommended  .  .  .  ."))[0]


def test_a_figure_that_now_speaks_of_another_day_is_a_warning():
    before = """
        figure_id  as_of       status     replaces  withdrawn_on
        syr-1      2020-02-02  validated  .         .
    """
    (says,) = sentences(compared(before, before.replace("2020-02-02", "2020-02-20")))
    assert says.startswith(
        "figures.csv, line 2, as_of: a published figure now speaks of another as_of (from 2020-02-02 to 2020-02-20)"
    )


def test_rows_that_become_withdrawn_and_what_replaces_them_are_listed():
    comparison = after(
        "syr-1  586000  withdrawn  triangulation  .  .  2020-02-12  .",
        "syr-4  590000  validated  recommended  syr-1  counted_again  .  .",
    )
    assert comparison.withdrawn.rows() == [("syr-1", 2)]
    assert comparison.replaced.rows() == [("syr-4", 3, "syr-1")]
    assert comparison.sentences()[1:] == ["1 row withdrawn: syr-1", "1 row replaced: syr-4 replaces syr-1"]
    assert sentences(comparison) == []


def test_a_row_withdrawn_before_is_not_withdrawn_again():
    comparison = after("syr-3  900000  withdrawn  triangulation  .  a slip  2020-02-21  restricted")
    assert comparison.withdrawn.height == 0


def test_a_withdrawn_figure_that_stands_again_is_a_warning():
    found = sentences(after("syr-3  900000  validated  recommended  .  .  .  restricted"))
    assert "a withdrawn figure would stand again (syr-3): look whether its source says so" in found[0]


def test_a_row_kept_back_that_would_become_public_is_a_warning():
    found = sentences(after("syr-3  900000  withdrawn  triangulation  .  a slip  2020-02-20  ."))
    assert found == [
        "figures.csv, line 2, sensitivity: kept back so far, and public after this (syr-3): "
        "look whether everybody may see it"
    ]


def test_a_published_figure_that_would_be_removed_is_a_warning():
    comparison = compared(STATEMENTS, "\n".join(STATEMENTS.strip().splitlines()[:3]), "replace")
    assert sentences(comparison) == [
        "figures.csv: 1 published row is not in the file (syr-3) and would be removed; a published figure is never "
        "deleted: keep its row, with the status withdrawn and a change_reason"
    ]


@pytest.mark.parametrize("typo", ["SYR-2011-03", "syr_2011_03", "syr 2011-03", "syr-2011-3", "ＳＹＲ-2011-03"])
def test_a_new_id_written_nearly_like_a_published_one_is_a_warning(typo):
    before = "crisis_id  value\nsyr-2011-03  1"
    (says,) = sentences(compared(before, f"crisis_id  value\n{typo}  2"))
    assert f'differs from a published key only in how it is written ("{typo}" beside "syr-2011-03")' in says


@pytest.mark.parametrize("other", ["syr-2011-04", "syr-20-1103", "syr-2011-30", "syr-2011"])
def test_another_id_is_no_typo(other):
    before = "crisis_id  value\nsyr-2011-03  1"
    assert sentences(compared(before, f"crisis_id  value\n{other}  2")) == []


def test_two_new_ids_written_nearly_alike_are_a_warning():
    (says,) = sentences(compared("source_id  value\nocha  1", "source_id  value\nHNAP  2\nhnap  3"))
    assert "lines 2 and 3, source_id: these keys differ only in how they are written (HNAP, hnap)" in says


FOUR = """
    event_id   title      kind       date
    ceasefire  Ceasefire  ceasefire  2020-03-06
    advance    Advance    hostility  2020-01-28
"""


def test_a_published_row_under_another_key_is_renamed_or_doubled():
    renamed = FOUR.replace("ceasefire  Ceasefire", "moscow  Ceasefire")
    assert (
        "a published row under another key (moscow for ceasefire)" in sentences(compared(FOUR, renamed, "replace"))[0]
    )
    assert "published already under another key (moscow for ceasefire)" in sentences(compared(FOUR, renamed, "add"))[0]


def test_of_two_published_rows_that_are_the_same_the_removed_one_is_the_one_renamed():
    twice = FOUR + "    ceasefire-too  Ceasefire  ceasefire  2020-03-06\n"
    after = twice.replace("ceasefire-too", "moscow")
    assert (
        "a published row under another key (moscow for ceasefire-too)"
        in sentences(compared(twice, after, "replace"))[0]
    )


def test_equal_rows_of_a_table_with_few_columns_are_no_sign_of_another_key():
    assert sentences(compared("id  value\na  1", "id  value\nb  1")) == []


def test_tables_of_other_things_are_not_asked_for_reasons():
    before = "source_id  name  value\nocha  OCHA  1"
    assert sentences(compared(before, "source_id  name  value\nocha  OCHA  2")) == []
