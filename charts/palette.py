"""One colour per meaning, on every page. All have 3:1 or more on the light and the dark background."""

# Population groups, by UNHCR and HAPI code.
GROUPS = {
    "IDP": "#257958",
    "REF": "#0072BC",
    "ASY": "#0493C2",
    "STA": "#B98405",
    "RET": "#7E74C2",
    "RDP": "#7E74C2",
    "OIP": "#D25A45",
    "HST": "#737373",
    "OOC": "#D25A45",
    "RES": "#737373",
    "ALL": "#737373",
}

CAUSES = {"conflict": "#B85C00", "disaster": "#0077B6"}

# The rest that a source does not disaggregate, and what was never reported.
UNKNOWN = "#8A8A8A"

# Lines of other sources than the recommended one.
BESIDE = "#8A8A8A"

# Events and guide lines.
QUIET = "#8A8A8A"


def group_colour(population_group: str) -> str:
    """Return the colour of a population group; grey for one not in the palette."""
    return GROUPS.get(population_group, UNKNOWN)


def part_colour(category: str, population_group: str) -> str:
    """Return the colour of a part: the cause's own, grey for the unknown rest, else the group's."""
    if category == "not_disaggregated":
        return UNKNOWN
    return CAUSES.get(category, group_colour(population_group))
