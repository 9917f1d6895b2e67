"""Pages say the same of a table that is opened in place as of one that was read."""

import pytest

from components.downloads import NOT_TOGETHER
from tests import in_place
from tests.pages.conftest import on_the_page

# Each page once, and choices that ask metrics of their own.
VIEWS = {
    "situation": ("situation", {}),
    "trend as known on a day": ("trend", {"known": "2020-02-14"}),
    "breakdown": ("breakdown", {}),
    "breakdown by place": ("breakdown", {"cut": "location"}),
    "places": ("places", {}),
    "places per 1,000": ("places", {"as": "rate"}),
    "movements": ("movements", {}),
    "compare": ("compare", {}),
    "compare per 1,000": ("compare", {"as": "rate"}),
    "revisions": ("revisions", {}),
    "sources": ("sources", {}),
    "events": ("events", {}),
    "figures, a page": ("figures", {"page": "2"}),
    "figures, in words": ("figures", {"words": "situation report"}),
    "one figure": ("figure", {"figure": "syr-nw-2020-02-02-displaced-ocha"}),
    "no such figure": ("figure", {"figure": "syr-nw-2020-02-02-displaced-osha"}),
    "health": ("health", {}),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The curated tables as CSV and as Parquet; one folder of each for all views, which share what was worked out."""
    return {kind: in_place.folder_of(kind, tmp_path_factory.mktemp(kind) / "data") for kind in ("csv", "parquet")}


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_says_the_same_of_parquet(opened, folders, monkeypatch, view):
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Amal Haddad")
    page, query = VIEWS[view]
    said = {}
    for kind, folder in folders.items():
        monkeypatch.setenv("DISPLACEMENT_DATA", str(folder))
        shown = opened(page, **query)
        assert not shown.exception
        assert not shown.error
        said[kind] = on_the_page(shown)
    # The archive of all tables is made in memory; that it is not offered is the one difference.
    only = f"{NOT_TOGETHER}\n"
    assert (only in said["parquet"]) == (page == "figures")
    assert said["csv"] == said["parquet"].replace(only, "")


@pytest.mark.parametrize("page", ["update", "history", "about"])
def test_pages_for_curators_open_beside_a_table_in_place(opened, folders, monkeypatch, page):
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Amal Haddad")
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folders["parquet"]))
    shown = opened(page)
    assert not shown.exception
    assert not shown.error


def test_another_table_is_compared_and_published_on_the_page_beside_a_table_in_place(opened, tmp_path, monkeypatch):
    folder = in_place.folder_of("parquet", tmp_path / "data")
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Amal Haddad")
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folder))
    page = opened("update")
    sources = (folder / "sources.csv").read_text(encoding="utf-8").replace("OCHA", "Ocha")
    page.file_uploader(key="update-files-0").upload("sources.csv", sources.encode())
    page.run()
    page.run()
    assert not page.exception
    assert "What would change" in [one.value for one in page.header]


def test_a_download_that_would_not_fit_is_not_offered(opened, folders, monkeypatch):
    monkeypatch.setattr("components.figures_table.MOST_DOWNLOADED", 1_000)
    monkeypatch.setattr("components.figures_table.MOST_PAGES", 2)
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folders["parquet"]))
    shown = opened("figures")
    assert not shown.get("download_button")
    assert "page 1 of 3; the first 2 can be opened, filters lead to the others" in shown.caption[0].value
    assert shown.caption[1].value == "A download holds at most 1,000 figures: leave fewer with the filters above."
    assert opened("figures", **{"in": "world"}).get("download_button")
