"""Statements side by side: sorted, the recommended one marked, ranges and open ends drawn."""

import pytest

from charts import statements as chart


@pytest.fixture
def side_by_side(statements):
    def of(text: str):
        rows = statements(text)
        for column in ("value_low", "value_high"):
            rows[column] = rows[column].astype("float64") if column in rows else float("nan")
        for column in ("main", "other_start"):
            rows[column] = rows[column] == "yes" if column in rows else False
        rows["open_end"] = rows["open_end"].fillna("") if "open_end" in rows else ""
        return rows.assign(who=rows["source"])

    return of


THREE = """
    as_of       source  value   main  other_start  open_end
    2020-02-10  SOHR    260000  .     yes          .
    2020-02-10  UN      600000  .     .            .
    2020-02-12  OCHA    800000  yes   .            up
"""


def marks(figure):
    return next(one for one in figure.data if one.customdata is not None)


def test_every_statement_is_a_mark_that_carries_its_figure(side_by_side):
    drawn = marks(chart.dots(side_by_side(THREE), "Title", "Subtitle"))
    assert list(drawn.x) == [260000, 600000, 800000]
    assert list(drawn.customdata) == ["f1", "f2", "f3"]


def test_the_recommended_one_differs_by_shape_size_and_word_not_by_colour_alone(side_by_side):
    figure = chart.dots(side_by_side(THREE), "Title", "Subtitle")
    assert list(marks(figure).marker.symbol) == ["diamond-open", "circle-open", "circle"]
    assert marks(figure).marker.size[2] > marks(figure).marker.size[1]
    named = [one.text for one in figure.layout.annotations if "recommended" in one.text]
    assert named == ["<b>OCHA</b> · recommended"]


def test_an_open_end_is_an_arrow_away_from_the_value(side_by_side):
    def arrow(open_end: str):
        rows = side_by_side(f"""
            as_of       value   open_end
            2020-02-10  500000  {open_end}
            2020-02-10  800000  .
        """)
        return next(one for one in chart.dots(rows, "T", "S").data if one.line.dash == "dot")

    assert arrow("up").x[1] > arrow("up").x[0] == 500000
    assert arrow("down").x[1] < arrow("down").x[0] == 500000


def test_a_printed_range_is_drawn_from_end_to_end(side_by_side):
    rows = side_by_side("""
        as_of       value   value_low  value_high
        2020-02-10  700000  700000     1000000
        2020-02-10  800000  .          .
    """)
    figure = chart.dots(rows, "Title", "Subtitle")
    assert [700000, 1000000] in [list(one.x) for one in figure.data]
    assert chart.reach(rows)[1] > 1000000


@pytest.mark.parametrize(
    "values, from_zero",
    [((260000, 800000), True), ((5556192, 5560721), False), ((961000, 961000), True), ((0, 0), True)],
)
def test_the_axis_starts_at_zero_unless_all_values_lie_close(side_by_side, values, from_zero):
    rows = side_by_side(f"as_of  value\n2020-02-10  {values[0]}\n2020-02-10  {values[1]}")
    low, high = chart.reach(rows)
    assert (low == 0) == from_zero
    assert low <= min(values)
    assert high > max(values)


def test_markup_in_a_name_stays_text_and_a_long_name_is_cut(side_by_side):
    rows = side_by_side(THREE).assign(who="<b>x</b> of a very long organisation with many words", hover="<script>")
    figure = chart.dots(rows, "<i>T", "S")
    texts = [one.text for one in figure.layout.annotations]
    assert all("<b>x</b>" not in text for text in texts)
    assert any("…" in text for text in texts)
    assert "<script>" not in figure.to_json()


def test_too_many_statements_are_refused(side_by_side):
    with pytest.raises(ValueError, match="2001 points"):
        chart.dots(side_by_side("as_of  value\n2020-02-10  5").sample(2001, replace=True), "T", "S")
