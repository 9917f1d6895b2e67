"""The curated figures as other files than a CSV: one Parquet, or a folder of them by crisis."""

import json
import shutil
from pathlib import Path

import duckdb

HOUSE = Path(__file__).resolve().parent.parent

# How the curated figures are written again, and where.
WRITTEN = {
    "parquet": ("figures.parquet", "(FORMAT parquet)"),
    "folder": ("figures", "(FORMAT parquet, PARTITION_BY (crisis_id))"),
}


def folder_of(kind: str, folder: Path) -> Path:
    """Copy the curated tables to a folder whose figures are of another kind; `csv` stays as it is."""
    shutil.copytree(HOUSE / "data", folder)
    if kind not in WRITTEN:
        return folder
    path, options = WRITTEN[kind]
    rows = f"SELECT * FROM read_csv('{folder / 'figures.csv'}', all_varchar = true, header = true)"
    with duckdb.connect() as database:
        database.execute(f"COPY ({rows}) TO '{folder / path}' {options}")
    (folder / "figures.csv").unlink()
    point(folder, path)
    return folder


def point(folder: Path, path: str) -> None:
    """Say in the data package that the figures are Parquet, and where."""
    file = folder / "datapackage.json"
    description = json.loads(file.read_text(encoding="utf-8"))
    description["resources"][0] |= {"path": path, "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    file.write_text(json.dumps(description), encoding="utf-8")
