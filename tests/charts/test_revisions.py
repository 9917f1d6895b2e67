"""Vintages of a series: what stands in colour, what it was before in grey, what is gone as a cross."""

import pandas as pd
import pytest

from charts import palette
from charts import revisions as chart

SERIES = """
    as_of       value   main  stands  fresh  line
    2020-02-02  586000  yes   yes     .      ocha
    2020-02-12  800000  yes   yes     yes    ocha
    2020-02-09  689098  .     .       .      list
    2020-02-10  600000  .     yes     .      un
"""
NO_BREAKS = pd.DataFrame({"date_start": pd.Series([], dtype="datetime64[us]"), "title": []})


@pytest.fixture
def seen(statements):
    def of(text: str):
        rows = statements(text)
        for column in ("main", "stands", "fresh"):
            rows[column] = rows[column] == "yes" if column in rows else False
        return rows.assign(label="")

    return of


def drawn(rows, earlier=None, breaks=NO_BREAKS, whole=None):
    earlier = rows.head(0).assign(until=pd.NaT) if earlier is None else earlier
    return chart.vintages(rows, earlier, breaks, rows if whole is None else whole, title="T", subtitle="S")


def marked(figure, figure_id: str):
    return next(one for one in figure.data if one.customdata is not None and figure_id in one.customdata)


def test_what_stands_is_in_colour_and_what_is_gone_a_cross(seen):
    figure = drawn(seen(SERIES))
    assert marked(figure, "f1").marker.color == palette.group_colour("IDP")
    assert marked(figure, "f1").marker.symbol == "circle"
    assert marked(figure, "f3").marker.symbol == "x-thin-open"
    assert marked(figure, "f4").marker.symbol == ("circle-open",)


def test_what_appeared_on_the_day_has_a_ring(seen):
    ring = [one for one in drawn(seen(SERIES)).data if one.mode == "markers" and one.customdata is None]
    assert [list(one.y) for one in ring] == [[800000]]


def test_earlier_vintages_are_grey_the_older_the_lighter(seen):
    rows = seen(SERIES)
    earlier = pd.concat([rows.head(2).assign(until=pd.Timestamp(day)) for day in ("2020-02-15", "2020-03-01")])
    lines = [one for one in drawn(rows, earlier).data if one.mode == "lines" and "138,138,138" in one.line.color]
    assert len(lines) == 2
    shades = [float(one.line.color.rstrip(")").split(",")[-1]) for one in lines]
    assert shades[0] < shades[1]


def test_the_axes_do_not_move_with_the_day(seen):
    whole = seen(SERIES)
    now, then = drawn(whole), drawn(whole.head(1), whole=whole)
    for axis in ("xaxis", "yaxis"):
        assert now.layout[axis].range == then.layout[axis].range


def test_a_change_of_counting_is_a_line_down_the_chart(seen):
    breaks = pd.DataFrame({"date_start": pd.to_datetime(["2020-02-10", "2021-01-01"]), "title": ["A", "B"]})
    figure = drawn(seen(SERIES), breaks=breaks)
    assert [shape.x0 for shape in figure.layout.shapes] == [pd.Timestamp("2020-02-10")]
    assert "the counting changed" in [one.text for one in figure.layout.annotations]


def test_a_change_is_named_beside_its_mark(seen):
    rows = seen(SERIES).assign(label=["", "", "<s>689,098</s> withdrawn", ""])
    note = next(one for one in drawn(rows).layout.annotations if "withdrawn" in one.text)
    assert (note.x, note.y) == (pd.Timestamp("2020-02-09"), 689098)


def test_one_statement_alone_can_be_drawn(seen):
    figure = drawn(seen("as_of  value  main  stands\n2020-02-02  0  yes  yes"))
    low, high = figure.layout.yaxis.range
    assert low <= 0 < high
    assert figure.layout.xaxis.range[0] < figure.layout.xaxis.range[1]


def test_markup_from_the_data_stays_text(seen):
    rows = seen(SERIES).assign(hover="<script>x</script>", source="<b>s</b>", shown="<i>1</i>")
    assert "<script>" not in drawn(rows).to_json()
    assert "<i>1</i>" not in drawn(rows).to_json()


def test_too_many_statements_are_refused(seen):
    with pytest.raises(ValueError, match="points"):
        drawn(seen(SERIES).sample(2001, replace=True))
