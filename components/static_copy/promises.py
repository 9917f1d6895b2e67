"""Words of the pages that promise what only the live page does; a copy leaves them out."""

from components import event_words, revisions, statements

# What a click or a control would do.
LIVE_ONLY = (event_words.FOR_FIGURES, revisions.AT_NOW)

# What a copy can do where figures have pages of their own.
WITH_FIGURES = (statements.CLICK, statements.CLICK_THIS)


def kept(text: str, figures: bool) -> str:
    """Return HTML, or a chart's JSON, with the promises a copy keeps; `figures`: it has the pages of single figures."""
    for promise in LIVE_ONLY if figures else (*LIVE_ONLY, *WITH_FIGURES):
        text = text.replace(f"<br>{promise}", "").replace(promise, "")
    return text
