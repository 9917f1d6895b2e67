"""Outlines of places: what is taken, what is refused and why, and that what comes with the dashboard fits."""

import json
from pathlib import Path

import pandas as pd
import pytest
import topojson

from curation import boundaries
from curation.__main__ import main
from tests.conftest import said_in

DATA = Path(__file__).resolve().parents[2] / "data"

PLACES = """
    location_id  name      admin_level  iso3  lat   lon
    SYR          Syria     0            SYR   35.0  38.5
    SY02         Aleppo    1            SYR   36.2  37.6
    SY06         Lattakia  1            SYR   35.6  36.0
    SY07         Idleb     1            SYR   35.8  36.7
    UA07         Volynska  1            UKR   .     .
"""


@pytest.fixture
def locations() -> pd.DataFrame:
    rows = pd.DataFrame(said_in(PLACES)).astype({"admin_level": "float64", "lat": "float64", "lon": "float64"})
    return rows.assign(name_ar="")


def square(lon: float, lat: float, size: float = 0.5) -> dict:
    ring = [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]
    return {"type": "Polygon", "coordinates": [ring]}


def geojson(*shapes: tuple[dict, dict], **more) -> bytes:
    features = [{"type": "Feature", "properties": own, "geometry": geometry} for own, geometry in shapes]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


ALEPPO = ({"ADM1_PCODE": "SY02", "ADM1_EN": "Aleppo"}, square(37.5, 36))
IDLEB = ({"ADM1_PCODE": "SY07", "ADM1_EN": "Idlib"}, square(36.5, 35.5))


def refusal(content: bytes, locations, **more) -> str:
    file, problems = boundaries.inspect(content, "shapes.geojson", locations, **more)
    assert file is None
    return str(problems[0])


def test_a_file_with_p_codes_is_taken_and_named_by_country_and_level(locations, tmp_path):
    file, problems = boundaries.inspect(geojson(ALEPPO, IDLEB), "adm1.json", locations, "SYR")
    assert problems == []
    assert (file.name, file.country, file.admin_level, file.joined) == ("SYR-adm1.geojson", "SYR", 1, 2)
    boundaries.keep(tmp_path, file)
    aleppo, idleb = boundaries.outlines(tmp_path, "SYR-adm1")
    assert (aleppo["location_id"], aleppo["name"]) == ("SY02", "Aleppo")
    assert 36.5 < idleb["lon"] < 37.0
    assert [36.5, 35.5] in idleb["rings"][0]


def test_a_topojson_is_converted(locations):
    collection = json.loads(geojson(ALEPPO, IDLEB))
    content = topojson.Topology(collection, prequantize=False, topology=True).to_json().encode()
    file, problems = boundaries.inspect(content, "adm1.topo.json", locations)
    assert problems == []
    assert file.joined == 2


def test_a_shape_of_no_place_of_ours_stays_as_background_and_is_told(locations):
    zone = ({"ADM1_PCODE": "none", "name": "Observers' zone"}, square(35.8, 33))
    file, _ = boundaries.inspect(geojson(ALEPPO, IDLEB, zone), "adm1.json", locations)
    assert any("Observers' zone" in one for one in file.told)
    assert len(json.loads(file.content)["features"]) == 3


def test_codes_of_another_list_never_put_a_figure_on_another_place(locations):
    """Natural Earth's fips has SY02 for Lattakia; the P-code SY02 is Aleppo's."""
    said = refusal(geojson(({"fips": "SY02", "name": "Lattakia"}, square(36, 35.5))), locations)
    assert "fips gives SY02 to Lattakia, but SY02 is Aleppo in locations.csv" in said


@pytest.mark.parametrize(
    "content, words",
    [
        (b"\x00\x01", "not JSON"),
        (b'{"type": "Feature"}', 'type "Feature"'),
        (b"[1, 2]", "expected a FeatureCollection"),
        (b"[" * 100_000, "not JSON"),
        (geojson(), "no shapes"),
        (geojson(ALEPPO, crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}), "another projection"),
        (geojson(({"ADM1_PCODE": "SY02"}, square(4_100_000, 4_300_000))), "no degrees"),
        (geojson(({"ADM1_PCODE": "SY02"}, square(36, 37.5, 0))), "empty"),
        (geojson(({"ADM1_PCODE": "SY02"}, {"type": "Polygon", "coordinates": []})), "empty"),
        (geojson(({"ADM1_PCODE": "SY02"}, None)), "expected an area"),
        (geojson(({"ADM1_PCODE": "SY02"}, {"type": "Point", "coordinates": [37, 36]})), "shape 1 is Point"),
        (geojson(({"ADM1_PCODE": "SY02"}, {"type": "Polygon", "coordinates": "abc"})), "cannot be read"),
        (geojson(({"other": "XX01"}, square(37, 36))), "no property of the shapes has P-codes"),
        (geojson(ALEPPO, ALEPPO), "SY02 2 times"),
        (geojson(({"ADM1_PCODE": "SY02"}, square(36, -37))), "far from its point"),
        (geojson(({"ADM1_PCODE": "UA07"}, square(25, 51)), ALEPPO), "expected one country"),
        (geojson(({"ADM1_PCODE": "SYR"}, square(38, 35)), ALEPPO), "expected one level"),
        (geojson(({"ISO": "SYR", "name": "Syria"}, square(38, 35))), "come with the dashboard"),
        (b" " * 2_000_001, "2.0 MB"),
        (
            b'{"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[5]]}}}',
            "do not fit together",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(locations, content, words):
    assert words in refusal(content, locations)


def test_a_shape_that_crosses_itself_is_refused(locations):
    bow = {"type": "Polygon", "coordinates": [[[37, 36], [38, 37], [38, 36], [37, 37], [37, 36]]]}
    assert "crosses or touches itself" in refusal(geojson(({"ADM1_PCODE": "SY02"}, bow)), locations)


def test_too_many_points_are_refused_before_a_topojson_is_unfolded(locations):
    arcs = [[[0, 0]] * 1_000]
    many = {"type": "MultiPolygon", "arcs": [[[0]]] * 2_000, "properties": {"ADM1_PCODE": "SY02"}}
    content = json.dumps({"type": "Topology", "arcs": arcs, "objects": {"a": many}}).encode()
    assert "2,000,000 points" in refusal(content, locations)


def test_outlines_of_another_country_than_said_are_refused(locations):
    assert "expected UKR" in refusal(geojson(ALEPPO), locations, country="UKR")


def test_a_country_without_a_file_has_no_outlines(tmp_path):
    assert boundaries.outlines(tmp_path, "SYR-adm1") == []


def test_the_command_line_adds_a_file_or_says_why_not(tmp_path, capsys):
    for path in [*DATA.glob("*.csv"), DATA / "datapackage.json"]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    shapes = tmp_path / "shapes.geojson"
    shapes.write_bytes(geojson(ALEPPO, IDLEB))
    assert main(["boundaries", str(shapes), "--country", "SYR", "--data", str(tmp_path)]) == 0
    assert "2 places" in capsys.readouterr().out
    assert main(["boundaries", str(shapes), "--country", "UKR", "--data", str(tmp_path)]) == 2
    assert "expected UKR" in capsys.readouterr().out


def test_what_comes_with_the_dashboard_is_joined_to_its_places():
    governorates = boundaries.outlines(DATA, "SYR-adm1")
    assert sorted(one["location_id"] for one in governorates if one["location_id"]) == [
        f"SY{number:02}" for number in range(1, 15)
    ]
    countries = {one["location_id"] for one in boundaries.outlines(DATA, boundaries.WORLD)}
    assert {"SYR", "TUR", "LBN", "JOR", "IRQ", "EGY", "SDN", "COD", "UKR"} <= countries
    assert sum(path.stat().st_size for path in (DATA / "boundaries").iterdir()) < 600_000


def test_the_point_of_each_governorate_lies_within_its_outline():
    """Idleb's circle stands on Idleb: the codes were joined to the right shapes."""
    shapes = {one["location_id"]: one for one in boundaries.outlines(DATA, "SYR-adm1")}
    with (DATA / "locations.csv").open(encoding="utf-8") as file:
        places = pd.read_csv(file, keep_default_na=False, na_values=[""])
    for place in places[places["admin_level"] == 1].itertuples():
        lons = [lon for ring in shapes[place.location_id]["rings"] for lon, _ in ring]
        lats = [lat for ring in shapes[place.location_id]["rings"] for _, lat in ring]
        assert min(lons) <= place.lon <= max(lons), place.name
        assert min(lats) <= place.lat <= max(lats), place.name
