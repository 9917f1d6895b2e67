"""Names of columns that say a place, a day, a cut or a number in anybody's table, in five languages."""

# Names of columns, as plain words, in English, French, Spanish, Arabic and Ukrainian.
NAMES = {
    "origin": (
        r"\borigin|previous (region|district|state)|departure|from (country|region|state)|provenance"
        r"|procedencia|المنشا|походження"
    ),
    "date": (
        r"^(date|dates|day|as of|as of date|data date|reporting date|report date|reference date|month"
        r"|month end|period|fecha|mes"
        r"|periodo|mois|periode|jour|التاريخ|تاريخ|الشهر|дата|місяць|snapshot date|date of .*|survey date|stamp|time)$"
    ),
    "year": r"^(year|annee|ano|السنه|سنه|рік|год)$",
    "start": r"^(start date|period start|from date|date from|debut|inicio|fecha de inicio|من تاريخ|початок)$",
    "sex": r"^(sex|gender|sexe|sexo|genre|الجنس|стать)$",
    "age": (
        r"^(age|age group|age band|tranche d age|groupe d age|edad|grupo de edad|العمر|الفئه العمريه|вік"
        r"|вікова група)$"
    ),
    "group": (
        r"^(indicator|indicator name|population (type|group)|group|groupe|grupo|indicateur|indicador"
        r"|المؤشر|показник|status of population)$"
    ),
    "value": r"^(value|valeur|valor|القيمه|значення|number|count|nombre|numero|total|figure|العدد|кількість)$",
    "category": (
        r"^(category|reason|cause|shelter( type)?|site type|camp type|settlement type|raison|motivo|السبب"
        r"|причина|location t)$"
    ),
    "qualifier": r"^(qualifier|approximation)$",
    "round": r"^(round|round (no|number)|wave|ronde|ronda|الجوله|раунд)$",
    "note": r"^(note|notes|remarks?|comments?|commentaires?|observaciones|ملاحظات|примітки)$",
}
PLACE = r"^(place|location|site|camp|site name|camp name|lieu|lugar|localite|localidad|الموقع|المكان|місце)$"
COUNTRY = r"^(country|pays|pais|iso3?|iso code|الدوله|البلد|країна)\b"
PCODE = r"^(ocha )?p ?codes?$|^(adm|admin) ?p ?codes?$"
