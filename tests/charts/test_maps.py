"""Maps: circles whose area is the number, hatching for the missing, white for zero, rates alone fill areas."""

import math

import pandas as pd
import pytest

from charts import arrows, maps, ranked
from charts.map_frame import DISCLAIMER, Ground
from tests.conftest import said_in

SYRIA = (35.7, 32.3, 42.4, 37.3)
WORLD = (-180.0, -58.0, 180.0, 83.0)


@pytest.fixture
def places():
    def of(text: str) -> pd.DataFrame:
        rows = pd.DataFrame(said_in(text))
        for column in ("value", "lat", "lon"):
            rows[column] = pd.to_numeric(rows[column])
        return rows.assign(
            name=rows["location_id"],
            population_group="IDP",
            shown=[f"{value:,.0f}" for value in rows["value"]],
            hover=rows["location_id"],
        )

    return of


def outline(place: str, look: str, lon: float = 36.0, lat: float = 35.0) -> dict:
    ring = [[lon, lat], [lon + 1, lat], [lon + 1, lat + 1], [lon, lat]]
    return {
        "location_id": place,
        "name": place,
        "look": look,
        "rings": [ring],
        "hover": place,
        "colour": "rgb(1,2,3)",
        "label": ("The area", "70"),
        "lat": lat,
        "lon": lon,
    }


GOVERNORATES = """
    location_id  value  lat   lon
    SY07         400    35.8  36.7
    SY02         100    36.2  37.6
    SY14         0      33.1  35.9
    SY08         .      36.5  40.9
    X-TOWN       50     .     .
"""


def circles(figure):
    return next(one for one in figure.data if one.mode == "markers")


def test_the_area_of_a_circle_is_in_proportion_to_the_number(places):
    drawn = circles(maps.symbols(places(GOVERNORATES), [], Ground(SYRIA)))
    sizes = dict(zip(drawn.customdata, drawn.marker.size, strict=True))
    assert math.isclose((sizes["SY07"] / sizes["SY02"]) ** 2, 4)


def test_a_zero_is_white_with_a_border_and_a_blank_is_no_circle(places):
    drawn = circles(maps.symbols(places(GOVERNORATES), [], Ground(SYRIA)))
    fills = dict(zip(drawn.customdata, drawn.marker.color, strict=True))
    assert fills["SY14"] == "white"
    assert drawn.marker.line.color[list(drawn.customdata).index("SY14")] != "white"
    assert "SY08" not in drawn.customdata
    assert "X-TOWN" not in drawn.customdata


def test_what_is_missing_is_hatched_and_a_count_fills_no_area(places):
    outlines = [outline("SY08", "missing"), outline("SY07", "land"), outline("SY02", "part")]
    figure = maps.symbols(places(GOVERNORATES), outlines, Ground(SYRIA))
    patterns = [one.fillpattern.shape for one in figure.data if one.fill == "toself"]
    assert patterns.count("/") == 1
    fills = {one.fillcolor for one in figure.data if one.fill == "toself"}
    assert fills <= {None, "rgba(0,0,0,0)", "rgba(138,138,138,0.13)"}


def test_rates_fill_areas_and_no_circle_says_a_count(places):
    rows = places("""
        location_id  value  lat   lon
        SY07         690    35.8  36.7
        X-TOWN       50     36.0  36.5
    """)
    figure = maps.filled(rows, [outline("SY07", "filled")], Ground(SYRIA))
    assert "rgb(1,2,3)" in [one.fillcolor for one in figure.data]
    drawn = circles(figure)
    assert drawn.marker.color[0].endswith(",0.0)")
    assert drawn.marker.size[1] == maps.ZERO


def test_a_chosen_place_is_strong_and_the_others_are_pale(places):
    drawn = circles(maps.symbols(places(GOVERNORATES), [], Ground(SYRIA), chosen="SY02"))
    fills = dict(zip(drawn.customdata, drawn.marker.color, strict=True))
    assert fills["SY02"].endswith(f"{maps.STRONG})")
    assert fills["SY07"].endswith(f"{maps.PALE})")


def test_every_map_says_that_its_boundaries_are_nobodys_claim(places):
    figure = maps.symbols(places(GOVERNORATES), [], Ground(SYRIA))
    said = [one.text.replace("<br>", " ") for one in figure.layout.annotations]
    assert any(DISCLAIMER in one for one in said)


def test_names_on_a_map_stand_clear_of_each_other(places):
    """Six places at one spot have four sides for names; a seventh far away keeps its own."""
    near = "\n".join(f"Place-{number}  {900 - number}  33.5  36.3" for number in range(6))
    figure = maps.symbols(
        places(f"location_id  value  lat  lon\n{near}\nAl-Hasakeh  700  36.5  40.9"), [], Ground(SYRIA)
    )
    named = [one.text for one in figure.layout.annotations if one.text.startswith("<b>")]
    assert len(named) < 7
    assert "Al-Hasakeh" in named[-1]


def test_an_area_without_a_point_is_named_once_within_its_outlines(places):
    rows = places("""
        location_id  value  lat  lon
        X-SYR-NW     70     .    .
    """)
    figure = maps.symbols(rows, [outline("SY07", "part"), outline("SY02", "part", 37.0)], Ground(SYRIA))
    assert [one.text for one in figure.layout.annotations if "The area" in one.text] == ["<b>The area</b><br>70"]


def test_texts_of_the_data_bring_no_markup_into_a_map(places):
    rows = places("""
        location_id                       value  lat   lon
        <img/src=x/onerror=alert(1)>      10     35.8  36.7
    """)
    figure = maps.symbols(rows, [outline("<b>x", "missing")], Ground(SYRIA))
    said = [*circles(figure).hovertext, *(one.text for one in figure.layout.annotations)]
    said += [one.text for one in figure.data if one.text]
    assert not [one for one in said if "<img" in one or "<b>x" in one]


def test_a_region_is_true_to_shape_and_the_world_is_equal_earth():
    syria = Ground(SYRIA)
    assert math.isclose(syria.at(40, 35)[0] / 40, math.cos(math.radians(34.8)), rel_tol=1e-3)
    world = Ground(WORLD)
    # The corners that the authors of Equal Earth give: x = 2.7066 and y = 1.3173 radians.
    assert math.isclose(math.radians(world.at(180, 0)[0]), 2.70663, rel_tol=1e-3)
    assert math.isclose(math.radians(world.at(0, 90)[1]), 1.31737, rel_tol=1e-3)


LINKS = """
    from_name  to_name  value  from_lat  from_lon  to_lat  to_lon
    Idleb      Aleppo   400    35.8      36.7      36.2    37.6
    Aleppo     Idleb    100    36.2      37.6      35.8    36.7
"""


def links(text: str) -> pd.DataFrame:
    rows = pd.DataFrame(said_in(text))
    numbers = [one for one in rows.columns if one not in ("from_name", "to_name")]
    rows[numbers] = rows[numbers].apply(pd.to_numeric)
    return rows.assign(population_group="IDP", shown="x", hover=rows["from_name"] + " → " + rows["to_name"])


def test_there_and_back_are_two_arrows_and_the_wider_one_is_the_greater():
    figure = arrows.arrows(links(LINKS), [], Ground(SYRIA))
    there, back = [one for one in figure.data if one.hoverinfo == "text"]
    assert there.text == "Idleb → Aleppo"
    assert set(zip(there.x, there.y, strict=True)) & set(zip(back.x, back.y, strict=True)) == set()
    # Where a side begins, half a width to the left and half a width to the right of the place.
    widths = [math.dist((one.x[0], one.y[0]), (one.x[-2], one.y[-2])) for one in (there, back)]
    assert math.isclose(widths[0] / widths[1], 4, rel_tol=0.05)


def test_more_arrows_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="at most 15"):
        arrows.arrows(pd.concat([links(LINKS)] * 8), [], Ground(SYRIA))


def test_bars_begin_with_the_greatest_and_say_what_is_missing(places):
    figure = ranked.bars(places(GOVERNORATES), "Title", "Subtitle")
    assert list(figure.data[0].customdata) == ["SY07", "SY02", "X-TOWN", "SY14", "SY08"]
    assert figure.data[0].text[-1] == "nan"
