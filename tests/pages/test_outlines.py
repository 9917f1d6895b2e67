"""Outlines of another country on the page Update: judged, added, or refused with the reason."""

import json

from tests.pages.conftest import html, on_the_page

SQUARE = [[[36.0, 35.5], [37.0, 35.5], [37.0, 36.2], [36.0, 36.2], [36.0, 35.5]]]


def outlines(*shapes: dict) -> bytes:
    features = [
        {"type": "Feature", "properties": one, "geometry": {"type": "Polygon", "coordinates": SQUARE}} for one in shapes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def drop(page, content: bytes):
    page.file_uploader(key="update-outlines-0").upload("outlines.geojson", content)
    return page.run()


def test_outlines_with_a_known_p_code_are_added_and_the_box_is_empty_again(opened, data):
    page = drop(opened("update"), outlines({"pcode": "SY07", "name": "Idleb"}))
    (data / "boundaries" / "SYR-adm1.geojson").unlink(missing_ok=True)
    page.button(key="update-outlines-add").click().run()
    assert "SYR-adm1.geojson is added" in page.success[0].value
    kept = json.loads((data / "boundaries" / "SYR-adm1.geojson").read_text(encoding="utf-8"))
    assert [one["properties"]["location_id"] for one in kept["features"]] == ["SY07"]


def test_outlines_of_nobody_we_know_are_refused_with_the_reason(opened, data):
    page = drop(opened("update"), outlines({"pcode": "ZZ99", "name": "Nowhere"}))
    assert "No outlines were added" in on_the_page(page)
    assert html(page, "dd-problems")
    assert not [one for one in page.button if one.key == "update-outlines-add"]
