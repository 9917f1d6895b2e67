"""Who may upload and publish: the person at this computer, or whoever signs in and is on the list."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import streamlit as st

from components import people, rights, sign_in, visit

# Hours after which somebody signs in again before publishing (issue 3), and the setting that changes them.
SIGN_IN_LASTS = 8
HOURS_SETTING = "DISPLACEMENT_SIGN_IN_HOURS"

# How far a provider's clock may be ahead of this server's.
CLOCKS_DIFFER = timedelta(minutes=10)

ELSEWHERE = "People sign in under {address} only. Open the dashboard there to upload and publish."
NOT_PUBLISHER = (
    "You may upload, check and compare as {email}, but not publish. "
    "Ask a publisher, or ask whoever runs this server to add you to the publishers."
)
TOO_LONG_AGO = (
    "You signed in more than {hours:g} hours ago. Sign in again to publish; "
    "if this sentence is still here afterwards, sign out at your provider too."
)


@dataclass(frozen=True)
class Person:
    """Somebody who uses this session, and what they may do now.

    `email` is blank for the person at this computer. `signed_in_at` is in UTC; None where nobody says when.
    """

    name: str
    email: str
    curator: bool
    publisher: bool
    local: bool
    signed_in_at: datetime | None


def person() -> Person | None:
    """Return who uses this session, with rights read anew from the list; None when nobody is known."""
    if sign_in.configured():
        said = _said()
        return _signed_in(said) if said else None
    return _local() if visit.here() == "" else None


def closed() -> str:
    """Return why nothing can be uploaded in this session and what to do about it; "" when it can."""
    if not sign_in.configured():
        return visit.REASONS[visit.here()]
    why, origin = rights.refusal(_said()), st.context.headers.get("origin")
    if why == rights.NOT_SIGNED_IN and origin and origin != sign_in.address():
        return ELSEWHERE.format(address=sign_in.address())
    return why


def refusal(act: Literal["upload", "publish"]) -> str:
    """Return why the person of this session may not do this now, and what to do about it; "" when they may."""
    why = closed()
    if why or act == "upload":
        return why
    who = person()
    if who is None or not who.publisher:
        return NOT_PUBLISHER.format(email=who.email if who else "somebody unknown")
    return TOO_LONG_AGO.format(hours=_lasts()) if must_renew(who) else ""


def must_renew(person: Person) -> bool:
    """Tell whether somebody signed in too long ago to publish; also when the provider does not say when."""
    if person.local:
        return False
    if person.signed_in_at is None:
        return True
    ago = datetime.now(UTC) - person.signed_in_at
    return not -CLOCKS_DIFFER <= ago <= timedelta(hours=_lasts())


def second_person_above() -> float | None:
    """Return the percent of a table's rows from which a version needs a second person; None when never.

    Where nobody can sign in there is no second person. A list that cannot be read asks for one always.
    """
    if not sign_in.configured():
        return None
    try:
        return people.people().second_person_above
    except people.BrokenList:
        return 0.0


def sign_in_button(label: str = "Sign in") -> None:
    """Draw a button for each provider that is set up; nothing where nobody can sign in."""
    if sign_in.configured() and not sign_in.fault():
        for provider in sign_in.providers():
            text = label if provider == sign_in.ONLY else f"{label} with {provider}"
            st.button(text, key=f"sign_in_{provider}", on_click=st.login, args=(provider,))


def sign_out_button(label: str = "Sign out") -> None:
    """Draw a button that signs out whoever is signed in; nothing for others."""
    if sign_in.configured() and _said():
        st.button(label, key="sign_out", on_click=st.logout)


def _said() -> dict:
    """What the provider said of the person of this session; empty when nobody is signed in."""
    said = st.user.to_dict()
    return said if said.get("is_logged_in") is True else {}


def _signed_in(claims: Mapping) -> Person:
    curator, publisher = rights.rights(claims)
    email = rights.email(claims)
    name = " ".join(str(claims.get("name") or email).split())
    return Person(name, email, curator, publisher, False, _signed_in_at(claims))


def _local() -> Person:
    try:
        user = os.environ.get(visit.CURATOR_SETTING, "").strip() or getpass.getuser()
    except (OSError, KeyError):
        user = "the person at this computer"
    return Person(user, "", True, True, True, None)


def _signed_in_at(claims: Mapping) -> datetime | None:
    """When the provider last asked who it is, if it says so; else when it answered this server."""
    times = [claims.get(key) for key in ("auth_time", "iat")]
    known = [time for time in times if isinstance(time, int | float) and not isinstance(time, bool)]
    try:
        return datetime.fromtimestamp(min(known), UTC) if known else None
    except (OverflowError, ValueError, OSError):
        return None


def _lasts() -> float:
    try:
        hours = float(os.environ.get(HOURS_SETTING) or SIGN_IN_LASTS)
    except ValueError:
        return SIGN_IN_LASTS
    return hours if 0 < hours < float("inf") else SIGN_IN_LASTS
