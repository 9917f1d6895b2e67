"""What somebody may do whom a provider has identified: what it says of them, held against the list of people."""

import logging
from collections.abc import Mapping

from components import people, sign_in

log = logging.getLogger("displacement")

NOT_SET_UP = (
    "Sign-in is not set up completely, so the figures cannot be changed here. The server’s log says what is missing."
)
NO_LIST = "The list of curators cannot be read, so nobody can change the figures just now. The server’s log says why."
NOT_SIGNED_IN = "Sign in to upload and publish. Reading needs no sign-in."
NO_ADDRESS = (
    "The sign-in gives no e-mail address, so the server cannot find you on the list of curators. "
    "Ask whoever runs this server."
)
UNCONFIRMED = (
    "The sign-in does not say that {email} is confirmed as yours, so you cannot change the figures. Confirm it there; "
    "if that is not possible, whoever runs this server finds the setting `accept_unconfirmed` in docs/sign-in.md."
)
NOT_LISTED = (
    "You are signed in as {email}, which is not on the list of curators. "
    "Ask whoever runs this server to add the address, or sign in with another."
)


def rights(claims: Mapping) -> tuple[bool, bool]:
    """Return whether somebody of whom the provider says this may upload, and whether they may publish."""
    listed, why = _held_against_the_list(claims)
    if listed is None or why:
        return False, False
    return True, people.same(email(claims)) in listed.publishers


def refusal(claims: Mapping) -> str:
    """Return why somebody of whom the provider says this may not upload, and what to do about it; "" when they may."""
    return _held_against_the_list(claims)[1]


def email(claims: Mapping) -> str:
    """Return the e-mail address the provider gives; blank where it gives none."""
    said = claims.get("email")
    return said.strip() if isinstance(said, str) else ""


def _held_against_the_list(claims: Mapping) -> tuple[people.People | None, str]:
    if sign_in.fault():
        log.error("sign-in is not set up completely: %s", sign_in.fault())
        return None, NOT_SET_UP
    if not claims:
        return None, NOT_SIGNED_IN
    try:
        listed = people.people()
    except people.BrokenList as broken:
        log.error("nobody can change the figures: %s; looked at %s", broken, people.file())
        return None, NO_LIST
    if not email(claims):
        return listed, NO_ADDRESS
    if not _confirmed(claims, listed):
        return listed, UNCONFIRMED.format(email=email(claims))
    on_it = people.same(email(claims)) in listed.curators
    return listed, "" if on_it else NOT_LISTED.format(email=email(claims))


def _confirmed(claims: Mapping, listed: people.People) -> bool:
    """Some providers write true as text; some say nothing, which the list may accept. False is never accepted."""
    said = claims.get("email_verified")
    return listed.accept_unconfirmed if said is None else str(said).lower() == "true"
