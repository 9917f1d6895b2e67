"""What waits on the Update page: files edited by hand, and large changes for a second person."""

import streamlit as st

import curation
from components import access, finish, history, published
from components.wording import plain


def show() -> None:
    """Show what waits for a second person, and what was edited by hand in the data folder."""
    try:
        _hand_edits()
        _proposals()
    except curation.StoreError as error:
        st.error(f"The versions need somebody to look before anything is published. {error}", icon=":material/error:")


def _hand_edits() -> None:
    edited = curation.hand_edits(published.folder())
    if not edited or curation.current(published.folder()) is None:
        return
    with st.container(border=True, key="update-edited"):
        st.markdown(f"**Edited by hand in the data folder:** {plain(', '.join(edited))}")
        st.write(
            "Readers see these files as they are, and no version has them. Look at what is different, then adopt them "
            "as a version, or put the published version back; either way what was edited is kept in the history."
        )
        for name, sentences in curation.hand_changes(published.folder()).items():
            st.caption(f"{name}: {'; '.join(sentences)}")
        reason = st.text_input("Why they were edited", key="update-adopt-reason", max_chars=200)
        with st.container(horizontal=True, key="update-edited-acts"):
            adopt = st.button("Adopt as a version", disabled=not reason.strip(), key="update-adopt", type="primary")
            back = st.button("Put the published version back", disabled=not reason.strip(), key="update-put-back")
    if adopt or back:
        _settle(curation.adopt if adopt else curation.put_back, reason.strip())


def _settle(act, reason: str) -> None:
    """Adopt what was edited, or put the published version back."""
    refused = access.refusal("publish")
    if refused:
        st.error(refused, icon=":material/lock:")
        return
    person, folder = access.person(), published.folder()
    author = curation.Author(person.name, person.email)
    try:
        done = act(folder, author=author, reason=reason, base=curation.current(folder).id)
    except (curation.StoreError, curation.BrokenTables, OSError) as error:
        st.error(f"Nothing was changed. {error}", icon=":material/block:")
        return
    kept = "" if act is curation.adopt else " What was edited is kept beside it, in the history."
    finish.finish(f"Version {done.version.number} is published.{kept}", done.pending)


def _proposals() -> None:
    for one in curation.proposals(published.folder()):
        with st.container(border=True, key=f"update-proposal-{one.id}"):
            st.markdown(
                f"**Waits for a second person:** “{plain(one.reason)}”, by {plain(one.author.name)}, "
                f"{one.at:%-d %B %Y %H:%M} UTC"
            )
            st.caption(f"It {one.why}. {history.changed(one.counts)}.")
            if one.stale:
                st.warning(
                    "Somebody published meanwhile, so this can no longer be published: decline it, and compare again."
                )
            elif one.base:
                with st.expander("What it would change"):
                    history.difference(one.base, one.id, f"update-proposal-{one.id}")
            with st.container(horizontal=True, key=f"update-proposal-acts-{one.id}"):
                yes = not one.stale and st.button("Publish it", key=f"update-approve-{one.id}", type="primary")
                no = st.button("Decline it", key=f"update-decline-{one.id}")
        if yes or no:
            _decide(one, yes)


def _decide(one, yes: bool) -> None:
    refused = access.refusal("publish")
    if refused:
        st.error(refused, icon=":material/lock:")
        return
    person = access.person()
    author = curation.Author(person.name, person.email)
    try:
        if yes:
            done = curation.approve(published.folder(), one.id, author=author)
            finish.finish(f"Version {done.version.number} is published.", done.pending)
        else:
            curation.decline(published.folder(), one.id, author=author, reason="declined on the page")
            finish.finish("Declined; nothing was published.")
    except (curation.StoreError, curation.BrokenTables, OSError) as error:
        st.error(f"Nothing was published. {error}", icon=":material/block:")
