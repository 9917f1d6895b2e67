"""Patterns of what running text says of persons, and of what any cell must have to be worth a second look."""

from curation.personal.given_names import EDGE, END, GIVEN

# A telephone number beside a word for it.
SPOKEN = (
    r"(?i:(?:^|[^\p{L}])(?:tel|t[ée]l[ée]phone|phone|mobile|mob|cell|call(?:ed)?|ring|whats\s?app|viber|gsm|tel[eé]fono"
    r"|t[eé]l|cel|celular|m[oó]vil|llame al?|appele[rz](?: le)?|هاتف|الهاتف|هاتفه|تلفون|جوال|موبايل|واتساب|тел|телефон"
    r"|моб|дзвоніть)\p{L}{0,2}[\s:.,=–-]{0,3}(?:(?:no|number|n°|№|رقم|номер)[\s:.]{0,3})?\+?\(?\d[\d\s().-]{5,16}\d)"
)

# An identity, passport, case or tax number beside a word for it.
SAID = (
    r"(?i:(?:national id|id card|identity card|id (?:no|number)|passport|unhcr (?:no|number|id)|case (?:no|number)"
    r"|registration (?:no|number)|ration card|passeport|carte d.identit[ée]|c[ée]dula|pasaporte|dni|الرقم الوطني"
    r"|رقم وطني|رقم الهوية|جواز السفر|جواز سفر|رقم الجواز|паспорт|рнокпп|іпн|інн|посвідчення)\p{L}{0,2}[\s:#№.°-]{0,4}"
    r"(?:(?:no|number|n°|nº|numéro|número|رقم|номер|серія)[\s:#.]{0,3})?(?:\p{L}{1,3}[\s-]?)?\d[\d\s-]{3,}\d)"
)

# A date of birth beside a word for it.
BORN = (
    r"(?i:(?:^|[^\p{L}])(?:born on(?: the)?|date of birth|d\.?o\.?b\.?|née? le|date de naissance|nacid[oa] el"
    r"|fecha de nacimiento|تاريخ الميلاد|تاريخ الولادة|مواليد|مولود في|народ(?:ився|илася|жен\p{L}*)|дата народження)"
    r"[\s:.,-]{0,3}(?:\p{L}+\s)?\d|(?:^|\D)\d{4}\s?р\.\s?н\.)"
)

# Two given names side by side, a title before a capital, a name before a patronymic.
SIDE_BY_SIDE = rf"{EDGE}{GIVEN}\s+(?:(?:bin|ibn|al|el|Al|El)[\s-])?{GIVEN}{END}"
AFTER_TITLE = (
    r"(?:^|[\s(,;:])(?:Mr|Mrs|Ms|Mme|Mlle|Sr|Sra|Srta)\.?\s+\p{Lu}\p{Ll}+"
    r"|(?:^|\s)(?:السيد|السيدة|الآنسة)\s+\p{Arabic}{2,}|(?:^|\s)(?:пан|пані)\s+\p{Lu}\p{Ll}+"
)
WITH_PATRONYMIC = r"\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+(?:[оеє]вич(?:а|у|ем)?|[іїо]вн(?:а|и|і|у|ою))(?:$|[^\p{L}])"
NAMED = rf"{SIDE_BY_SIDE}|{AFTER_TITLE}|{WITH_PATRONYMIC}"

# Signs and digits without which a cell has no address, telephone, account, case number or position in it.
SIGNS = (
    r"@|[\[(](?:at|arroba)[\])]|°|POINT|POLYGON|LINESTRING|[Pp]oint ?[(]|geo:|wa\.me/|phone=|tel:|[+][ (]{0,2}[1-9]"
    r"|(?:^|[^0-9A-Za-z.,/_-])\(?0[0-9]{1,4}\)?[ ./-][0-9]|(?:^|[^0-9A-Za-z.,/_-])00[1-9]|[(]0[0-9]"
    r"|[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{4}|[0-9]{2,3}-[0-9]{2,4}-[0-9]{6}|[0-9]{3}-[0-9]{2}-[0-9]{3}-"
    r"|[0-9]{2}C[0-9]{5}|[0-9A-Z]{3}-[0-9]{8}|[0-9][.,][0-9]{2,} ?°?[NSEWO]?[ ,;/|]{1,3}[-+]?[0-9]{1,3}[.][0-9]{2}"
    r"|[0-9]{1,2}[C-X] ?[A-Z]{2} ?[0-9]{4}|[2-9CFGHJMPQRVWX]{8}[+]|[A-Z]{2}[0-9]{2} ?[0-9A-Z]{4} ?[0-9A-Z]{4}"
)
SUSPECT = f"{SIGNS}|{SPOKEN}|{SAID}|{BORN}|{NAMED}"
