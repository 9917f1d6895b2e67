"""One figure in words that stand alone: what it counts to its last cut, what it says, and whether it still stands."""

import pandas as pd

from components import titles, wording


def is_total(figure) -> bool:
    """True for a statement about everybody: no sex, age or further cut."""
    return figure["sex"] == "all" and figure["age_group"] == "all" and pd.isna(figure["dimension"])


def about(figure) -> str:
    """Say what a figure counts, with every cut: a part is never told as the whole."""
    parts = [wording.counted(figure)]
    if pd.notna(figure["origin_location_id"]):
        parts[0] += f", from {wording.place(figure['origin_location_id'])}"
    if figure["sex"] != "all" or figure["age_group"] != "all":
        parts.append(_small(titles.people(figure["sex"], figure["age_group"])))
    if pd.notna(figure["dimension"]):
        parts.append(f"{_spaced(figure['dimension'])}: {_spaced(figure['category'])}")
    return "; ".join(parts)


def exactly(figure) -> str:
    """Write a figure with its hedge and every digit its source printed."""
    if pd.isna(figure["value"]) or figure["qualifier"] == "between":
        ends = [wording.exact(figure[end], figure["unit"]) for end in ("value_low", "value_high")]
        return wording.hedged(figure) if pd.isna(figure["value_low"]) else " to ".join(ends)
    return f"{wording.HEDGES[figure['qualifier']]} {wording.exact(figure['value'], figure['unit'])}".strip()


def said(figure) -> str:
    """State a figure in one sentence that can be quoted, every digit as printed; a part is not put as a total."""
    part_of_flow = figure["measure"] == "flow" and pd.notna(figure["origin_location_id"])
    if is_total(figure) and pd.notna(figure["value"]) and not part_of_flow:
        rounded = wording.sentence(wording.hedged(figure))
        return wording.sentence(exactly(figure)) + wording.said(figure).removeprefix(rounded)
    return f"{about(figure)}: {exactly(figure)}, {wording.as_of(figure)}, according to {who(figure)}."


def who(figure) -> str:
    """Name the figure's source in short."""
    return wording.source(figure["source_id"])


def withdrawn(figure) -> str:
    """Say that a figure was withdrawn, and when; empty for one that stands."""
    if figure["status"] != "withdrawn":
        return ""
    if pd.isna(figure["withdrawn_on"]):
        return "Withdrawn: a known error"
    return f"Withdrawn on {wording.day(figure['withdrawn_on'])}"


def document(figure) -> str:
    """Name the document that prints a figure; the source's name where the document has none."""
    return figure["source_document"] if pd.notna(figure["source_document"]) else f"a page of {who(figure)}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _spaced(word) -> str:
    return "" if pd.isna(word) else str(word).replace("_", " ").replace("-", " ")
