"""Places: every statement opens; map, bars, table and address say the same; nothing is dropped or added."""

import pytest

from components import place_panel, place_rows, published
from metrics import places
from tests.pages.conftest import CRISES, HOUSE, edit, html, on_the_page, rows_of, told, write

GOVERNORATES = {"crisis": "syr-nw-2019-12", "what": "idp_movements"}


def charts(page) -> list[str]:
    return [one.proto.alt for one in page.get("plotly_chart")]


@pytest.mark.parametrize("crisis", CRISES)
def test_a_crisis_opens_with_its_bars_source_line_and_download(opened, crisis):
    page = opened("places", crisis=crisis)
    assert not page.exception
    assert charts(page)
    assert len(html(page, "dd-source")) == 1
    assert len(page.get("download_button")) == 2


def test_the_newest_statement_of_every_indicator_and_level_can_be_drawn():
    """Straight from the published tables: opening a page for each would take minutes."""
    stated = places.statements(published.published("figures"))
    newest = stated.sort_values("as_of").drop_duplicates(["crisis_id", "indicator", "admin_level"], keep="last")
    for statement in newest["statement"]:
        drawn = place_rows.drawn(statement, "count")
        assert place_panel.bars_of(drawn, "count", "").data[0].customdata, statement
        a_map = place_panel.map_of(drawn, "count", "")
        positioned = drawn["lat"].notna() & drawn["value"].notna()
        assert (a_map is not None) or not positioned.any(), statement


def test_the_crisis_with_governorates_has_map_bars_source_and_download(opened):
    page = opened("places", **GOVERNORATES)
    a_map, bars = charts(page)
    assert a_map.startswith("Map. ")
    assert bars.startswith("Bars. ")
    for alt in (a_map, bars):
        assert "Idleb 320,600" in alt
        assert "IDP Task Force" in alt
    (line,) = html(page, "dd-source")
    assert "<b>Licence:</b>" in line
    assert len(page.get("download_button")) == 2
    assert "no figure from this source for this date" in on_the_page(page)


def test_movements_from_one_origin_are_left_to_the_page_of_movements(opened):
    """Of 320,600 who arrived in Idleb, 297,000 came from Idleb: the part is no second total."""
    assert "297,000" not in charts(opened("places", **GOVERNORATES))[0]


def test_a_place_chosen_in_the_address_filters_the_rest(opened):
    page = opened("places", only="SY02", **GOVERNORATES)
    assert page.selectbox(key="only").value == "SY02"
    assert "Aleppo, about 133,000" in html(page, "dd-title")[0]
    assert page.header[0].value == "What else is stated for Aleppo"
    page.button(key="places-all").click().run()
    assert page.selectbox(key="only").value == "all"
    assert not page.header


def test_an_unknown_place_in_the_address_shows_all_and_says_so(opened):
    page = opened("places", only="SY99", **GOVERNORATES)
    assert page.selectbox(key="only").value == "all"
    assert "This link asks for only `SY99`" in told(page)[0]


def test_hostile_words_in_the_address_give_a_working_page(opened):
    page = opened("places", crisis="<script>", what="x" * 5_000, by="' OR 1=1", on="-", level="9", only="null")
    assert not page.exception
    assert charts(page)


def test_places_without_a_position_are_named_and_not_dropped(opened):
    page = opened("places", crisis="syr-nw-2019-12", what="newly_displaced", by="hnap", level="4")
    assert "Sarmada town" in charts(page)[1]
    assert "Without a position, so in the bars and the table only: Sarmada town, 48,000." in on_the_page(page)


def test_an_area_that_nobody_can_point_to_has_bars_and_no_empty_map(opened):
    page = opened("places", crisis="world")
    assert len(charts(page)) == 1
    assert "no map is drawn" in on_the_page(page)


def test_countries_of_the_world_are_drawn_as_soon_as_somebody_states_them(opened, data):
    rows = rows_of("figures", data)
    one = next(row for row in rows if row["crisis_id"] == "world" and row["indicator"] == "refugees")
    for country, value in (("TUR", "2900000"), ("LBN", "0"), ("SDN", "")):
        status = "" if value else "not_reported"
        new = {"figure_id": f"new-{country.lower()}", "location_id": country, "value": value, "value_status": status}
        rows.append({**one, **new, "qualifier": "not_stated", "replaces": ""})
    write("figures", rows, data)
    page = opened("places", crisis="world", what="refugees", level="0")
    a_map, _ = page.get("plotly_chart")
    assert "Türkiye 2,900,000; Lebanon 0; Sudan not reported" in a_map.proto.alt
    assert "zero" in on_the_page(page)
    assert '"shape":"\\u002f"' in a_map.proto.spec


def test_a_rate_names_its_residents(opened):
    page = opened("places", crisis="syr-nw-2019-12", what="idps", by="un", **{"as": "rate"})
    assert "North-west Syria, 690 per 1,000" in html(page, "dd-title")[0]
    assert "North-west Syria 4,200,000" in on_the_page(page)
    # The number of people stays a number of people in the download.
    assert not page.exception


def test_without_residents_there_is_no_rate_and_a_sentence_why(opened):
    page = opened("places", crisis="syr-nw-2019-12", what="displaced_since")
    assert not [one for one in page.selectbox if one.key == "as"]
    assert "No rate: " in on_the_page(page)


def test_a_governorate_with_two_rows_of_one_value_is_drawn(opened, data):
    for row in rows_of("figures", data):
        if row["crisis_id"] == "syr-nw-2019-12" and row["indicator"] == "idp_movements" and row["value"]:
            edit(data, row["figure_id"], value="5", qualifier="exact", value_low="", value_high="")
    page = opened("places", **GOVERNORATES)
    assert not page.exception
    assert "5, as many as in" in html(page, "dd-title")[0]


def test_a_new_boundary_file_is_drawn_without_a_restart(opened, data):
    before = opened("places", **GOVERNORATES).get("plotly_chart")[0].proto.spec
    own = data / "boundaries" / "SYR-adm1.geojson"
    own.write_bytes((HOUSE / "data" / "boundaries" / "SYR-adm1.geojson").read_bytes().replace(b"36.", b"37."))
    after = opened("places", **GOVERNORATES).get("plotly_chart")[0].proto.spec
    assert before != after


def test_a_deployment_without_outlines_of_its_own_uses_those_of_the_dashboard(opened, data):
    for path in (data / "boundaries").iterdir():
        path.unlink()
    assert len(charts(opened("places", **GOVERNORATES))) == 2
