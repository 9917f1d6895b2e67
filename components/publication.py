"""The Update page's last act: a tick for every doubt, the reason, and the publication."""

import hashlib

import streamlit as st

import curation
from components import access, finish, published
from components.problem_list import LEVELS
from components.wording import plain
from curation.reviewing import Part, Review


def accepted(review: Review) -> dict[str, str] | None:
    """Ask for a tick beside every warning; return what was ticked, or None while one is not."""
    if not review.warnings:
        return {}
    st.header("Before it is published", anchor="warnings")
    st.write("Each of these may be right. Tick it when you have looked; the tick is kept in the history.")
    ticks = {
        str(one): st.checkbox(
            f"{LEVELS[one.level].split()[0]} {plain(str(one))}",
            key=f"update-tick-{hashlib.sha256(str(one).encode()).hexdigest()[:12]}",
        )
        for one in review.warnings
    }
    return {f"looked at: {says}": "yes" for says in ticks} if all(ticks.values()) else None


def publish(parts: list[Part], review: Review, ticked: dict[str, str] | None) -> None:
    """Ask for the reason and publish; whatever comes back is said in a sentence."""
    st.header("Publish", anchor="publish")
    refused = access.refusal("publish")
    if refused:
        st.info(refused, icon=":material/lock:")
        person = access.person()
        if person and access.must_renew(person):
            access.sign_in_button()
        return
    reason = st.text_input(
        "Why, in a sentence",
        key="update-reason",
        max_chars=200,
        placeholder="Situation report 9; HNAP’s count of 5 March",
        help="Stands in the history beside your name.",
    )
    second = access.second_person_above()
    waits = second is not None and review.largest_share > second
    if waits:
        st.info(
            f"This changes {review.largest_share:.0f}% of a table. Above {second:g}% a second person publishes.",
            icon=":material/group:",
        )
    ready = bool(reason.strip()) and ticked is not None
    label = "Hand over to a second person" if waits else "Publish"
    if st.button(label, type="primary", disabled=not ready, key="update-publish", icon=":material/publish:"):
        _act(parts, review, reason.strip(), ticked or {}, waits)
    if not ready:
        st.caption("Write the reason" + ("" if ticked is not None else " and tick every box above") + " first.")


def _act(parts: list[Part], review: Review, reason: str, ticked: dict[str, str], waits: bool) -> None:
    refused = access.refusal("publish")
    if refused:
        st.error(refused, icon=":material/lock:")
        return
    person = access.person()
    what = {
        "author": curation.Author(person.name, person.email),
        "reason": reason,
        "base": review.base,
        "upload": curation.kept_upload([(part.name, part.content) for part in parts]),
        "told": tuple(f"{part.name}: {one}" for part in parts for one in part.inspection.told),
        "answered": {**_answers(parts), **ticked},
        "counts": review.counts,
    }
    try:
        if waits:
            curation.propose(
                published.folder(), review.files, why=f"changes {review.largest_share:.0f}% of a table", **what
            )
            says, pending = "Handed over. A second person finds it on this page and publishes or declines it.", ""
        else:
            done = curation.publish(published.folder(), review.files, **what)
            says, pending = (
                f"Version {done.version.number} is published. Open pages show it at their next click.",
                done.pending,
            )
    except curation.Stale as stale:
        st.error(str(stale), icon=":material/sync_problem:")
        st.button("Compare again", on_click=again, key="update-compare-again", icon=":material/compare_arrows:")
        return
    except (curation.StoreError, curation.BrokenTables, OSError) as error:
        st.error(f"Nothing was published. {error}", icon=":material/block:")
        return
    finish.finish(says, pending)


def again() -> None:
    """Forget the review, so that the files are held against the newest version."""
    st.session_state["update-again"] = st.session_state.get("update-again", 0) + 1


def _answers(parts: list[Part]) -> dict[str, str]:
    return {f"{part.name}: {key}": choice for part in parts for key, choice in part.inspection.answers.items()}
