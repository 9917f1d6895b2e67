"""Make a table of figures by site: date, P-code, site, group, sex, age, value and source, as many rows as wished."""

import json
import shutil
from pathlib import Path

import duckdb

HOUSE = Path(__file__).resolve().parent.parent

# What one site states in a month: two sources, two groups, everybody and eight cuts by sex and age.
MONTHS, SOURCES, GROUPS, CUTS = 24, ("ocha", "unhcr"), {"IDP": "idps", "REF": "refugees"}, 9
PER_SITE = MONTHS * len(SOURCES) * len(GROUPS) * CUTS

# A made-up country: its provinces and districts have P-codes that no country uses.
COUNTRY, PROVINCES, DISTRICTS = "QQQ", 12, 60
CRISIS = "sites"

# Types of Parquet by the data package's; all others are text.
TYPES = {"number": "DOUBLE", "integer": "BIGINT", "date": "DATE"}

AGES = ("0-4", "5-17", "18-59", "60+")

# Sites, then the totals of their districts and country, which are sums of them. Every number comes
# from a hash, so that the same count of rows is always the same table.
STATED = """
CREATE OR REPLACE TABLE stated AS
WITH sites AS (SELECT range AS site, range % {districts} AS district FROM range({sites})),
days AS (SELECT last_day(DATE '2022-01-01' + to_months(range::INT)) AS as_of FROM range({months})),
sources AS (SELECT unnest({sources}) AS source_id),
groups AS (SELECT unnest({groups}) AS population_group, unnest({indicators}) AS indicator),
cuts AS (SELECT unnest(['f', 'm']) AS sex, age_group FROM (SELECT unnest({ages}) AS age_group)),
parts AS (
    SELECT *, (hash(site, as_of, source_id, population_group, sex, age_group) % 400)::DOUBLE AS value
    FROM sites, days, sources, groups, cuts
),
cube AS (
    SELECT site, district, as_of, source_id, population_group, indicator, sum(value) AS value,
        coalesce(sex, 'all') AS sex, coalesce(age_group, 'all') AS age_group
    FROM parts
    GROUP BY GROUPING SETS (
        (site, district, as_of, source_id, population_group, indicator, sex, age_group),
        (site, district, as_of, source_id, population_group, indicator),
        (district, as_of, source_id, population_group, indicator, sex, age_group),
        (district, as_of, source_id, population_group, indicator),
        (as_of, source_id, population_group, indicator, sex, age_group),
        (as_of, source_id, population_group, indicator)
    )
)
SELECT *, CASE WHEN district IS NULL THEN '{country}' ELSE 'QQ' || lpad((district % {provinces})::VARCHAR, 2, '0')
    || lpad(district::VARCHAR, 2, '0') END AS location_id,
FROM cube
"""

FIGURES = """
SELECT 'site-' || lpad((row_number() OVER (ORDER BY as_of, location_id, site, source_id, population_group,
        sex, age_group))::VARCHAR, 9, '0') AS figure_id,
    '{crisis}' AS crisis_id, indicator, value, 'exact' AS qualifier, as_of, location_id, population_group,
    sex, age_group, source_id, NULL AS url, as_of + 10 AS published_on,
    CASE source_id WHEN 'ocha' THEN 'recommended' ELSE 'triangulation' END AS role, 'validated' AS status,
    CASE WHEN site IS NOT NULL THEN 'site' END AS dimension,
    CASE WHEN site IS NOT NULL THEN 'site-' || lpad(site::VARCHAR, 5, '0') END AS category,
    'Site list' AS source_document,
FROM stated
"""


def written(folder: Path, rows: int, *, csv: bool = True, beside_own: bool = False) -> Path:
    """Write a data folder whose figures are about so many rows, as Parquet and as CSV beside it; return it.

    The other tables are the dashboard's own, with a crisis and places of these rows added. `beside_own`: the
    dashboard's own figures are among the rows, too.
    """
    shutil.copytree(HOUSE / "data", folder, dirs_exist_ok=True)
    (folder / "figures.csv").unlink()
    description = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    figures = next(one for one in description["resources"] if one["name"] == "figures")
    _write_rows(folder, rows, figures["schema"]["fields"], csv, beside_own)
    _write_places(folder)
    name_file(folder, "figures.parquet")
    return folder


def name_file(folder: Path, path: str) -> None:
    """Say in the data package where the figures are."""
    file = folder / "datapackage.json"
    description = json.loads(file.read_text(encoding="utf-8"))
    figures = next(one for one in description["resources"] if one["name"] == "figures")
    kind = "csv" if path.endswith(".csv") else "parquet"
    figures |= {
        "path": path,
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/vnd.apache.parquet",
    }
    file.write_text(json.dumps(description, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_rows(folder: Path, rows: int, fields: list[dict], csv: bool, beside_own: bool) -> None:
    named = {
        "districts": DISTRICTS,
        "provinces": PROVINCES,
        "sites": max(DISTRICTS, rows // PER_SITE),
        "months": MONTHS,
        "sources": list(SOURCES),
        "groups": list(GROUPS),
        "indicators": list(GROUPS.values()),
        "ages": list(AGES),
        "country": COUNTRY,
        "crisis": CRISIS,
    }
    with duckdb.connect() as database:
        database.execute(STATED.format(**named))
        there = set(database.sql(FIGURES.format(**named)).columns)
        names = [field["name"] for field in fields]
        every = ", ".join(one if one in there else f"NULL::VARCHAR AS {one}" for one in names)
        made = f"SELECT {every} FROM ({FIGURES.format(**named)})"
        if beside_own:
            typed = ", ".join(f"{one['name']}::{TYPES.get(one['type'], 'VARCHAR')} AS {one['name']}" for one in fields)
            own = f"read_csv('{HOUSE / 'data' / 'figures.csv'}', all_varchar=true)"
            made = f"SELECT {typed} FROM ({made}) UNION ALL SELECT {typed} FROM {own}"
        made = f"FROM ({made}) ORDER BY figure_id"
        database.execute(f"COPY ({made}) TO '{folder / 'figures.parquet'}' (FORMAT parquet, COMPRESSION zstd)")
        if csv:
            source = f"FROM '{folder / 'figures.parquet'}'"
            database.execute(f"COPY ({source}) TO '{folder / 'figures-as.csv'}' (FORMAT csv, HEADER)")


def _write_places(folder: Path) -> None:
    places = [(COUNTRY, "the country", 0, "")]
    places += [(f"QQ{one:02}", f"Province {one + 1}", 1, COUNTRY) for one in range(PROVINCES)]
    places += [
        (f"QQ{one % PROVINCES:02}{one:02}", f"District {one + 1}", 2, f"QQ{one % PROVINCES:02}")
        for one in range(DISTRICTS)
    ]
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{one},{name},,{level},{above},,,,,,\n" for one, name, level, above in places)
    crises = folder / "crises.csv"
    header, *others = crises.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = {"crisis_id": CRISIS, "name": "A country by its sites", "location_id": COUNTRY, "cause": "conflict"}
    cells |= {"start_date": "2021-12-01", "summary": "Made up.", "review_every_days": "31"}
    cells |= {"headline_indicators": " ".join(GROUPS.values())}
    own = ",".join(cells.get(name, "") for name in header.strip().split(","))
    crises.write_text(header + own + "\n" + "".join(others), encoding="utf-8")
