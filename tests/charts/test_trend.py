"""Statements over time: every mark at its real date, and no line where nobody knows."""

import pandas as pd
import pytest

from charts import trend
from charts.frame import MOST_POINTS

DAY = 24 * 3600 * 1000


def days(trace) -> list[str]:
    return [f"{pd.Timestamp(one):%Y-%m-%d}" for one in trace.x]


def marks(figure, symbol: str) -> list[tuple[str, float]]:
    """Return date and value of every mark of a shape."""
    found = []
    for one in figure.data:
        if one.type == "scatter" and one.mode == "markers":
            shapes = [one.marker.symbol] * len(one.x) if isinstance(one.marker.symbol, str) else one.marker.symbol
            found += [mark[1:] for mark in zip(shapes, days(one), one.y, strict=True) if mark[0] == symbol]
    return found


def joined(figure) -> list[list[str]]:
    """Return the dates of every stretch that is joined by a line."""
    stretches = []
    for one in figure.data:
        if one.type == "scatter" and one.mode == "lines":
            assert not one.connectgaps
            stretches.append([])
            for day, value in zip(days(one), one.y, strict=True):
                if value is None:
                    stretches.append([])
                else:
                    stretches[-1].append(day)
    return [stretch for stretch in stretches if len(stretch) > 1]


def test_title_and_subtitle_are_on_the_chart_with_their_markup_disarmed(statements):
    figure = trend.lines(statements("as_of\n2020-02-09"), "Up <b>& away</b>", "people; <i>Idleb</i>")
    said = figure.layout.title.text
    assert "Up &lt;b&gt;&amp; away&lt;/b&gt;" in said
    assert "people; &lt;i&gt;Idleb&lt;/i&gt;" in said


def test_a_long_title_takes_nothing_from_the_drawing(statements):
    rows = statements("as_of\n2020-02-09")
    short, long = trend.lines(rows, "short", "s"), trend.lines(rows, "long " * 60, "s " * 200)
    assert long.layout.height - long.layout.margin.t == short.layout.height - short.layout.margin.t
    assert long.layout.margin.t >= 20 * (1 + long.layout.title.text.count("<br>"))
    assert long.layout.height <= 2 * short.layout.height


def test_every_statement_is_a_marker_at_its_real_date(statements):
    rows = statements("""
        as_of       value
        2020-02-23  948000
        2020-01-01  300000
        2020-02-02  586000
    """)
    assert marks(trend.lines(rows, "t", "s"), "circle") == [
        ("2020-01-01", 300_000),
        ("2020-02-02", 586_000),
        ("2020-02-23", 948_000),
    ]


def test_a_line_is_broken_where_its_source_was_silent_for_long(statements):
    rows = statements("""
        as_of       joins
        2020-01-01  .
        2020-01-08  yes
        2020-06-01  .
        2020-06-08  yes
    """)
    assert joined(trend.lines(rows, "t", "s")) == [["2020-01-01", "2020-01-08"], ["2020-06-01", "2020-06-08"]]


def test_a_statement_on_its_own_has_a_mark_and_no_line(statements):
    figure = trend.lines(statements("as_of\n2020-01-01"), "t", "s")
    assert joined(figure) == []
    assert len(marks(figure, "circle")) == 1


def test_a_withdrawn_statement_is_a_cross_and_never_on_the_line(statements):
    rows = statements("""
        as_of       value   status     withdrawn_on
        2020-02-02  586000  validated  .
        2020-02-09  689098  withdrawn  2020-02-14
        2020-02-12  800000  validated  .
    """)
    figure = trend.lines(rows, "t", "s")
    assert marks(figure, "x-thin-open") == [("2020-02-09", 689_098)]
    assert joined(figure) == [["2020-02-02", "2020-02-12"]]


def test_a_known_slip_is_not_drawn_but_a_replaced_statement_is(statements):
    rows = statements("""
        as_of       value    status     replaced
        2020-02-02  586000   validated  .
        2020-02-09  2035000  withdrawn  .
        2020-02-10  700000   withdrawn  yes
    """)
    figure = trend.lines(rows, "t", "s")
    assert marks(figure, "x-thin-open") == [("2020-02-10", 700_000)]
    assert max(value for one in figure.data for value in one.y) == 700_000
    assert figure.layout.yaxis.range[1] < 2_035_000


def test_a_count_from_another_day_is_a_diamond_and_never_on_the_main_line(statements):
    rows = statements("""
        as_of       value   line    line_since  role
        2020-01-01  300000  ocha    2019-12-01  recommended
        2020-01-08  235000  ocha12  2019-12-12  recommended
        2020-01-14  350000  ocha    2019-12-01  recommended
        2020-01-20  360000  sohr    2019-12-01  triangulation
    """)
    figure = trend.lines(rows, "t", "s")
    assert marks(figure, "diamond-open") == [("2020-01-08", 235_000)]
    assert marks(figure, "circle-open") == [("2020-01-20", 360_000)]
    assert joined(figure) == [["2020-01-01", "2020-01-14"]]


def test_withdrawn_statements_alone_are_still_drawn(statements):
    rows = statements("""
        as_of       status     withdrawn_on
        2020-02-09  withdrawn  2020-02-14
    """)

    assert len(marks(trend.lines(rows, "t", "s"), "x-thin-open")) == 1


def test_columns_stand_on_zero_and_are_as_wide_as_their_period(statements):
    rows = statements("""
        as_of       period_start  period_days  period_kind  value
        2020-01-31  2020-01-01    31           month        465000
        2020-02-29  2020-02-01    29           month        752000
    """)
    figure = trend.columns(rows, "t", "s")
    bars = next(one for one in figure.data if one.type == "bar")
    assert days(bars) == ["2020-01-01", "2020-02-01"]
    assert list(bars.y) == [465_000, 752_000]
    assert bars.base is None
    assert bars.offset == 0
    assert figure.layout.yaxis.range[0] == 0
    assert [width / DAY for width in bars.width] == pytest.approx([31, 29], rel=0.1)
    assert all(width / DAY <= period for width, period in zip(bars.width, rows["period_days"], strict=True))


def test_columns_never_overlap_and_a_period_of_another_kind_is_a_marker(statements):
    rows = statements("""
        as_of       period_start  period_days  period_kind  role
        2020-01-31  2020-01-01    31           month        recommended
        2020-02-29  2020-02-01    29           month        recommended
        2020-02-29  2019-12-01    91           quarter      recommended
        2020-02-10  2020-02-10    1            day          triangulation
    """)
    figure = trend.columns(rows, "t", "s")
    bars = next(one for one in figure.data if one.type == "bar")
    assert days(bars) == ["2020-01-01", "2020-02-01"]
    assert {day for day, _ in marks(figure, "circle-open")} == {"2020-02-29", "2020-02-10"}


MANY_EVENTS = """
    date_start  title                     rank
    2020-01-12  New ceasefire announced   0
    2020-01-15  Strike on a market        2
    2020-01-24  Second ground operation   2
    2020-02-03  Clash                     2
    2020-02-27  Operation begins          2
    2020-03-06  Ceasefire in force        0
    2020-04-17  Method changes            1
    2021-01-01  After what is drawn       0
"""


def test_at_most_three_events_are_named_and_all_within_the_drawn_time_are_marked(statements, events):
    rows = statements("""
        as_of
        2020-01-01
        2020-05-01
    """)
    figure = trend.lines(rows, "t", "s", events(MANY_EVENTS))
    named = [one.text for one in figure.layout.annotations if one.yref == "paper"]
    assert len(named) == 3
    assert any("New ceasefire" in text for text in named)
    assert len(marks(figure, "triangle-up")) == 7
    assert not any("After" in text for text in named)


def test_a_newest_statement_that_is_the_greatest_is_labelled_below_the_names_of_events(statements, events):
    rows = statements("""
        as_of       value
        2020-01-01  300000
        2020-02-09  600000
        2020-03-09  961000
    """)
    for few in (MANY_EVENTS, "\n".join(MANY_EVENTS.strip().splitlines()[:2])):
        figure = trend.lines(rows, "t", "s", events(few))
        names = [one for one in figure.layout.annotations if one.yref == "paper" and one.y == 1]
        plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
        label = 961_000 / figure.layout.yaxis.range[1] * plot + trend.ABOVE_LAST
        assert names
        assert label <= plot - trend.LABEL_HEIGHT * len(names) + 1
        # And no more room than that is taken from the data.
        assert label >= plot - trend.LABEL_HEIGHT * len(names) - 1


def test_an_event_may_not_bring_markup(statements, events):
    rows = statements("""
        as_of
        2020-01-01
        2020-05-01
    """)
    figure = trend.lines(
        rows,
        "t",
        "s",
        events("""
            date_start  title                      rank
            2020-03-06  <img/src=x/onerror=run()>  0
        """),
    )
    assert "<img" not in figure.to_json().replace("\\u003c", "<")


def test_tooltips_and_labels_may_not_bring_markup(statements):
    rows = statements("as_of\n2020-02-09").assign(
        hover="<b>bold</b>\nnext", shown="<i>1</i>", source="<script>alert(1)</script>"
    )
    figure = trend.lines(rows, "t", "s")
    said = figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">")
    for markup in ("<b>bold", "<i>1", "<script"):
        assert markup not in said
    assert "&lt;b&gt;bold&lt;/b&gt;<br>next" in [text for one in figure.data for text in one.hovertext or ()]


@pytest.mark.parametrize("draw", [trend.lines, trend.columns])
def test_2000_points_are_drawn_and_more_are_refused(statements, draw):
    one = statements("""
        as_of       period_start  period_days  period_kind
        2020-01-31  2020-01-31    1            day
    """)
    most = pd.concat([one] * MOST_POINTS, ignore_index=True)
    most["as_of"] = pd.date_range("2015-01-01", periods=MOST_POINTS, unit="us")
    drawn = [trace for trace in draw(most, "t", "s").data if trace.type == "bar" or trace.mode == "markers"]
    assert sum(len(trace.x) for trace in drawn) == MOST_POINTS
    with pytest.raises(ValueError, match="2001 points"):
        draw(pd.concat([most, one], ignore_index=True), "t", "s")


def test_the_rows_are_left_as_they_were(statements, events):
    rows, marked = statements("as_of\n2020-02-09\n2020-03-09"), events(MANY_EVENTS)
    before, marked_before = rows.copy(deep=True), marked.copy(deep=True)
    trend.lines(rows, "t", "s", marked)
    pd.testing.assert_frame_equal(rows, before)
    pd.testing.assert_frame_equal(marked, marked_before)


def dashed(figure) -> list[str]:
    """Return the days at which a dashed line stands through the whole chart."""
    return [f"{pd.Timestamp(one.x0):%Y-%m-%d}" for one in figure.layout.shapes if one.line.dash == "dash"]


@pytest.mark.parametrize("draw", [trend.lines, trend.columns])
def test_a_change_of_counting_is_a_line_through_the_chart_and_is_named_before_others(statements, events, draw):
    rows = statements("""
        as_of       period_start  period_days  period_kind
        2020-01-31  2020-01-01    31           month
        2020-05-31  2020-05-01    31           month
    """)
    marked = events(MANY_EVENTS)
    figure = draw(rows, "t", "s", marked.assign(breaks=marked["title"] == "Method changes"))
    assert dashed(figure) == ["2020-04-17"]
    named = [one.text for one in figure.layout.annotations if one.yref == "paper"]
    assert len(named) == 3
    assert "Method changes" in named


def test_other_events_draw_no_break(statements, events):
    rows = statements("as_of\n2020-01-01\n2020-05-01")
    assert dashed(trend.lines(rows, "t", "s", events(MANY_EVENTS))) == []
