"""Indicators that publishers count: measure and unit of each, and the row a table without it needs."""

# indicator: label, phrase, measure, unit, population group, definition, what it adds over.
# The first ones are in the indicators table that comes with the dashboard; the others are proposed when needed.
INDICATORS = {
    "idps": ("Internally displaced people", "people were internally displaced", "stock", "people", "IDP"),
    "refugees": ("Refugees", "refugees were counted", "stock", "people", "REF"),
    "asylum_seekers": ("Asylum-seekers", "asylum-seekers were counted", "stock", "people", "ASY"),
    "internal_displacements": (
        "Internal displacements",
        "internal displacements were recorded",
        "flow",
        "movements",
        "IDP",
    ),
    "newly_displaced": ("People newly displaced", "people were newly displaced", "flow", "people", "IDP"),
    "idp_movements": ("Displacement movements", "displacement movements were recorded", "flow", "movements", "IDP"),
    "departures": ("People who left", "people left", "flow", "people", "IDP"),
    "departures_since": ("People who left", "people left", "cumulative", "people", "IDP"),
    "returns": ("Return movements", "return movements were recorded", "flow", "movements", "RET"),
    "displaced_since": ("People displaced", "people were displaced", "cumulative", "people", "IDP"),
    "people_in_need": ("People in need", "people needed humanitarian assistance", "stock", "people", "ALL"),
    "population": ("People living in the area", "people lived in the area", "stock", "people", "ALL"),
    "border_crossings": ("People who crossed the border", "people crossed the border", "flow", "people", "REF"),
    "crossed_since": ("People who crossed the border", "people crossed the border", "cumulative", "people", "REF"),
    "stateless": ("Stateless people", "stateless people were counted", "stock", "people", "STA"),
    "others_of_concern": ("Others of concern", "others of concern were counted", "stock", "people", "OOC"),
    "others_in_need_of_protection": (
        "Other people in need of international protection",
        "other people in need of international protection were counted",
        "stock",
        "people",
        "OIP",
    ),
    "host_community": ("Host community", "people of the host community were counted", "stock", "people", "HST"),
    "people_of_concern": ("People of concern", "people of concern were counted", "stock", "people", "ALL"),
    "refugee_returns": ("Refugees who returned", "refugees returned", "flow", "people", "RET"),
    "idp_returns": ("Displaced people who returned", "displaced people returned", "flow", "people", "RDP"),
    "returnees": ("Returned people in the place", "returned people were counted", "stock", "people", "RET"),
    "refugee_arrivals": ("Refugees who arrived", "refugees arrived", "flow", "people", "REF"),
    "refugees_since": ("Refugees who arrived", "refugees arrived", "cumulative", "people", "REF"),
    "asylum_applications": ("Asylum applications", "asylum applications were made", "flow", "people", "ASY"),
    "asylum_decisions": ("Decisions on asylum", "decisions on asylum were taken", "flow", "people", "ASY"),
    "resettlements": ("Refugees resettled", "refugees were resettled", "flow", "people", "REF"),
    "naturalisations": ("Refugees naturalised", "refugees were naturalised", "flow", "people", "REF"),
    "people_affected": ("People affected", "people were affected", "stock", "people", "ALL"),
    "people_reached": ("People reached", "people were reached", "cumulative", "people", "ALL"),
    "people_targeted": ("People targeted", "people were targeted", "stock", "people", "ALL"),
    "idp_households": ("Displaced households", "households were internally displaced", "stock", "households", "IDP"),
    "returnee_households": ("Returned households", "households had returned", "stock", "households", "RET"),
    "site_capacity": ("Planned capacity of sites", "people could be hosted", "stock", "people", "ALL"),
    "residents": ("Residents", "residents were counted", "stock", "people", "RES"),
    "other_counts": ("Other counts", "people were counted", "stock", "people", "ALL"),
}

# What may be added over, by measure; the same as the dashboard's own indicators of that measure have.
ADDS_OVER = {"stock": "location sex age", "flow": "location sex age category period", "cumulative": "location"}


def measure(indicator: str) -> str:
    """stock, flow or cumulative."""
    return INDICATORS[indicator][2]


def unit(indicator: str) -> str:
    """people, movements or households."""
    return INDICATORS[indicator][3]


def group(indicator: str) -> str:
    """The population group that an indicator counts unless a table says another."""
    return INDICATORS[indicator][4]


def new_row(indicator: str, order: int) -> dict[str, str]:
    """The row that the indicators table needs for this indicator; the definition is the curator's to complete."""
    label, phrase, kind, counted, _ = INDICATORS[indicator]
    definition = f"{label}, as the source counts them."
    row = {"indicator": indicator, "label": label, "phrase": phrase, "measure": kind, "unit": counted}
    return {**row, "definition": definition, "adds_over": ADDS_OVER[kind], "order": str(order)}
