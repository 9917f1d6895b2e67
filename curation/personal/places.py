"""Positions finer than two decimals: a home, a tent, or a site that somebody could aim at."""

import polars as pl

from curation.personal.cells import Column
from curation.personal.columns import PLACE
from curation.personal.findings import ERROR, HELD, Found
from curation.personal.words import phrases

WHAT = "positions"

# What columns of one coordinate are called, and what columns of whole positions are called.
COORDINATE = phrases("""
    lat; latitude; lon; long; lng; longitude; ^x$; ^y$; x coord*; y coord*; coord* x; coord* y; gis x; gis y; gps x
    gps y; gps lat*; gps lon*; gps latitude; gps longitude; point x; point y; gpslat*; gpslon*; geo lat*; geo lon*
    latitud; longitud; latitude degrés; خط العرض; خط الطول; دائرة العرض; широта; довгота; _latitude; _longitude
    latitudine; label x; label y; labelx; labely; coordonnee x; coordonnee y; coordenada x; coordenada y; xcoord
    ycoord; gisx; gisy
""")
PROJECTED = phrases("easting*; northing*; utm*; mgrs; x utm; y utm")
OF_A_HOME = phrases("""
    home*; house*; household*; hh; beneficiar*; respondent*; interview*; family; families; start geo*; maison; ménage*
    domicile; hogar*; casa; vivienda; منزل; بيت; اسرة; مستفيد; domicil*; будинок; будинку; домогосподарств*
    респондент*
""")

# Three decimals or more that say something: 35.010 is 35.01.
FINE = r"[.,]\d{2,}[1-9]0*\s*°?\s*[NSEWOnsew]?\s*$"
LATITUDE, LONGITUDE = r"[-+]?\d{1,2}\.\d{2,}[1-9]\d*\s*°?\s*[NS]?", r"[-+]?\d{1,3}\.\d{2,}\s*°?\s*[EWO]?"
BETWEEN = r"\s*[,;/ |]\s*"
PAIR = rf"(?:^|[^\d.,])(?:{LATITUDE}{BETWEEN}{LONGITUDE}|{LONGITUDE}{BETWEEN}{LATITUDE})"
WRITTEN = (
    r"(?i:(?:point|polygon|linestring)\s*(?:z\s*)?\(+[^)]*\.\d{3,}|geo:[-\d.]+\.\d{3,}"
    r"|@-?\d{1,2}\.\d{3,},-?\d{1,3}\.\d{3,})"
)
SECONDS = (
    r"\d{1,3}\s*°\s*\d{1,2}\s*['’′]\s*\d{1,2}(?:[.,]\d+)?\s*(?:[\"”″]|''|’’)|\d{1,3}\s*°\s*\d{1,2}[.,]\d{2,}\s*['’′]"
)
GRID = (
    r"(?:^|\s)\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{4}\s?\d{4}|\d{5}\s?\d{5})(?:\s|$)"
    r"|(?:^|\s)[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,}(?:\s|$|,)"
)
IN_TEXT = f"{PAIR}|{WRITTEN}|{SECONDS}|{GRID}"

# A column that names places or things that stand in one place, which a list of sites has.
SITES = phrases("""
    site*; camp*; location*; place*; village*; settlement*; city; town*; pcode; p code; school*; hospital*; facility*
    name; adm*; district; localit*; lieu; commune; event*; centroid; sitio; municipio; lugar; مخيم; موقع; قرية; مدينة
    منطقة; ناحية; табір; село; місто; громада; пункт; населен*; country; governorate
""")


def positions(columns: list[Column], of_persons: bool) -> list[Found]:
    """Find positions of more than two decimals: errors where rows are persons or homes, held where they are sites.

    A position of two decimals is known to about a kilometre. `of_persons` says that the rows are
    persons or households, whatever the position is called.
    """
    sites = any(SITES.search(column.plain) and not column.blank and not column.numeric for column in columns)
    return [one for column in columns for one in _positions(column, of_persons or not sites)]


def _positions(column: Column, of_persons: bool) -> list[Found]:
    if column.blank:
        return []
    mask = _fine(column)
    if mask is None or not mask.any():
        return []
    home = OF_A_HOME.search(column.plain) and not PLACE.search(column.plain)
    return [Found(column.name, WHAT, ERROR if of_persons or home else HELD, column.lines_where(mask))]


def _fine(column: Column) -> pl.Series | None:
    if PROJECTED.search(column.plain):
        return column.matching(r"\d{5}")
    if COORDINATE.search(column.plain):
        alone = (
            column.text.str.replace(",", ".", literal=True)
            .str.extract(r"^\s*([-+]?\d+\.?\d*)")
            .cast(pl.Float64, strict=False)
        )
        return column.matching(FINE) & alone.abs().le(180).fill_null(False) | column.matching(f"{SECONDS}|{PAIR}")
    return None if column.numeric else column.telling(IN_TEXT)
