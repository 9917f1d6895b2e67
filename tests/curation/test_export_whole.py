"""Everything as one archive: valid, public, the same bytes for the same version, and with its licences."""

import csv
import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from frictionless import Package

import curation
from curation.__main__ import main
from curation.exporting.whole import data_package, zipped
from tests.curation.curators import publish

DATA = Path(__file__).parents[2] / "data"


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def described(content: bytes) -> dict:
    return json.loads(opened(content).read("datapackage.json"))


def rows_of(content: bytes, table: str) -> list[dict[str, str]]:
    text = opened(content).read(f"{table}.csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def whole() -> bytes:
    return data_package(DATA).content


@pytest.fixture(scope="module")
def readme(whole) -> str:
    return opened(whole).read("README.md").decode("utf-8")


def test_an_independent_validator_finds_the_archive_valid_also_by_size_and_digest(whole, tmp_path):
    opened(whole).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "resourceName", "rowNumber", "fieldName", "message"]) == []
    assert report.valid
    (tmp_path / "sources.csv").write_bytes((tmp_path / "sources.csv").read_bytes().replace(b"CC BY-NC", b"CC BY-SA"))
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_tables_are_those_of_the_data_folder_to_the_byte(whole):
    for resource in curation.package(DATA)["resources"]:
        assert opened(whole).read(resource["path"]) == (DATA / resource["path"]).read_bytes(), resource["name"]


def test_a_table_of_the_archive_passes_the_door_of_the_upload_as_the_table_it_is(whole):
    found = curation.part("crises.csv", opened(whole).read("crises.csv"), DATA)
    assert (found.table, found.inspection.verdict) == ("crises", "accept")


def test_the_description_names_version_moment_and_sources_and_keeps_the_rest(whole):
    ours, theirs = curation.package(DATA), described(whole)
    assert theirs["version"].startswith("0.0.0+")
    assert theirs["created"].endswith("Z")
    assert len(theirs["sources"]) == len(rows_of(whole, "sources"))
    for before, after in zip(ours["resources"], theirs["resources"], strict=True):
        assert after["schema"] == before["schema"]
    assert theirs["licenses"] == ours["licenses"]


def test_the_readme_says_tables_columns_citing_licences_and_what_was_left_out(readme):
    for heading in (
        "What is in it",
        "Read with care",
        "What the columns mean",
        "How to cite",
        "Licences",
        "What was left",
    ):
        assert f"## {heading}" in readme
    for resource in curation.package(DATA)["resources"]:
        assert f"`{resource['path']}`" in readme
        for field in resource["schema"]["fields"]:
            assert f"| `{field['name']}` | {field['title']}" in readme
    assert "No row was left out" in readme


def test_the_readme_gives_the_licence_of_every_source_and_names_those_that_hold_back(readme):
    for source in curation.read_typed(DATA)["sources"].itertuples():
        assert any(
            line.startswith(f"| {source.short_name} |") and source.licence in line for line in readme.splitlines()
        ), source.short_name
    assert "These sources do not allow commercial use of their tables. Figures here: IDMC (119)." in readme


def test_a_source_that_forbids_passing_on_is_named_with_what_may_be_done(folder):
    path = folder()
    tables, description = curation.read_typed(path), curation.package(path)
    tables["sources"] = tables["sources"].assign(may_redistribute="no", licence="All rights reserved")
    content = zipped(tables, description, curation.edition(path))
    said = opened(content).read("README.md").decode()
    assert "| OCHA | 1 | All rights reserved | not allowed without asking the source" in said
    assert "These sources do not allow their tables to be passed on." in said
    assert [row["figure_id"] for row in rows_of(content, "figures")] == ["syr-2020-02-09-idps-ocha"]


SECRETS = """
    figure_id  value   as_of       published_on  sensitivity  replaces  status     role
    open-1     586000  2020-02-09  2020-02-10    public       .         validated  recommended
    secret-1   520000  2020-02-10  2020-02-11    internal     .         withdrawn  triangulation
    secret-2   854000  2020-02-11  2020-02-12    restricted   .         validated  recommended
    open-2     961000  2020-02-12  2020-02-13    .            secret-1  validated  recommended
"""


def test_rows_that_are_not_public_are_nowhere_in_the_archive_not_even_by_name(folder, tmp_path):
    content = data_package(folder(figures=SECRETS)).content
    archive = opened(content)
    assert [(row["figure_id"], row["replaces"]) for row in rows_of(content, "figures")] == [
        ("open-1", ""),
        ("open-2", ""),
    ]
    assert all(b"secret" not in archive.read(name) for name in archive.namelist())
    said = archive.read("README.md").decode()
    assert "- 2 rows of figures are not public" in said
    assert "- In 1 row of figures the link to such a row was left blank." in said
    archive.extractall(tmp_path / "out")
    assert Package(str(tmp_path / "out" / "datapackage.json")).validate().valid


def test_the_same_state_gives_the_same_bytes_at_another_time_and_every_file_has_its_moment(folder):
    path = folder()
    os.utime(path / "figures.csv", (1_600_000_000, 1_600_000_000))
    first = data_package(path).content
    time.sleep(2.1)
    assert data_package(path).content == first
    assert len({entry.date_time for entry in opened(first).infolist()}) == 1


def test_a_published_version_gives_its_number_its_id_and_its_moment(folder):
    path = folder()
    publish(path, 587000)
    version = curation.current(path)
    made = data_package(path)
    assert described(made.content)["version"] == f"{version.number}.0.0+{version.id[:8]}"
    assert described(made.content)["created"] == f"{version.at:%Y-%m-%dT%H:%M:%SZ}"
    assert f"This is version {version.number}, published on" in opened(made.content).read("README.md").decode()
    os.utime(path / "figures.csv", (1_600_000_000, 1_600_000_000))
    assert data_package(path).content == made.content


def test_tables_edited_by_hand_are_not_called_a_version(folder, rewrite):
    path = folder()
    publish(path, 587000)
    number = curation.current(path).number
    rewrite(path / "figures.csv", "587000", "588000")
    made = data_package(path)
    assert described(made.content)["version"].startswith(f"{number}.0.0+edited.")
    assert "that are no version yet" in opened(made.content).read("README.md").decode()
    assert [row["value"] for row in rows_of(made.content, "figures")] == ["588000"]


def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe_in_the_archive_too(folder):
    content = data_package(folder(figures="figure_id  note\nf1         =1+1")).content
    assert [row["note"] for row in rows_of(content, "figures")] == ["'=1+1"]


def test_the_command_writes_the_archive_and_says_what_it_is(folder, tmp_path, capsys):
    path, out = folder(), tmp_path / "package.zip"
    assert main(["export", str(path), "-o", str(out)]) == 0
    assert out.read_bytes() == data_package(path).content
    assert "written to" in capsys.readouterr().err


def test_the_command_writes_one_table_with_tags_and_public_rows_only(folder, tmp_path, capsysbinary):
    path, out = folder(figures=SECRETS), tmp_path / "tagged.csv"
    assert main(["export", str(path), "--hxl", "figures", "-o", str(out)]) == 0
    header, tags, *rows = csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""))
    assert tags[header.index("value")] == "#indicator+value+num"
    assert [row[0] for row in rows] == ["open-1", "open-2"]
    assert main(["export", str(path), "--hxl", "figures"]) == 0
    assert capsysbinary.readouterr().out == out.read_bytes()


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["--hxl", "camps"], "there is no table camps; choose one of figures, indicators"),
        (["-o", "/no/such/folder/package.zip"], "/no/such/folder/package.zip: No such file or directory"),
    ],
)
def test_what_cannot_be_written_costs_a_sentence(folder, capsys, arguments, says):
    assert main(["export", str(folder()), *arguments]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--hxl", "figures"], []])
def test_an_export_never_comes_to_lie_over_a_published_table(folder, capsys, arguments):
    path = folder()
    before = (path / "figures.csv").read_bytes()
    assert main(["export", str(path), *arguments, "-o", str(path / "figures.csv")]) == 2
    assert "is one of the published tables; write to another file" in capsys.readouterr().err
    assert (path / "figures.csv").read_bytes() == before


def test_broken_tables_are_not_exported(folder, capsys, tmp_path):
    path = folder(figures="figure_id  value\nf1         many")
    assert main(["export", str(path), "-o", str(tmp_path / "package.zip")]) == 2
    assert 'found "many"' in capsys.readouterr().err
    assert not (tmp_path / "package.zip").exists()
