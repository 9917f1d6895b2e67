"""Rows and changed cells as tables, the same on the pages Update and History."""

import pandas as pd
import streamlit as st

# Rows sent to the browser; the rest is counted.
ROWS_SHOWN = 500


def changed_cells(revised: pd.DataFrame, key: str) -> None:
    """Show one row per changed cell: before, after, and percent where the base is 1,000 or more."""
    shown = revised.head(ROWS_SHOWN)
    st.dataframe(
        pd.DataFrame(
            {
                "Row": shown["key"],
                "Column": shown["column"],
                "Before": shown["before"].fillna("(blank)"),
                "After": shown["after"].fillna("(blank)"),
                "%": shown["percent"].astype("float64"),
            }
        ),
        hide_index=True,
        placeholder="",
        key=key,
        column_config={"%": st.column_config.NumberColumn(format="%+.1f", help="Only from a base of 1,000 or more.")},
        alt="Changed cells, before and after. Escape, then Tab, leaves the table.",
    )
    _say_more(len(revised))


def row_table(rows: pd.DataFrame, key: str) -> None:
    """Show whole rows, columns that are blank throughout left out."""
    shown = rows.head(ROWS_SHOWN)
    filled = [name for name in shown.columns if shown[name].notna().any() and (shown[name].astype("str") != "").any()]
    st.dataframe(
        shown[filled],
        hide_index=True,
        placeholder="",
        key=key,
        alt="The rows. Escape, then Tab, leaves the table.",
    )
    _say_more(len(rows))


def _say_more(count: int) -> None:
    if count > ROWS_SHOWN:
        st.caption(f"{count - ROWS_SHOWN:,} more are not shown here.")
