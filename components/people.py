"""The list of people who may change the figures: a file beside the versions, read anew whenever somebody acts."""

import logging
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from components import published

log = logging.getLogger("displacement")

# The setting that names the list; without it, the file of this name beside the versions.
PEOPLE_SETTING = "DISPLACEMENT_PEOPLE"
PEOPLE_FILE = "people.toml"

# What the list may hold.
KEYS = ("curators", "publishers", "second_person_above", "accept_unconfirmed")


class BrokenList(ValueError):
    """The list is missing or cannot be read; the message says why and never names a person."""


@dataclass(frozen=True)
class People:
    """Who may do what, by e-mail address; publishers may do all that curators may.

    `second_person_above`: percent of a table's rows from which a version needs a second person; None for never.
    `accept_unconfirmed`: believe an address of which the provider does not say whether it is confirmed.
    """

    curators: frozenset[str]
    publishers: frozenset[str]
    second_person_above: float | None
    accept_unconfirmed: bool


def file() -> Path:
    """Return where the list is."""
    folder = published.folder()
    beside = folder.with_name(f"{folder.name}.versions") / PEOPLE_FILE
    return Path(os.environ.get(PEOPLE_SETTING) or beside)


def people() -> People:
    """Read the list as it stands now. Raises BrokenList; a list that cannot be read opens nothing."""
    try:
        said = tomllib.loads(file().read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BrokenList(f"{PEOPLE_FILE} is not there") from None
    except OSError as error:
        raise BrokenList(f"{PEOPLE_FILE} cannot be opened: {error.strerror}") from error
    except ValueError as error:
        raise BrokenList(f"{PEOPLE_FILE} is not TOML in UTF-8: {error}") from error
    unknown = [key for key in said if key not in KEYS]
    if unknown:
        raise BrokenList(f"{PEOPLE_FILE}: found the key {unknown[0]!r}, expected one of {', '.join(KEYS)}")
    publishers = _addresses(said, "publishers")
    return People(_addresses(said, "curators") | publishers, publishers, _percent(said), _accepts(said))


def same(address: str) -> str:
    """Return an e-mail address as it is compared: without blanks around it, and in small letters.

    Letters outside ASCII stay as they are: some of them become ASCII letters when made small.
    """
    bare = address.strip()
    return bare.lower() if bare.isascii() else bare


def _addresses(said: Mapping, key: str) -> frozenset[str]:
    entries = said.get(key, [])
    if not isinstance(entries, list):
        raise BrokenList(f'{PEOPLE_FILE}: {key} must be a list: {key} = ["name@example.org"]')
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, str) or not all(entry.strip().partition("@")):
            raise BrokenList(f"{PEOPLE_FILE}: entry {number} of {key} is not an e-mail address")
    return frozenset(same(entry) for entry in entries)


def _percent(said: Mapping) -> float | None:
    percent = said.get("second_person_above")
    if percent is None:
        return None
    if isinstance(percent, bool) or not isinstance(percent, int | float) or not 0 <= percent <= 100:
        raise BrokenList(f"{PEOPLE_FILE}: second_person_above must be a number of percent from 0 to 100")
    return float(percent)


def _accepts(said: Mapping) -> bool:
    accepts = said.get("accept_unconfirmed", False)
    if not isinstance(accepts, bool):
        raise BrokenList(f"{PEOPLE_FILE}: accept_unconfirmed must be true or false")
    return accepts
