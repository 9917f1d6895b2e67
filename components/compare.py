"""The page Compare: small charts on one scale, the latest figure of each, and what their past says of an outlook."""

from html import escape

import pandas as pd
import streamlit as st

from charts import compare as chart
from charts.frame import CONFIG
from components import compare_choice, compare_words, drawable, figure_links, panels, sources, wording
from components.once import of_crisis, once
from metrics import compare, select, trend

# Panels in a row on a wide screen; on a phone each has a row of its own.
ACROSS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}


def chosen(series: list[str]) -> pd.DataFrame:
    """Return the statements of the series to compare, with the day each is counted from."""
    return once(compare.with_day, once(_of, compare_choice.lines(), series=tuple(series)), "crises")


def _of(lines: pd.DataFrame, series: tuple[str, ...]) -> pd.DataFrame:
    return lines[lines["series"].isin(series)]


def refused(series: list[str], why: str) -> None:
    """Say why series are not compared, and which could stand beside the first of them."""
    st.warning(wording.plain(why), icon=":material/block:")
    fitting = compare_choice.fitting(series)
    if len(fitting) >= compare.LEAST:
        names = "; ".join(compare_choice.name(one) for one in fitting)
        st.markdown(f"These fit the first of them: {wording.plain(names)}.")
        st.button("Compare these instead", key="compare-fitting", on_click=_take, args=(fitting,))
    elif series:
        st.markdown("No other series is of the same kind as the first of them. Choose two that count the same.")


def _take(series: list[str]) -> None:
    st.session_state["with"] = series


def show(lines: pd.DataFrame, series: list[str], aligned: str, shown_as: str) -> None:
    """Draw the small charts, each with its source, and below them the table and the downloads of all."""
    drawn = drawn_rows(lines, aligned, shown_as)
    title = once(compare_words.title, drawn, shown_as=shown_as)
    panels.write_title(title, once(compare_words.subtitle, drawn, aligned=aligned, shown_as=shown_as), 2)
    across = ACROSS.get(len(series), 3)
    for start in range(0, len(series), across):
        for column, one in zip(st.columns(across, gap="medium"), series[start : start + across], strict=False):
            with column:
                _panel(drawn, one, series.index(one), aligned, shown_as)
    if len(drawn):
        first = {"series_name": "Series"} | (
            {"rate": "Per 1,000", "residents": "Residents"} if _is_rate(shown_as) else {}
        )
        panels.table_and_downloads(once(_newest_first, drawn), "compare", first)


def _panel(drawn: pd.DataFrame, series: str, position: int, aligned: str, shown_as: str) -> None:
    """Draw one series under its name; where it has no place on the axis, say why."""
    rows = once(_one, drawn, series=series)
    st.html(compare_words.head(compare_choice.name(series), rows))
    if rows.empty:
        st.html(f'<p class="dd-fresh">{escape(compare_words.why_missing(series, aligned, shown_as))}</p>')
        return
    figure = once(_drawn_panel, drawn, series=series, theme=panels.reader_theme())
    with st.container(key=f"chart-compare-{position}"):
        alt = once(compare_words.summary, rows, shown_as=shown_as)
        st.plotly_chart(figure, key=f"compare-{position}-chart", config=CONFIG, theme=None, alt=alt)
    st.html(f'<div class="dd-source">{once(_source, rows, shown_as=shown_as)}</div>')


def _drawn_panel(drawn: pd.DataFrame, series: str, theme: str | None):
    rows = drawn[drawn["series"] == series]
    scale = chart.Scale(_first(drawn), _last(drawn), float(drawn["y"].max()) or 1.0)
    title = f"{compare_choice.name(series)}: {rows.sort_values('x').iloc[-1]['shown']}"
    return chart.panel(rows, scale, title, compare_words.panel_subtitle(rows), theme)


def _first(drawn: pd.DataFrame):
    """Where the axis begins: with days since the start at the start itself."""
    return drawn["x"].min() if drawn["x"].dtype.kind == "M" else min(0.0, float(drawn["x"].min()))


def _last(drawn: pd.DataFrame):
    """Where the axis ends; a single day has a day around it."""
    last, first = drawn["x"].max(), _first(drawn)
    return last if last > first else last + (pd.Timedelta(days=1) if drawn["x"].dtype.kind == "M" else 1.0)


def _source(rows: pd.DataFrame, shown_as: str) -> str:
    newest = rows[rows["as_of"] == rows["as_of"].max()].head(1)
    line = sources.source_html(newest)
    return f"{escape(compare_words.denominator(newest.iloc[0]))} {line}" if _is_rate(shown_as) else line


def drawn_rows(lines: pd.DataFrame, aligned: str, shown_as: str) -> pd.DataFrame:
    """Return what is drawn: the statements with `x` and `y`, `joins`, `shown`, `hover` and `series_name`.

    A series without a start day, or without a rate, has no rows.
    """
    return once(_drawn, _rated(lines) if _is_rate(shown_as) else lines, aligned=aligned, shown_as=shown_as)


def _rated(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that have a rate, each with what it is `divided_by`, in words."""
    rated = once(compare.with_day, once(compare.rates, "figures", lines), "crises")
    wholes = tuple(sorted(set(rated["whole_id"])))
    return once(_with_residents, rated, once(select.rows, "figures", figure_id=wholes)) if wholes else rated


def _with_residents(rated: pd.DataFrame, residents: pd.DataFrame) -> pd.DataFrame:
    said = {one["figure_id"]: compare_words.divided_by(one) for one in residents.to_dict("records")}
    return rated.assign(divided_by=rated["whole_id"].map(said))


def _drawn(lines: pd.DataFrame, aligned: str, shown_as: str) -> pd.DataFrame:
    rows = lines.assign(x=lines["day"] if aligned == "start" else lines["as_of"])
    rows = rows[rows["x"].notna()].merge(_told(lines), on="figure_id", how="left")
    return rows.assign(
        y=rows["rate"] if _is_rate(shown_as) else rows["value"],
        series_name=[compare_choice.name(one) for one in rows["series"]],
        source=[wording.source(one) for one in rows["source_id"]],
        shown=[compare_words.shown(one, shown_as) for one in rows.to_dict("records")],
        hover=[compare_words.hover(one, shown_as) for one in rows.to_dict("records")],
    )


def _told(lines: pd.DataFrame) -> pd.DataFrame:
    """What Trend says of each statement: whether a line leads to it (`joins`), and its tooltip (`hover`)."""
    told = []
    for crisis, its in lines.groupby("crisis_id"):
        subjects = tuple(its[["indicator", "location_id"]].drop_duplicates().itertuples(index=False, name=None))
        series = once(trend.several, of_crisis(crisis), crisis=crisis, subjects=subjects)
        told.append(drawable.statements(series, crisis)[["figure_id", "joins", "hover"]])
    return pd.concat(told) if told else pd.DataFrame(columns=["figure_id", "joins", "hover"])


def _one(drawn: pd.DataFrame, series: str) -> pd.DataFrame:
    return drawn[drawn["series"] == series].sort_values("as_of")


def _newest_first(drawn: pd.DataFrame) -> pd.DataFrame:
    return drawn.sort_values(["series_name", "as_of"], ascending=[True, False])


def _is_rate(shown_as: str) -> bool:
    return shown_as == "rate"


def rank(lines: pd.DataFrame, shown_as: str) -> None:
    """Draw the latest figure of each series by size, with the day each is for and how far these days lie apart."""
    rows = once(_ranked, once(compare.latest, drawn_rows(lines, "date", shown_as)))
    if rows.empty:
        st.write("None of these series has a figure to rank.")
        return
    title, subtitle = compare_words.rank_title(rows, shown_as), compare_words.rank_subtitle(rows)
    panels.write_title(title, subtitle)
    figure = once(_drawn_ranked, rows, title=title, subtitle=subtitle, theme=panels.reader_theme())
    with st.container(key="chart-compare-ranked"):
        alt = once(compare_words.rank_summary, rows)
        st.plotly_chart(figure, key="compare-ranked-chart", config=CONFIG, theme=None, alt=alt)
    st.html(once(_rank_words, rows))


def _ranked(latest: pd.DataFrame) -> pd.DataFrame:
    return latest.assign(
        name=compare_words.short_names(latest),
        dated=[compare_words.short_day(one) for one in latest.to_dict("records")],
    )


def _drawn_ranked(rows: pd.DataFrame, title: str, subtitle: str, theme: str | None):
    return chart.ranked(rows, title, subtitle, theme)


def _rank_words(rows: pd.DataFrame) -> str:
    """Name each latest figure with its source and its own page, greatest first."""
    said = [
        f"{escape(one['name'])}: {figure_links.link(one['figure_id'], one['shown'])}, "
        f"{escape(wording.as_of(one))}, {sources.statement(one)}"
        for _, one in rows.sort_values("y", ascending=False).iterrows()
    ]
    spread = escape(compare_words.spread(rows))
    return f'<p class="dd-fresh">{spread}</p><div class="dd-source"><b>Figures:</b> {"; ".join(said)}.</div>'
