"""A file that somebody dropped: a table of ours, a publisher's, or anybody's; and what was published before it."""

import json
from datetime import date
from textwrap import dedent

import pytest

import curation
from tests.curation.conftest import GOOD

TODAY = date(2026, 7, 1)

# IDMC's yearly table, small: a stock and a flow by cause.
GIDD = """
    ISO3,Name,Year,Conflict Stock Displacement,Conflict Internal Displacements
    SYR,Syria,2019,6495000,1847000
    SYR,Syria,2020,{stock},1822000
"""


@pytest.fixture
def data(tmp_path, folder):
    """A data folder of one good row a table, with IDMC among its sources."""
    made = folder(
        crises="end_date\n2020-12-31",
        sources="""
            source_id  name  short_name
            ocha       OCHA  OCHA
            idmc       IDMC  IDMC
        """,
    )
    place = tmp_path / "own"
    place.mkdir()
    for path in [*made.glob("*.csv"), made / "datapackage.json"]:
        path.rename(place / path.name)
    return place


def receive(text: str, data, **answers: str):
    return curation.received("file.csv", dedent(text).lstrip().encode(), data, answers, today=TODAY)


def publish(received, data, reason: str = "GIDD of May"):
    found = curation.review(curation.parts_of([received], data), data, TODAY)
    assert not found.errors, [str(one) for one in found.errors]
    base = curation.current(data)
    author = curation.Author("Amal", "amal@example.org")
    return curation.publish(data, found.files, author=author, reason=reason, base=base and base.id, counts=found.counts)


def figures(data) -> dict[str, dict]:
    rows = curation.read_text(data, curation.package(data))["figures"]
    return {row["figure_id"]: row for row in rows.astype("object").where(rows.notna(), None).to_dict("records")}


def test_a_table_of_ours_is_no_publishers_file(data):
    text = ",".join(GOOD["figures"]) + "\n" + ",".join(GOOD["figures"].values()) + "\n"
    received = receive(text, data)
    assert (received.main.table, received.recognised) == ("figures", None)


def test_what_is_no_table_at_all_is_not_recognised_but_refused(data):
    received = curation.received("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(500), data, today=TODAY)
    assert received.recognised is None
    assert received.part.inspection.verdict == "refuse"
    assert not received.ready


def test_a_publishers_file_brings_its_figures_and_the_indicators_they_need(data):
    received = receive(GIDD.format(stock=6568000), data)
    assert received.ready
    parts = {part.table: part for part in curation.parts_of([received], data)}
    assert parts["figures"].inspection.table()["value"].to_list() == ["6495000", "6568000", "1847000", "1822000"]
    assert parts["indicators"].inspection.table()["indicator"].to_list() == ["internal_displacements"]
    assert all(part.mode == "add" for part in parts.values())


def test_a_publishers_file_is_published_with_what_it_needs_in_one_version(data):
    before = len(figures(data))
    publish(receive(GIDD.format(stock=6568000), data), data)
    assert len(figures(data)) == before + 4
    assert curation.history(data, 1)[0].counts["indicators"]["added"] == 1


def test_the_same_file_again_changes_nothing(data):
    publish(receive(GIDD.format(stock=6568000), data), data)
    again = receive(GIDD.format(stock=6568000), data)
    assert "4 figures are published already" in " ".join(str(one) for one in again.main.inspection.told)
    assert not curation.review(curation.parts_of([again], data), data, TODAY).changes


def test_another_number_of_the_same_source_is_asked_and_shown_beside_the_published_one(data):
    publish(receive(GIDD.format(stock=6568000), data), data)
    received = receive(GIDD.format(stock=6600000), data)
    question = received.questions[0]
    assert question.key == "differing"
    assert not received.ready
    assert ["idps", "SYR", "2020-12-31", "6568000", "6600000"] in question.choices["they replace what was published"]


def test_a_replaced_number_is_withdrawn_names_its_heir_and_stays(data):
    publish(receive(GIDD.format(stock=6568000), data), data)
    received = receive(GIDD.format(stock=6600000), data, differing="they replace what was published")
    publish(received, data, "GIDD of June")
    rows = figures(data)
    new = next(row for row in rows.values() if row["value"] == "6600000")
    old = rows[new["replaces"]]
    assert (new["role"], new["status"]) == ("recommended", "validated")
    assert new["change_reason"]
    assert (old["value"], old["status"], old["role"]) == ("6568000", "withdrawn", "triangulation")
    assert old["withdrawn_on"] == new["published_on"]


def test_a_number_that_stands_beside_is_triangulation_and_the_published_one_keeps_its_place(data):
    publish(receive(GIDD.format(stock=6568000), data), data)
    publish(receive(GIDD.format(stock=6600000), data, differing="they stand beside it"), data, "GIDD of June")
    of_day = {
        row["value"]: row
        for row in figures(data).values()
        if row["as_of"] == "2020-12-31" and row["indicator"] == "idps"
    }
    assert of_day["6568000"]["role"] == "recommended"
    assert of_day["6600000"]["role"] == "triangulation"


def test_another_sources_figure_of_the_day_does_not_take_the_recommendation(data):
    text = ",".join([*GOOD["figures"], "dimension", "category"]) + "\n"
    row = {**GOOD["figures"], "figure_id": "ocha-2020", "as_of": "2020-12-31", "published_on": "2021-01-05"}
    text += ",".join([*row.values(), "cause", "conflict"]) + "\n"
    publish(receive(text, data), data, "OCHA")
    received = receive(GIDD.format(stock=6568000), data)
    assert "1 figure stands beside one that is recommended already" in " ".join(
        str(one) for one in received.main.inspection.told
    )
    publish(received, data)
    rows = figures(data)
    assert rows["ocha-2020"]["role"] == "recommended"
    assert next(row["role"] for row in rows.values() if row["value"] == "6568000") == "triangulation"


def test_telephone_numbers_in_a_publishers_file_refuse_it_though_no_figure_has_them(data):
    text = (
        GIDD.format(stock=6568000)
        .replace("Name,Year", "Name,Contact,Year")
        .replace("Syria,20", "Syria,+963 944 123 456,20")
    )
    received = receive(text, data)
    assert received.recognised.layout == "idmc_gidd"
    assert received.main.inspection.verdict == "refuse"
    assert not received.ready
    assert "944" not in " ".join(str(one) for one in received.main.inspection.problems)


MONTHS = """
    Région,Mois,Ménages recensés,Habitants
    Gao,2013-01,120,600
    Mopti,2013-01,140,700
"""


def test_what_a_curator_said_of_the_columns_holds_for_the_next_file_with_the_same_header(data):
    first = receive(MONTHS, data)
    assert first.recognised.mapping["Habitants"] != "refugees"
    said = {"map:Habitants": "refugees", "map:Ménages recensés": "ignore", "layout": "any_table", "source": "ocha"}
    curation.remember(data, first.recognised.header, said, "Amal", "2026-07-01")
    later = receive(MONTHS.replace("2013-01", "2013-02").replace("Région,Mois", "région,MOIS"), data)
    assert later.kept == {"map:Habitants": "refugees", "map:Ménages recensés": "ignore", "layout": "any_table"}
    assert set(later.recognised.figures["indicator"]) == {"refugees"}


def test_an_answer_given_now_is_stronger_than_one_remembered(data):
    first = receive(MONTHS, data)
    curation.remember(data, first.recognised.header, {"map:Habitants": "refugees"}, "Amal", "2026-07-01")
    now = receive(MONTHS, data, **{"map:Habitants": "idps"})
    assert "refugees" not in set(now.recognised.figures["indicator"])


def test_nothing_remembered_is_left_when_it_is_forgotten(data):
    header = receive(MONTHS, data).recognised.header
    curation.remember(data, header, {"map:Habitants": "refugees"}, "Amal", "2026-07-01")
    curation.remember(data, header, {}, "Amal", "2026-07-02")
    assert receive(MONTHS, data).kept == {}


def test_two_files_that_need_the_same_place_bring_it_once(data):
    files = [
        receive(f"ISO3,Name,Year,Conflict Stock Displacement\nSDN,Sudan,{year},{2_000_000 + year}\n", data)
        for year in (2019, 2020)
    ]
    places = [part for part in curation.parts_of(files, data) if part.table == "locations"]
    assert [part.inspection.table()["location_id"].to_list() for part in places] == [["SDN"]]


def test_a_source_nobody_has_named_is_asked_for_and_comes_with_its_figures(data):
    text = "country,date,idps\nSYR,2020-03-02,650000\n"
    asked = receive(text, data, source="mali-cmp")
    assert [one.key for one in asked.questions] == ["new_source"]
    row = {
        "name": "Commission on Population Movements",
        "short_name": "CMP",
        "kind": "un",
        "reliability": "compiles",
        "licence": "not stated",
        "may_redistribute": "unknown",
    }
    received = receive(text, data, source="mali-cmp", new_source=json.dumps(row))
    publish(received, data)
    sources = curation.read_text(data, curation.package(data))["sources"]
    assert "mali-cmp" in set(sources["source_id"])


def test_a_new_source_without_a_licence_is_asked_again(data):
    text = "country,date,idps\nSYR,2020-03-02,650000\n"
    received = receive(text, data, source="mali-cmp", new_source='{"name": "CMP"}')
    assert [one.key for one in received.questions] == ["new_source"]
