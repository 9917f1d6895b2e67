"""Hashtags of HXL's first drafts, of 2013 and 2014, as today's: `#idp_f_num` is `#affected+idps+f`."""

import re

# Who a tag of the drafts counts, in today's tags. Source: HXL tagging drafts of 2013; `#x_` marked a tag of one's own.
COUNTED = {
    "idp": "#affected+idps",
    "refugee": "#affected+refugees",
    "returnee": "#affected+returnees",
    "aff": "#affected",
    "inneed": "#inneed",
    "reached": "#reached",
    "targeted": "#targeted",
    "pop": "#population",
    "hh": "#affected+hh",
}
COUNT = re.compile(rf"^#({'|'.join(COUNTED)})s?(?:_(m|f|hh))?_num$")
OWN = re.compile(r"^#x_(idp|refugee|returnee)s?$")
PLACE = re.compile(r"^#(country|adm[1-5]|loc|origin)_(?:p?code|name)$")
DATES = {
    "#period_date": "#date",
    "#report_date": "#date+reported",
    "#start_date": "#date+start",
    "#end_date": "#date+end",
    "#period_start_date": "#date+start",
    "#period_end_date": "#date+end",
}


def todays(tag: str) -> str:
    """A tag of the drafts as HXL writes it today; any other tag as it is."""
    found = COUNT.match(tag)
    if found:
        return COUNTED[found[1]] + (f"+{found[2]}" if found[2] else "")
    if own := OWN.match(tag):
        return COUNTED[own[1]]
    if place := PLACE.match(tag):
        return f"#{place[1]}+{'name' if tag.endswith('name') else 'code'}"
    return DATES.get(tag, tag)
