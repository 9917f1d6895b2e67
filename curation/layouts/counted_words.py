"""Which indicator words stand for, in five languages: names of columns, cells of an indicator column, hashtags."""

import re

from curation.recognising.spelling import plain

# The first pattern that a plain text has decides; what is more particular stands first.
INDICATORS = (
    ("stateless", r"stateless|apatride|apatrida|عديمي الجنسيه|апатрид|без громадянства"),
    ("residents", r"residents?\b|rest of the population|non displaced|habitants|سكان اصليون"),
    (
        "people_in_need",
        r"in need of (humanitarian|assist)|people in need|\bpin\b|besoin|necesitad|محتاج|потребу|\binneed\b",
    ),
    ("site_capacity", r"capacity|capacite|capacidad"),
    (
        "asylum_applications",
        r"asylum applications?|applications? for asylum|demandes? d asile|solicitudes de asilo|asylantrag",
    ),
    ("asylum_seekers", r"asylum seek|demandeurs? d asile|solicitantes|طالبي? اللجوء|шукач"),
    ("idp_movements", r"movements?|arrivals of idps|idp arrivals"),
    ("returnees", r"returnee|returned|retourne|retornad|عائد|повернул|reintegr|resettled locally"),
    ("returns", r"\breturns\b|retours|retornos"),
    (
        "internal_displacements",
        r"internal displacements|new displacements|newdisp|deplacements internes|desplazamientos",
    ),
    ("newly_displaced", r"newly displaced|new idps|nouveaux deplaces|nuevos desplazados|نازحون جدد"),
    ("departures", r"departed|departures?|left\b|partis"),
    (
        "idps",
        r"\bidps?\b|internally displaced|displaced|deplace|desplazad|\bpdis?\b|نازح|نازحين|النازح|впо\b|переміщен|#idp",
    ),
    ("refugees", r"refugee|refugie|refugiad|لاجئ|لاجئين|біжен|fled the country"),
    ("host_community", r"host community|host population|communaute hote|comunidad de acogida|مجتمع مضيف"),
    ("people_targeted", r"target|cible|beneficiaires vises|destinatarios"),
    ("people_reached", r"reached|assisted|atteint|alcanzad|beneficiar"),
    ("population", r"population|poblacion|السكان|населення|inhabitants|\bt tl\b"),
    ("people_affected", r"affected|affecte|sinistre|afectad|damnificad|متضرر|постраждал|\baff\b"),
)

HOUSEHOLDS = r"\b(hhs?|households?|famil(y|ies)|menages?|familles?|hogares|familias|foyers?)\b|اسر|عائل|домогосподарств"
NO_COUNT = (
    r"%|percent|pourcentage|porcentaje|\bshare\b|\brate\b|\bratio\b|latitude|longitude|\blat\b"
    r"|\blon(g)?\b|\bgps\b|coordinate"
    r"|\bid\b|code|phone|number of (tents|caravans|sites|locations|counties|payams|partners|schools)"
    r"|accuracy|score|\barea\b|sqm|\bkm2?\b|rank"
    r"|label|round|wave|المساحه|order|index|time ?stamp|\bunix\b|\bepoch\b"
)


def indicator_in(text: str) -> str:
    """The indicator that a text stands for; blank when it names none."""
    said = plain(text)
    return next((name for name, form in INDICATORS if re.search(form, said)), "")


def counts_households(text: str) -> bool:
    """True when the text counts households or families, not people."""
    return bool(re.search(HOUSEHOLDS, plain(text)))


def is_no_count(text: str) -> bool:
    """True for a share, a position, a code or a number of things."""
    return bool(re.search(NO_COUNT, plain(text)))
