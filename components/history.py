"""The History page: who changed what, when and why; and the way back, in two clicks."""

from functools import lru_cache
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

import curation
from components import access, filters, finish, published
from components.cells import changed_cells, row_table
from components.wording import plain

# How each act is said.
ACTS = {"begin": "as found", "publish": "published", "restore": "restored", "adopt": "adopted", "put_back": "put back"}

# Comparisons of two versions kept in memory; versions never change.
COMPARISONS_KEPT = 20

# Versions listed; older ones are reached with the ordinary git client.
VERSIONS_SHOWN = 500


def versions() -> list:
    """Return the versions, newest first; a sentence instead when the store cannot be read or has none."""
    try:
        found = curation.history(published.folder(), VERSIONS_SHOWN)
    except curation.StoreError as error:
        st.error(f"The history cannot be read. {error}", icon=":material/error:")
        return []
    if not found:
        st.info(
            "There is no earlier version: the tables are as they came. The first publication begins the history.",
            icon=":material/history:",
        )
    return found


def show_all(found: list) -> None:
    """Show the versions as a table, newest first."""
    st.dataframe(
        pd.DataFrame(
            {
                "Version": [one.number for one in found],
                "When (UTC)": [one.at for one in found],
                "Who": [one.author.name for one in found],
                "What": [_act(one, found) for one in found],
                "Why": [one.reason for one in found],
                "Changed": [changed(one.counts) for one in found],
            }
        ),
        hide_index=True,
        placeholder="",
        key="history-versions",
        height="auto" if len(found) < 9 else 350,
        column_config={"When (UTC)": st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", timezone="UTC")},
        alt="Every version with who, when, why and what changed. Escape, then Tab, leaves the table.",
    )


def _act(version, found: list) -> str:
    said = ACTS.get(version.act, version.act)
    if version.act == "restore" and version.restores:
        number = next((one.number for one in found if one.id == version.restores), None)
        said += f" version {number}" if number else f" {version.restores[:8]}"
    return said + (f", approved by {version.approved_by}" if version.approved_by else "")


def changed(counts: dict[str, dict]) -> str:
    """Say what a version changed: “figures: 12 added, 3 revised”."""
    said = []
    for table, count in counts.items():
        parts = [f"{count[word]:,} {word}" for word in ("added", "revised", "removed") if count.get(word)]
        if parts:
            said.append(f"{table}: {', '.join(parts)}")
    return "; ".join(said)


def choose(found: list):
    """Let the reader choose a version; the newest unless the link names another."""
    names = {str(one.number): f"{one.number}: {one.reason}" for one in found}
    chosen = filters.choose("Version", "version", list(names), names.get)
    return next(one for one in found if str(one.number) == chosen)


def show(version, found: list) -> None:
    """Show one version: its words, what was told and answered, and what differs from the version before."""
    words = [
        f"{ACTS.get(version.act, version.act).capitalize()} by {version.author.name}",
        f"on {version.at:%-d %B %Y at %H:%M} UTC",
    ]
    st.html(f'<p class="dd-fresh">{escape(" ".join(words))}: “{escape(version.reason)}”</p>')
    if is_curator():
        _said_on_the_way(version)
    before = next((one for one in found if one.number == version.number - 1), None)
    if before is None:
        st.caption("The oldest version kept here: there is nothing to compare it with.")
        return
    difference(before.id, version.id)


def is_curator() -> bool:
    """True for whoever may open the page Update."""
    return not access.closed()


def _said_on_the_way(version) -> None:
    """What only curators see: the address, what was assumed and ticked, and the file as it came."""
    with st.expander("For curators: what was assumed and answered, and the file as it came"):
        if version.author.email:
            st.caption(version.author.email)
        for one in [*version.told, *(f"{key}: {value}" for key, value in version.answered.items())]:
            st.markdown("- " + plain(one))
        kept_file = curation.upload_of(published.folder(), version.id)
        if kept_file:
            name, content = kept_file
            st.download_button(
                f"Download {name}", content, name, key="history-upload", on_click="ignore", icon=":material/download:"
            )
        st.caption(f"In git: {version.id}")


def difference(before: str, after: str, key: str = "history") -> None:
    """Show what differs between two versions; rows that are not public only to curators."""
    folder = published.folder()
    found = _differences(str(folder), before, after, not is_curator())
    if not found:
        st.caption("The tables are the same as in the version before.")
    for table, comparison in found.items():
        st.subheader(table.capitalize(), anchor=False)
        st.caption(comparison.sentences()[0])
        if comparison.revised.height:
            changed_cells(comparison.revised.to_pandas(), f"{key}-revised-{table}")
        for word, rows in (("Added", comparison.added), ("Removed", comparison.removed)):
            if rows.height:
                st.markdown(f"**{word} rows**")
                row_table(rows.drop("line", strict=False).to_pandas(), f"{key}-{word.lower()}-{table}")


@lru_cache(maxsize=COMPARISONS_KEPT)
def _differences(folder: str, before: str, after: str, public_only: bool) -> dict:
    return curation.differences(
        curation.files_of(Path(folder), before), curation.files_of(Path(folder), after), public_only=public_only
    )


def offer_restore(version, found: list) -> None:
    """Offer the way back to a version: one click shows what would change, the second publishes it."""
    newest = found[0]
    if version.id == newest.id or not is_curator():
        return
    st.header(f"Go back to version {version.number}", anchor="restore")
    refused = access.refusal("publish")
    if refused:
        st.info(refused, icon=":material/lock:")
        return
    asked = f"history-restore-{version.id}"
    if not st.session_state.get(asked):
        st.write(
            "Nothing is lost: the newer versions stay in the history, and the tables of this one become a new version."
        )
        if st.button(f"Restore version {version.number}", key="history-restore", icon=":material/undo:"):
            st.session_state[asked] = newest.id
            st.rerun()
        return
    st.write(f"This is what would change against version {newest.number}:")
    difference(newest.id, version.id, "restore")
    with st.container(horizontal=True, key="history-restore-acts"):
        yes = st.button(f"Publish version {version.number} again", key="history-restore-yes", type="primary")
        no = st.button("Leave it as it is", key="history-restore-no")
    if no:
        del st.session_state[asked]
        st.rerun()
    if yes:
        _restore(version, st.session_state.pop(asked))


def _restore(version, base: str) -> None:
    person, folder = access.person(), published.folder()
    refused = access.refusal("publish")
    if refused:
        st.error(refused, icon=":material/lock:")
        return
    what = {
        "author": curation.Author(person.name, person.email),
        "reason": f"Back to version {version.number}: {version.reason}",
        "base": base,
    }
    share, second = _share(base, version.id), access.second_person_above()
    try:
        if second is not None and share > second:
            files = curation.files_of(folder, version.id)
            curation.propose(folder, files, why=f"changes {share:.0f}% of a table", **what)
            finish.finish("Handed over. A second person finds it on the page Update and publishes or declines it.")
        done = curation.restore(folder, version.id, **what)
    except (curation.StoreError, curation.BrokenTables, OSError) as error:
        st.error(f"Nothing was changed. {error}", icon=":material/block:")
        return
    says = f"Version {done.version.number} is published: the tables are those of version {version.number}."
    finish.finish(says, done.pending)


def _share(before: str, after: str) -> float:
    """The largest part of a table that differs between two versions, in percent of its rows."""
    found = _differences(str(published.folder()), before, after, False)
    return max((comparison.largest_share() for comparison in found.values()), default=0.0)
