"""Who publishes the files that are recognised: name, licence, and what the licence forbids."""

# Rows as the sources table has them. The note says where the licence was read, or that it is not verified; a curator
# reads it before publishing.
SOURCES = {
    "idmc": {
        "source_id": "idmc",
        "name": "Internal Displacement Monitoring Centre",
        "short_name": "IDMC",
        "kind": "ngo",
        "reliability": "compiles",
        "home_url": "https://www.internal-displacement.org",
        "licence": "CC BY-NC 4.0",
        "licence_url": "https://creativecommons.org/licenses/by-nc/4.0/",
        "may_redistribute": "non_commercial",
        "note": "Licence read in the README sheet of IDMC's workbook of 13 September 2023; it forbids commercial use.",
    },
    "unhcr": {
        "source_id": "unhcr",
        "name": "UN High Commissioner for Refugees",
        "short_name": "UNHCR",
        "kind": "un",
        "reliability": "collects",
        "home_url": "https://www.unhcr.org/refugee-statistics",
        "licence": "CC BY 4.0",
        "licence_url": "https://www.unhcr.org/terms-and-conditions",
        "may_redistribute": "yes",
        "note": "Licence not verified: the one commonly given for its statistics; its files state none.",
    },
    "iom": {
        "source_id": "iom",
        "name": "International Organization for Migration, Displacement Tracking Matrix",
        "short_name": "IOM DTM",
        "kind": "un",
        "reliability": "collects",
        "home_url": "https://dtm.iom.int",
        "licence": "IOM DTM terms of use",
        "licence_url": "https://dtm.iom.int/terms-and-conditions",
        "may_redistribute": "non_commercial",
        "note": "Licence not verified: taken to forbid commercial use and derivatives; files state none.",
    },
    "hdx": {
        "source_id": "hdx",
        "name": "OCHA Humanitarian Data Exchange",
        "short_name": "HDX",
        "kind": "un",
        "reliability": "relays",
        "home_url": "https://data.humdata.org",
        "licence": "not stated",
        "licence_url": "",
        "may_redistribute": "unknown",
        "note": "Licence not verified: it is that of each dataset's contributor; look at the dataset's page.",
    },
    "cccm": {
        "source_id": "cccm",
        "name": "Camp Coordination and Camp Management Cluster",
        "short_name": "CCCM Cluster",
        "kind": "un",
        "reliability": "collects",
        "home_url": "",
        "licence": "not stated",
        "licence_url": "",
        "may_redistribute": "unknown",
        "note": "Licence not verified: its files state none.",
    },
    "eurostat": {
        "source_id": "eurostat",
        "name": "Eurostat, the statistical office of the European Union",
        "short_name": "Eurostat",
        "kind": "government",
        "reliability": "compiles",
        "home_url": "https://ec.europa.eu/eurostat",
        "licence": "not stated",
        "licence_url": "",
        "may_redistribute": "unknown",
        "note": "Licence not verified: its files state none.",
    },
    "ocha": {
        "source_id": "ocha",
        "name": "United Nations Office for the Coordination of Humanitarian Affairs",
        "short_name": "OCHA",
        "kind": "un",
        "reliability": "compiles",
        "home_url": "https://www.unocha.org",
        "licence": "not stated",
        "licence_url": "",
        "may_redistribute": "unknown",
        "note": "Licence not verified: its files state none.",
    },
}


def licence_of(source: str) -> dict[str, str]:
    """Name, link and permission of a source's licence; `not stated` and `unknown` for one not listed here."""
    known = SOURCES.get(source, {})
    return {
        "source": source,
        "name": known.get("licence", "not stated"),
        "url": known.get("licence_url", ""),
        "may_redistribute": known.get("may_redistribute", "unknown"),
    }
