"""The Update page's third act: what would change, and what readers would see before and after."""

import hashlib
from html import escape

import pandas as pd
import streamlit as st

import curation
from charts.frame import CONFIG
from components import before_after, problem_list, published
from components.cells import changed_cells, row_table
from curation.reviewing import Part, Review

MODES = {"add": "New rows only: known rows stay", "replace": "The whole table: rows it lacks are removed"}


def compared(parts: list[Part]) -> Review | None:
    """Show what publishing these files would change; None when it cannot be or changes nothing."""
    try:
        review = _reviewed(parts, _modes(parts))
    except (curation.BrokenTables, ValueError) as error:
        st.error(str(error), icon=":material/block:")
        return None
    st.header("What would change", anchor="changes")
    for part in parts:
        if not part.mode:
            _ask_mode(part, review)
    own = [one for part in parts for one in part.inspection.problems]
    stopping = [one for one in review.errors if one not in own]
    if stopping:
        st.markdown("**Found beside the published tables**")
        problem_list.table(stopping)
    if review.errors:
        st.error("This cannot be published: mend what stops it, and drop the file again.", icon=":material/block:")
        return None
    for part in parts:
        _show_comparison(part.table, review.comparisons[part.table])
    if not review.changes:
        st.info("Nothing would change: every row is published already.", icon=":material/check:")
        return None
    _show_headlines(review)
    return review


def _mode_key(part: Part) -> str:
    """Another file of the same table is another question."""
    return f"update-mode-{part.table}-{hashlib.sha256(part.content).hexdigest()[:12]}"


def _modes(parts: list[Part]) -> dict[str, str]:
    """What the curator chose otherwise than believed; the rest needs no second review against a newer version."""
    kept = st.session_state.get("update-review")
    believed = {table: one.believed for table, one in kept[1].comparisons.items()} if kept else {}
    chosen = {part.table: st.session_state.get(_mode_key(part)) for part in parts}
    return {table: mode for table, mode in chosen.items() if mode and mode != believed.get(table)}


def _reviewed(parts: list[Part], modes: dict) -> Review:
    """Review once per set of files, answers and modes, and keep the version it was held against."""
    mark = [(part.table, hashlib.sha256(part.content).hexdigest(), part.inspection.answers) for part in parts]
    key = repr((mark, sorted(modes.items()), st.session_state.get("update-again", 0)))
    kept = st.session_state.get("update-review")
    if kept is None or kept[0] != key:
        with st.spinner("Comparing with the published tables"):
            review = curation.review(parts, published.folder(), published.today(), modes)
        same = curation.version(published.folder()) == published.version()
        st.session_state["update-review"] = kept = (key, review)
        st.session_state["update-state"] = published.version() if same else ""
    return kept[1]


def _ask_mode(part: Part, review: Review) -> None:
    """Say whether the file is believed to add rows or to be the whole table, and let the curator decide."""
    comparison = review.comparisons[part.table]
    st.radio(
        f"{part.name}: what is in it?",
        list(MODES),
        index=list(MODES).index(comparison.believed),
        format_func=MODES.get,
        key=_mode_key(part),
        help="Rows with a known key and other cells are revisions either way.",
    )
    sure = "" if comparison.sure else " Please decide: this is a guess."
    st.caption(f"{comparison.because[:1].upper()}{comparison.because[1:]}.{sure}".replace("..", "."))


def _show_comparison(table: str, comparison) -> None:
    st.subheader(table.capitalize(), anchor=False)
    counts = (
        ("added", comparison.added.height),
        ("revised", comparison.revised_rows),
        ("removed", comparison.removed.height),
        ("unchanged", comparison.unchanged),
    )
    st.html(
        '<div class="dd-counts">'
        + "".join(f"<div><b>{count:,}</b> {'row' if count == 1 else 'rows'} {word}</div>" for word, count in counts)
        + "</div>"
    )
    if comparison.revised.height:
        st.markdown("**Revised cells**")
        changed_cells(comparison.revised.to_pandas(), f"update-revised-{table}")
    for word, rows in (("Added", comparison.added), ("Removed", comparison.removed)):
        if rows.height:
            st.markdown(f"**{word} rows**")
            row_table(rows.to_pandas(), f"update-{word.lower()}-{table}")
    for sentence in comparison.sentences()[1:]:
        st.caption(sentence)


def _show_headlines(review: Review) -> None:
    """Show the headlines that would read otherwise, and their charts, as readers have them and would have them."""
    touched, state = _crises_touched(review), st.session_state.get("update-state", "")
    with st.spinner("Working out what readers would see"):
        headlines = before_after.headlines_before_after(review.before, review.after, touched, state)
    changed = headlines[headlines["changed"]]
    st.subheader("What readers would see", anchor=False)
    if changed.empty:
        st.write("No headline would change.")
    else:
        st.html(_headline_table(changed))
    for crisis in dict.fromkeys(changed["crisis_id"]) or touched:
        _show_charts(review, crisis, state)


HEADLINE_HEADS = ("Headline", "Before", "After")


def _headline_table(changed: pd.DataFrame) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADLINE_HEADS)
    rows = "".join(
        f'<tr><th scope="row">{escape(one.indicator)}<br><span class="dd-quiet">{escape(one.place)}; '
        f'{escape(one.crisis)}</span></th><td data-head="Before">{escape(one.before)}</td>'
        f'<td data-head="After">{escape(one.after)}</td></tr>'
        for one in changed.itertuples()
    )
    return f'<table class="dd-problems dd-headlines"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _crises_touched(review: Review) -> list[str]:
    """The crises whose rows change, or all when another table changes: indicators and places are everybody's."""
    figures = review.comparisons.get("figures")
    if figures is None or len(review.comparisons) > 1:
        return review.after["crises"]["crisis_id"].to_list()
    keys = [*figures.added["figure_id"], *figures.revised["key"], *figures.removed["figure_id"]]
    rows = pd.concat([review.before["figures"], review.after["figures"]])
    return rows.loc[rows["figure_id"].isin(keys), "crisis_id"].unique().tolist()


def _show_charts(review: Review, crisis: str, state: str) -> None:
    theme = st.context.theme.type
    before, after = before_after.series_before_after(review.before, review.after, crisis, theme, state)
    if before is None or after is None or before.same_as(after):
        return
    columns = st.columns(2)
    for column, word, drawing in zip(columns, ("Before", "After"), (before, after), strict=True):
        with column:
            title = f"{word}: {drawing.title}"
            st.html(f'<h3 class="dd-title">{escape(title)}</h3><p class="dd-subtitle">{escape(drawing.subtitle)}</p>')
            with st.container(key=f"chart-update-{crisis}-{word.lower()}"):
                st.plotly_chart(
                    drawing.figure,
                    key=f"update-{crisis}-{word.lower()}",
                    config=CONFIG,
                    theme=None,
                    alt=f"{word}: {drawing.summary}",
                )
