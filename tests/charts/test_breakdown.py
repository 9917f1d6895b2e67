"""Parts of a total: bars from zero, greatest first, the rest hatched, never a pie."""

import pandas as pd
import pytest

from charts import breakdown
from charts.frame import MOST_POINTS
from tests.conftest import said_in

PARTS = """
    part              name               value   category  population_group
    f|18+             Women (18+)        198000  .         IDP
    not_disaggregated  Not disaggregated  188000  .         IDP
    all|0-17          Children (0–17)    575000  .         IDP
"""


def parts_of(text: str) -> pd.DataFrame:
    rows = pd.DataFrame(said_in(text)).astype({"value": float})
    return rows.assign(shown=[f"{one:,.0f}" for one in rows["value"]], hover=rows["name"])


def bars_of(text: str = PARTS, **words):
    return breakdown.bars(parts_of(text), words.get("title", "t"), words.get("subtitle", "s")).data[0]


def test_bars_go_from_zero_greatest_first_and_the_rest_last():
    bars = bars_of()
    assert bars.type == "bar"
    assert bars.orientation == "h"
    assert list(bars.x) == [575_000, 198_000, 188_000]
    assert bars.base is None
    assert breakdown.bars(parts_of(PARTS), "t", "s").layout.xaxis.range[0] == 0


def test_the_rest_is_last_and_hatched_even_when_it_is_greatest():
    bars = bars_of(PARTS.replace("188000", "888000"))
    assert list(bars.x) == [575_000, 198_000, 888_000]
    assert list(bars.marker.pattern.shape) == ["", "", "/"]


def test_each_bar_is_named_and_says_its_value():
    figure = breakdown.bars(parts_of(PARTS), "t", "s")
    assert [text.replace("<br>", " ") for text in figure.layout.yaxis.ticktext] == [
        "Children (0–17)",
        "Women (18+)",
        "Not disaggregated",
    ]
    assert list(figure.data[0].text) == ["575,000", "198,000", "188,000"]


def test_there_is_never_a_pie():
    for count in (1, 2, 3, 12):
        rows = parts_of(PARTS).head(1)
        figure = breakdown.bars(pd.concat([rows] * count), "t", "s")
        assert {trace.type for trace in figure.data} == {"bar"}


def test_title_subtitle_names_and_tooltips_may_not_bring_markup():
    rows = parts_of(PARTS).assign(name="<b>n</b>", shown="<i>s</i>", hover="<script>")
    figure = breakdown.bars(rows, "A <b>title</b>", "a <u>subtitle</u>")
    assert "A &lt;b&gt;title&lt;/b&gt;" in figure.layout.title.text
    assert "a &lt;u&gt;subtitle&lt;/u&gt;" in figure.layout.title.text
    said = figure.to_json().replace("\\u003c", "<")
    for markup in ("<b>n", "<i>s", "<script", "<u>"):
        assert markup not in said


def test_zero_is_a_bar_of_no_length_and_alone_still_draws():
    assert list(bars_of(PARTS.replace("198000", "0")).x) == [575_000, 0, 188_000]
    only = parts_of(PARTS).head(1).assign(value=0.0)
    assert list(breakdown.bars(only, "t", "s").data[0].x) == [0]


def test_2000_parts_are_the_most():
    rows = pd.concat([parts_of(PARTS).head(1)] * (MOST_POINTS + 1), ignore_index=True)
    assert len(breakdown.bars(rows.head(MOST_POINTS), "t", "s").data[0].x) == MOST_POINTS
    with pytest.raises(ValueError, match="2001 points"):
        breakdown.bars(rows, "t", "s")


def test_conflict_and_disaster_have_their_own_colours():
    bars = bars_of("""
        part      name      value  category  population_group
        conflict  Conflict  20     conflict  IDP
        disaster  Disaster  10     disaster  IDP
    """)
    assert len(set(bars.marker.line.color)) == 2
