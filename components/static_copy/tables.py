"""A table of a page as HTML: the same columns, names and ways of writing days, numbers and links."""

import json
from html import escape

import pandas as pd
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from components.static_copy.links import ONLY

# Columns a table shows; more cannot be read, and stand in the download.
MOST_COLUMNS = 14

# From this many letters on, a text gets room, so that its row does not become a tower.
LONG = 40


class NotKnown(Exception):
    """A page shows something that the copy cannot write; it needs to learn that first."""


def written(said) -> str:
    """Return a table of Streamlit as HTML. Columns that are blank in every row are left out.

    Raises NotKnown for a kind of column that no page had so far.
    """
    rows = convert_arrow_bytes_to_pandas_df(said.arrow_data.data)
    configs = json.loads(said.columns or "{}")
    there = [name for name in rows.columns if not rows[name].isna().all()]
    shown, left = there[:MOST_COLUMNS], len(there[MOST_COLUMNS:])
    kinds = {name: _Column(name, rows[name], configs.get(name, {})) for name in shown}
    heads = "".join(f"<th scope=col{one.mark}>{escape(one.title)}</th>" for one in kinds.values())
    cells = zip(*([one.cell(value) for value in rows[name]] for name, one in kinds.items()), strict=True)
    lines = "\n".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    alt = escape(said.alt.partition(" Escape,")[0] or "Table", quote=True)
    more = f'<p class="dd-key dd-quiet">{left} more columns are in the download.</p>' if left else ""
    return (
        f'<div class="copy-table" role="region" tabindex="0" aria-label="{alt}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>\n{lines}\n</tbody></table></div>{more}"
    )


class _Column:
    """One column: its title, and how its cells are written."""

    def __init__(self, name: str, cells: pd.Series, config: dict):
        self.title, how = config.get("label") or name, config.get("type_config") or {}
        self.type, self.format = how.get("type") or "text", how.get("format")
        self.words = how.get("display_text") or ""
        if (self.type, self.format) not in KNOWN:
            raise NotKnown(f"column {name}: {self.type} in the format {self.format}")
        is_number = self.type == "number" or (not config and cells.dtype.kind in "if")
        is_long = self.type == "text" and cells.astype("str").str.len().max() > LONG
        mark = "copy-number" if is_number else "copy-date" if self.type == "date" else "copy-long" if is_long else ""
        self.mark = f' class="{mark}"' if mark else ""

    def cell(self, value) -> str:
        """Return a cell; a blank stays blank."""
        text = "" if pd.isna(value) else KNOWN[self.type, self.format](value)
        inside = escape(text)
        if text and self.type == "link":
            only = f' class="{ONLY}"' if self.words else ""
            inside = f'<a{only} href="{escape(text, quote=True)}">{escape(self.words or text)}</a>'
        return f"<td{self.mark}>{inside}</td>"


def _localized(value) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def _plain(value) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


# How cells are written, by the type and format a page gives their column.
KNOWN = {
    ("text", None): _plain,
    ("link", None): str,
    ("date", "YYYY-MM-DD"): lambda value: f"{value:%Y-%m-%d}",
    ("number", "localized"): _localized,
    ("number", "%.1f"): lambda value: f"{value:.1f}",
}
