"""E-mail addresses: of persons, and of offices that have made theirs known."""

import re

import polars as pl

from curation.personal.cells import Column
from curation.personal.columns import KINDS, ORGANISATION
from curation.personal.findings import Found, by_owner

EMAILS = "e-mail addresses"

# name@example.org, also with signs of other alphabets, and as people write it to keep machines away.
AT = r"(?:@|\s?[\[(](?:at|arroba)[\])])"
DOMAIN = r"[\p{L}\d-]+(?:[.][\p{L}\d-]+)*(?:[.]|\s?[\[(]dot[\])]\s?)\p{L}{2,}"
EMAIL = rf"[\p{{L}}\d][\p{{L}}\d._%+'-]*\s?{AT}\s?{DOMAIN}"
PARTS = re.compile(rf"([^\W_][\w.%+'-]*)\s?{AT}\s?([\w-]+(?:\.[\w-]+)*)")

# Mailboxes of offices rather than persons.
OFFICES = """
    info information contact contacts press media office admin administration hello support help helpdesk
    enquiries inquiries communication communications comms comunicacion comunicaciones contacto prensa
    informacion data desk news secretariat secretaria reception webmaster noreply feedback complaints hotline
    dtm pi stats statistics registry mail email presse hq ngo ong team cluster coordination coordinacion service
    services inbox public general reports reporting im imu
"""
ROLES = frozenset(OFFICES.split())


def mailboxes(columns: list[Column]) -> list[Found]:
    """Find e-mail addresses: errors, or warnings where they are an office's or an organisation's."""
    return [found for column in columns for found in _mailboxes(column)]


def _mailboxes(column: Column) -> list[Found]:
    if column.blank:
        return [Found(column.name, EMAILS)] if KINDS[EMAILS].search(column.plain) else []
    if column.numeric:
        return []
    mask = column.telling(EMAIL)
    if ORGANISATION.search(column.plain):
        return by_owner(column, EMAILS, mask, mask)
    cells = column.text.filter(mask).unique()
    offices = [text for text in cells if all(is_office(*parts) for parts in PARTS.findall(text))]
    return by_owner(column, EMAILS, mask, column.text.is_in(pl.Series(offices, dtype=pl.String).implode()))


def is_office(mailbox: str, domain: str) -> bool:
    """Whether an address is an office's: it has a word for one, or the organisation's own name."""
    words = set(re.split(r"[._%+\-\d]+", mailbox.casefold()))
    return bool(words & ROLES) or mailbox.casefold() in domain.casefold().split(".")
