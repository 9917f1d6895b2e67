"""UNHCR's own country codes, which look like ISO 3166 and are not: its `AUS` is Austria, its `ARE` Egypt."""

from curation.recognising.country_names import AREAS, NO_COUNTRY, code_of

# Only codes that differ from ISO's. Source: the column UNHCRcode of the reference table (data-raw/reference.csv) of the
# open package unhcrdatapackage.
LINES = (
    "ALG=DZA ANG=AGO ANT=ATG AUL=AUS AUS=AUT BAH=BHR BAR=BRB BER=BMU BHU=BTN BKF=BFA BOT=BWA BRU=BRN",
    "BSN=BIH BUL=BGR BVI=VGB BZE=BLZ CAM=KHM CAR=CAF CAY=CYM CHD=TCD CHI=CHN COB=COG COI=COM COS=CRI",
    "CVI=CPV DEN=DNK EGU=GNQ ERT=ERI FIJ=FJI GAM=GMB GAZ=PSE GFR=DEU GRE=GRC GRN=GRD GUA=GTM GUI=GIN",
    "HAI=HTI HON=HND ICE=ISL ICO=CIV INS=IDN IRE=IRL KUW=KWT LEB=LBN LES=LSO MAD=MDG MAU=MRT MCD=MKD",
    "MLS=MYS MLW=MWI MOR=MAR MTA=MLT MTS=MUS MYA=MMR NEP=NPL NET=NLD NGR=NER NIG=NGA PAR=PRY PHI=PHL",
    "POR=PRT ROM=ROU RSA=ZAF SAL=SLV SEY=SYC SIN=SGP SOL=SLB SPA=ESP SRV=VNM STK=KNA SUD=SDN SWA=SWZ",
    "SWI=CHE TAN=TZA TCI=TCA TMP=TLS TOG=TGO TRT=TTO UAE=ARE URU=URY VAN=VUT WES=WSM WSH=ESH ZAM=ZMB",
    "ZIM=ZWE ARE=EGY MAR=MTQ DJB=DJI KRN=PRK SMA=SMR PUE=PRI FGU=GUF FPO=PYF FNC=NCL MYP=MYT",
)
CODES = dict(pair.split("=") for line in LINES for pair in line.split())

# So many codes that only UNHCR has make a column one of UNHCR's codes; a slip of the pen makes one or two.
ENOUGH = 3


def uses_unhcr_codes(codes: list[str]) -> bool:
    """True when a table's country codes are UNHCR's own."""
    return sum(1 for code in set(codes) if code in CODES and not code_of(code)) >= ENOUGH


def unhcr_code(code: str) -> str:
    """The identifier of a code of UNHCR; blank when it is neither UNHCR's nor ISO's."""
    bare = code.strip().upper()
    return NO_COUNTRY.get(bare) or AREAS.get(bare) or CODES.get(bare) or code_of(bare)
