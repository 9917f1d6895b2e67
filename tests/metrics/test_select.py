"""Rows a reader asked for."""

from datetime import date

from metrics import select


def test_no_wish_leaves_all_rows(frame, rows):
    figures = frame("""
        value
        1
        .
    """)
    assert rows(select.rows(figures), "value") == [1, None]


def test_a_column_may_have_several_values_and_an_empty_choice_leaves_it_alone(frame, rows):
    figures = frame("""
        source_id
        ocha
        unhcr
        iom
    """)
    assert rows(select.rows(figures, source_id=("ocha", "iom"), role=()), "source_id") == ["iom", "ocha"]


def test_a_blank_cell_is_none_of_the_chosen_values(frame, rows):
    figures = frame("""
        category
        tents
        .
    """)
    assert rows(select.rows(figures, category=("tents",)), "category") == ["tents"]


def test_the_first_and_the_last_day_both_count(frame, rows):
    figures = frame("""
        as_of
        2020-02-01
        2020-02-02
        2020-02-09
        2020-02-10
    """)
    asked = select.rows(figures, start=date(2020, 2, 2), end=date(2020, 2, 9))
    assert rows(asked, "as_of") == ["2020-02-02", "2020-02-09"]


def test_every_word_is_looked_for_in_any_case_and_beside_blanks(frame, rows):
    figures = frame("""
        figure_id  caveat               note       source_document
        f1         Counts CAMPS only    .          Flash update 9
        f2         .                    in camps   .
        f3         .                    .          .
    """)
    assert rows(select.rows(figures, words="camps"), "figure_id") == ["f1", "f2"]
    assert rows(select.rows(figures, words="Camps flash"), "figure_id") == ["f1"]
    assert rows(select.rows(figures, words="F3"), "figure_id") == ["f3"]


def test_a_word_is_read_letter_by_letter_and_not_as_a_pattern(frame, rows):
    figures = frame("""
        figure_id  note
        f1         50% (of all)
        f2         half
    """)
    assert rows(select.rows(figures, words="(of .*"), "figure_id") == []
    assert rows(select.rows(figures, words="50%"), "figure_id") == ["f1"]
