"""Data health: for curators only; everything found is counted, explained, and leads to its row."""

import csv
import io
import re

import pytest

from components import health as page_of_health
from components import health_words, visit
from components.once import once
from components.published import today
from metrics import health
from tests.pages.conftest import CRISES, edit, headline, on_the_page, rows_of, told, write


def lists(page) -> list[str]:
    return [one.value for one in page.get("html") if 'class="dd-problems dd-rows"' in one.value]


def number_of(page, name: str) -> int:
    found = re.search(rf'{re.escape(name)}</th><td data-head="Rows">([0-9,]+)<', lists(page)[0])
    return int(found.group(1).replace(",", "")) if found else 0


def test_a_reader_who_may_not_update_gets_a_sentence_and_no_list(opened, monkeypatch):
    monkeypatch.setenv(visit.CURATOR_SETTING, visit.NOBODY)
    page = opened("health")
    assert not page.exception
    assert not lists(page)
    assert not page.get("download_button")
    assert told(page)[0].startswith("Data health is for those who keep the tables. This server is set up so")


@pytest.mark.parametrize("check", list(health_words.CHECKS))
def test_every_check_opens_by_its_link_with_a_link_for_each_row(opened, check):
    page = opened("health", check=check)
    assert not page.exception
    assert page.title[0].value == "Data health"
    counted = number_of(page, health_words.name(check))
    if counted == 0:
        assert any("which is not here" in one for one in told(page))
        return
    rows = lists(page)[1]
    assert rows.count('<tr><th scope="row"><a href="') == min(counted, page_of_health.PAGE_ROWS)
    assert health_words.mend(check).replace("'", "&#x27;") in lists(page)[0]


def test_a_long_list_has_pages_that_together_hold_every_row(opened):
    page = opened("health", check="no_pcode")
    informal = {one["figure_id"] for one in rows_of("figures") if one["location_id"].startswith("X-")}
    assert number_of(page, health_words.name("no_pcode")) == len(informal)
    seen = set()
    for number in range(1, -(-len(informal) // page_of_health.PAGE_ROWS) + 1):
        page.number_input(key="page").set_value(number).run()
        seen |= set(re.findall(r"figures\?words=([^\"&]+)", lists(page)[1]))
    assert seen == informal


def test_a_crisis_chosen_leaves_its_own_rows_and_the_sources(opened):
    page = opened("health", **{"in": CRISES[0], "check": "cumulative_fall"})
    assert "syr-2019-09-20" not in lists(page)[1]
    assert "syr-nw-2020" in lists(page)[1]
    assert number_of(page, health_words.name("no_licence")) > 0


def test_a_slip_and_a_missing_link_are_found_as_soon_as_they_are_there(opened, data):
    row = headline(CRISES[0], data)
    before = number_of(opened("health"), health_words.name("no_link"))
    edit(data, row["figure_id"], url="", source_document="A report")
    page = opened("health", check="no_link")
    assert number_of(page, health_words.name("no_link")) == before + 1
    assert f"figures?words={row['figure_id']}" in lists(page)[1]


def test_a_hostile_licence_is_shown_as_text(opened, data):
    rows = rows_of("sources", data)
    bad = "<script>alert(1)</script>"
    write("sources", [{**one, "name": bad, "may_redistribute": "unknown"} for one in rows], data)
    page = opened("health", check="licence_unknown")
    assert not page.exception
    assert "<script" not in "".join(lists(page))
    assert "&lt;script&gt;" in on_the_page(page)


def test_the_download_says_what_was_found_where_and_how_to_mend_it():
    findings = once(health.findings, "figures", "crises", "sources", today=today())
    rows = list(csv.DictReader(io.StringIO(page_of_health.csv(findings).decode("utf-8-sig"))))
    assert len(rows) == len(findings)
    assert all(one["check"] and one["table"] and one["key"] and one["how_to_mend"] for one in rows)


def test_every_check_the_metric_knows_is_explained_on_the_page():
    findings = once(health.findings, "figures", "crises", "sources", today=today())
    assert set(findings["check"]) <= set(health_words.CHECKS)
