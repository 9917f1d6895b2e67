"""Layouts of publishers' files: one small file each; README.md says how to add one.

Each has ID, TITLE, SOURCE, `fits(sheet)` and `plan(sheet, answers)`. A layout that is not listed here is not asked.
"""

from importlib import import_module
from types import ModuleType

# In the order in which equally good ones are preferred: the most particular first.
NAMES = (
    "own_table",
    "idmc_gidd",
    "idmc_sex_age",
    "idmc_disasters",
    "idmc_idu",
    "unhcr_population",
    "unhcr_popstats",
    "unhcr_demographics",
    "unhcr_situation",
    "unhcr_prmn",
    "eurostat",
    "hapi_idps",
    "dtm_api",
    "dtm_sites",
    "cod_population",
    "cccm_camps",
    "hxl_tagged",
    "any_table",
)


def layouts() -> dict[str, ModuleType]:
    """Every layout by its id, in the order of preference."""
    found = [import_module(f"curation.layouts.{name}") for name in NAMES]
    return {one.ID: one for one in found}
