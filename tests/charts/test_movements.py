"""Bands from where to where, and bars of who came, left and came back."""

import pandas as pd
import pytest

from charts import movements
from tests.conftest import said_in


def rows_of(text: str) -> pd.DataFrame:
    rows = pd.DataFrame(said_in(text))
    rows["value"] = pd.to_numeric(rows["value"])
    return rows.assign(population_group="IDP", shown=rows["value"].astype(str), hover="said")


LINKS = """
    from_name  to_name  value
    Idleb      Aleppo   46400
    Aleppo     Idleb    23500
"""


def test_a_place_that_is_origin_and_destination_stands_on_both_sides():
    sankey = movements.bands(rows_of(LINKS), "Title", "Subtitle").data[0]
    assert [one.split("</b>")[0] for one in sankey.node.label] == ["<b>Idleb", "<b>Aleppo", "<b>Aleppo", "<b>Idleb"]
    assert list(zip(sankey.link.source, sankey.link.target, strict=True)) == [(0, 2), (1, 3)]
    assert list(sankey.link.value) == [46400, 23500]


def test_a_destination_of_one_band_has_the_number_at_its_name():
    sankey = movements.bands(rows_of(LINKS), "Title", "Subtitle").data[0]
    assert sankey.node.label[2] == "<b>Aleppo</b> 46400"


def test_more_bands_than_fifteen_are_refused():
    with pytest.raises(ValueError, match="at most 15"):
        movements.bands(pd.concat([rows_of(LINKS)] * 8), "Title", "Subtitle")


def test_departures_are_hatched_beside_arrivals_and_returns():
    rows = rows_of("""
        name             flow        value
        Dana: arrived    arrivals    248842
        Saraqab: left    departures  185364
        Idleb: returned  returns     12000
    """)
    bars = movements.per_place(rows, "Title", "Subtitle").data[0]
    assert list(bars.marker.pattern.shape) == ["", "/", ""]


def test_names_of_the_data_bring_no_markup_into_the_bands():
    rows = rows_of("""
        from_name                     to_name  value
        <img/src=x/onerror=alert(1)>  Aleppo   1
    """)
    assert "<img" not in "".join(movements.bands(rows, "Title", "Subtitle").data[0].node.label)
