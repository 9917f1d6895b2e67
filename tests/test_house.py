"""The house: who may import whom, no functions in pages, and a README that names what is there."""

import ast
import json
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = ("app_pages", "components", "charts", "metrics", "curation")

# Which rooms each room may enter; itself always.
MAY_ENTER = {
    "dashboard.py": {"components"},
    "app_pages": {"components", "metrics", "charts"},
    "components": {"curation", "metrics", "charts"},
    "curation": set(),
    "metrics": set(),
    "charts": set(),
    "deploy": set(),
}
KNOW_STREAMLIT = {"dashboard.py", "app_pages", "components"}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def files(room: str) -> list[Path]:
    return [HOUSE / room] if room.endswith(".py") else sorted((HOUSE / room).rglob("*.py"))


@pytest.mark.parametrize("room", MAY_ENTER)
def test_imports_run_one_way(room):
    for file in files(room):
        entered = imported(file) & set(ROOMS) - {room}
        assert entered <= MAY_ENTER[room], f"{file.name} enters {entered - MAY_ENTER[room]}"


@pytest.mark.parametrize("room", MAY_ENTER)
def test_only_the_door_the_pages_and_their_components_know_streamlit(room):
    for file in files(room):
        assert room in KNOW_STREAMLIT or "streamlit" not in imported(file), file.name


def test_a_page_holds_no_function_no_class_and_no_path():
    for file in files("app_pages"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        assert not [node.lineno for node in ast.walk(tree) if isinstance(node, kinds)], file.name
        assert not imported(file) & {"pathlib", "os", "pandas", "plotly"}, file.name
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 60, file.name


def test_no_express_charts_at_run_time():
    for room in MAY_ENTER:
        for file in files(room):
            assert "plotly.express" not in file.read_text(encoding="utf-8"), file.name


def test_files_are_short_enough_to_be_one_thing():
    for room in MAY_ENTER:
        for file in files(room):
            assert len(file.read_text(encoding="utf-8").splitlines()) <= 300, file.name


def test_the_readme_names_every_page_and_every_table():
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    package = json.loads((HOUSE / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for page in files("app_pages"):
        assert f"**{page.stem.capitalize()}**" in readme, page.stem
    for resource in package["resources"]:
        assert f"`{resource['path']}`" in readme, resource["path"]


def test_every_pinned_package_earns_its_line():
    contributing = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (HOUSE / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                package, pinned, _ = line.partition("==")
                assert pinned, f"{line} is not pinned"
                assert f"`{package}`" in contributing, package


def test_nothing_that_is_served_names_a_font_host_a_tile_server_or_a_cdn():
    hosts = (
        "fonts.googleapis",
        "fonts.gstatic",
        "cdn.",
        "unpkg.",
        "jsdelivr",
        "tile.openstreetmap",
        "mapbox",
    )
    for room in MAY_ENTER:
        for file in files(room):
            text = file.read_text(encoding="utf-8")
            assert not [host for host in hosts if host in text], file.name
