"""The Update page's last act: a tick for every doubt, the reason, and the publication."""

import hashlib

import streamlit as st

import curation
from components import access, finish, published
from components.problem_list import LEVELS
from components.wording import plain
from curation.reviewing import Part, Review

# More warnings than these that are mended alike have one tick.
TOGETHER = 5


def accepted(review: Review) -> dict[str, str] | None:
    """Ask for a tick beside every warning; return what was ticked, or None while one is not."""
    if not review.warnings:
        return {}
    st.header("Before it is published", anchor="warnings")
    st.write("Each of these may be right. Tick it when you have looked; the tick is kept in the history.")
    ticks = {}
    for mend, some in _alike(review).items():
        ticks |= dict.fromkeys([str(one) for one in some], _tick(mend, some))
    return {f"looked at: {says}": "yes" for says in ticks} if all(ticks.values()) else None


def _alike(review: Review) -> dict[str, list]:
    """Warnings that are mended alike stand together when they are many; the others one by one."""
    kinds: dict[str, list] = {}
    for one in review.warnings:
        kinds.setdefault(f"{one.level} {one.column} {one.mend}" if one.mend else str(one), []).append(one)
    apart: dict[str, list] = {}
    for kind, some in kinds.items():
        apart |= {kind: some} if len(some) > TOGETHER else {str(one): [one] for one in some}
    return apart


def _tick(kind: str, some: list) -> bool:
    """One tick for one warning, or for many of one kind with the list to look through."""
    key = f"update-tick-{hashlib.sha256(kind.encode()).hexdigest()[:12]}"
    sign, first = LEVELS[some[0].level].split()[0], str(some[0])
    if len(some) == 1:
        return st.checkbox(f"{sign} {plain(first)}", key=key)
    ticked = st.checkbox(f"{sign} {plain(first)}, and {len(some) - 1:,} more of this kind", key=key)
    with st.expander(f"All {len(some):,} of this kind", key=f"{key}-all"):
        st.dataframe(
            {
                "Lines": [", ".join(str(line) for line in one.lines[:5]) for one in some],
                "Found": [one.found for one in some],
                "Expected": [one.expected for one in some],
            },
            hide_index=True,
            key=f"{key}-rows",
            alt="Every warning of this kind. Escape, then Tab, leaves the table.",
        )
    return ticked


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
        "upload": curation.kept_upload([(part.name, part.content) for part in parts if part.content]),
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
                f"Version {done.version.number} is published. Open pages say so, and show it at their next click.",
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
