"""What every source states of one place, beside the figure that is on the map."""

import pandas as pd
import streamlit as st

from components import wording
from components.once import once
from components.published import row
from metrics import places


def show(chosen: str, key: str) -> None:
    """List what every source states of the place chosen: its newest figure of each indicator."""
    rows = once(_newest, once(places.newest, "figures", location=chosen))
    st.header(f"What else is stated for {wording.plain(wording.place(chosen))}", anchor="stated")
    st.dataframe(
        rows,
        hide_index=True,
        placeholder="",
        column_config={"Link": st.column_config.LinkColumn(display_text="open")},
        key=f"{key}-stated",
        alt="Newest figures of the place chosen. Escape, then Tab, leaves the table.",
    )


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    order = rows.assign(order=[row("indicators", one)["order"] for one in rows["indicator"]])
    order = order.sort_values(["order", "as_of"], ascending=[True, False])
    origins = [wording.place(one) if pd.notna(one) else None for one in order["origin_location_id"]]
    return pd.DataFrame(
        {
            "Indicator": [wording.listed(one) for one in order["indicator"]],
            "Figure": [wording.sentence(wording.hedged(one)) for _, one in order.iterrows()],
            "From": origins,
            "When": [wording.as_of(one) for _, one in order.iterrows()],
            "Source": [wording.source(one) for one in order["source_id"]],
            "Link": list(order["url"]),
        }
    ).dropna(axis="columns", how="all")
