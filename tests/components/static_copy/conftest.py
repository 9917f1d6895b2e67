"""A copy of the curated tables, and one of a single crisis with a row that is not for everybody."""

import shutil
from pathlib import Path

import pytest

from tests import static_copies
from tests.pages.conftest import HOUSE, edit, headline, rows_of, write

CRISIS = "syr-ne-2019-10"
LIVE = "https://live.example.org"
OWN = "https://copy.example.org/figures"


@pytest.fixture(scope="session")
def copied(tmp_path_factory) -> Path:
    return static_copies.of_the_curated_tables(tmp_path_factory)


@pytest.fixture(scope="session")
def one_crisis(tmp_path_factory) -> Path:
    """The tables of one crisis, whose first headline is restricted."""
    folder = shutil.copytree(HOUSE / "data", tmp_path_factory.mktemp("tables") / "data")
    for table in ("figures", "events", "crises"):
        write(table, [row for row in rows_of(table, folder) if row["crisis_id"] == CRISIS], folder)
    secret = headline(CRISIS, folder)["figure_id"]
    edit(folder, secret, value="765431", qualifier="exact", note="zzz-secret", sensitivity="restricted")
    return folder


@pytest.fixture(scope="session")
def twice(one_crisis, tmp_path_factory) -> tuple[Path, Path]:
    """Two copies of the same version, each by a process whose sets have another order."""
    folders = tuple(tmp_path_factory.mktemp("copies") / name for name in ("first", "second"))
    for number, folder in enumerate(folders):
        settings = {"DISPLACEMENT_DATA": str(one_crisis), "PYTHONHASHSEED": str(number)}
        done = static_copies.written(folder, "--address", LIVE, "--own", OWN, **settings)
        assert done.returncode == 0, done.stderr
    return folders


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {f"{one.relative_to(folder)}": one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}
