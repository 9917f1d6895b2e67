"""Choices a reader makes. Each lives in the address, so that a link opens the same view."""

from datetime import date

import streamlit as st

from components import wording
from components.once import of_crisis, once
from components.published import keys, row
from metrics import select, trend

# What a link may ask for that is not there is repeated back only up to this length.
ASKED_SHOWN = 60


def choose_crisis() -> str:
    """Let the reader choose a crisis; the first of the table unless the link names another."""
    options = keys("crises")
    return choose("Crisis", "crisis", options, lambda crisis: row("crises", crisis)["name"])


def choose_place(crisis: str) -> str:
    """Let the reader choose a place the crisis has totals for; its own area first."""
    own = row("crises", crisis)["location_id"]
    options = once(_places, once(trend.subjects, of_crisis(crisis)), crisis=crisis, own=own) or [own]
    return choose("Place", "place", options, lambda place: wording.sentence(wording.place(place)))


def _places(subjects, crisis: str, own: str) -> list[str]:
    places = subjects[subjects["crisis_id"] == crisis].groupby("location_id")["statements"].sum()
    return sorted(places.index, key=lambda place: (place != own, -int(places[place]), place))


def choose_indicators(crisis: str, place: str) -> list[str]:
    """Let the reader choose what to draw; one of each measure unless the link names others."""
    stated = _stated_at(crisis, place)
    options = [one for one in keys("indicators") if one in stated]
    default = first_indicators(crisis, place)
    return choose_several("Show", "show", options, wording.listed, default)


def first_indicators(crisis: str, place: str) -> list[str]:
    """Return what is drawn of a place unless a link or the reader asks for something else."""
    stated = _stated_at(crisis, place)
    return _one_of_each_measure(crisis, place, stated, [one for one in keys("indicators") if one in stated])


def _stated_at(crisis: str, place: str) -> dict[str, int]:
    return once(_stated, once(trend.subjects, of_crisis(crisis)), crisis=crisis, place=place)


def _stated(subjects, crisis: str, place: str) -> dict[str, int]:
    rows = subjects[(subjects["crisis_id"] == crisis) & (subjects["location_id"] == place)]
    return dict(zip(rows["indicator"], rows["statements"], strict=True))


def _one_of_each_measure(crisis: str, place: str, stated: dict[str, int], options: list[str]) -> list[str]:
    """Pick the first cumulative count, stock and flow that has a course to show: headlines before others."""
    headlines = [one for one, where in cards(crisis) if where == place]
    ordered = [one for one in [*headlines, *options] if stated.get(one, 0) > 1]
    measures = [row("indicators", one)["measure"] for one in ordered]
    firsts = [ordered[measures.index(m)] for m in ("cumulative", "stock", "flow") if m in measures]
    return firsts or options[:1]


def choose_sources(series_sources: list[str]) -> tuple[str, ...]:
    """Let the reader leave only some sources; none chosen means all."""
    return tuple(choose_several("Sources", "source", series_sources, wording.source))


def choose_dates() -> tuple[date | None, date | None]:
    """Let the reader limit the as-of days; blank means no limit."""
    return _choose_day("From", "from"), _choose_day("To", "to")


def choose_known_on() -> date | None:
    """Let the reader go back to what was known on a day; blank means now."""
    return _choose_day(
        "As known on",
        "known",
        help="Shows only what had been published by that day, with statements that were withdrawn later.",
    )


def _choose_day(label: str, key: str, **more) -> date | None:
    """Let the reader choose a day; say when the link asks for one that is none, or out of range."""
    asked = st.query_params.get(key)
    day = st.date_input(label, None, key=key, bind="query-params", min_value=date(1900, 1, 1), **more)
    say_unknown(key, asked if asked and day is None else None, "all days")
    return day


def cards(crisis: str) -> list[tuple[str, str]]:
    """Return the (indicator, place) pairs of a crisis's headline cards."""
    own = row("crises", crisis)["location_id"]
    words = row("crises", crisis)["headline_indicators"].split()
    pairs = (word.partition("@") for word in words)
    return [(indicator, place or own) for indicator, _, place in pairs]


def sources_stating(crisis: str, place: str) -> list[str]:
    """Return the sources with figures for a crisis's place."""
    return once(_by_name, once(select.per_source, of_crisis(crisis), crisis_id=(crisis,), location_id=(place,)))


def _by_name(sources) -> list[str]:
    return sorted(sources["source_id"], key=wording.source)


def choose(label: str, key: str, options: list[str], name, default: str | None = None) -> str:
    """Let the reader choose one of `options` (identifiers), each shown by `name`; kept in the address.

    The first one unless another is the `default`.
    """
    names = {option: name(option) for option in options}
    default = options[0] if default is None else default
    _take_id(key, names, default)
    _follow(key, options, default)
    shown, first = lambda one: names.get(one, one), options.index(default)
    return st.selectbox(label, options, first, format_func=shown, key=key, bind="query-params")


def choose_several(
    label: str, key: str, options: list[str], name, default: list[str] | None = None, *, most: int | None = None
) -> list[str]:
    """Let the reader choose several of `options`, at `most` so many, each shown by `name`; kept in the address."""
    default = default or []
    names = {option: name(option) for option in options}
    _take_ids(key, names)
    _follow(key, options, default)
    return st.multiselect(
        label,
        options,
        default,
        format_func=lambda one: names.get(one, one),
        key=key,
        bind="query-params",
        placeholder="All" if most is None else "None",
        max_selections=most,
    )


def _follow(key: str, options: list[str], default) -> None:
    """Let a choice the reader never made follow its default, and drop one that is no longer there.

    A place chosen by default in one crisis is not a choice for the next.
    """
    state = st.session_state
    before = state.get(f"default of {key}")
    state[f"default of {key}"] = default
    if key not in state:
        return
    chosen = state[key] if isinstance(state[key], list) else [state[key]]
    if (state[key] == before and before != default) or set(chosen) - set(options):
        state[key] = default


def _take_id(key: str, names: dict[str, str], default: str) -> None:
    """Accept an identifier as well as a name in the link; say when it asks for something unknown."""
    asked = st.query_params.get(key)
    known_name = asked is None or asked in names.values()
    if not known_name and asked in names:
        st.query_params[key] = names[asked]
        st.rerun()
    say_unknown(key, None if known_name else asked, names[default])


def _take_ids(key: str, names: dict[str, str]) -> None:
    asked = st.query_params.get_all(key)
    unknown = [one for one in asked if one and one not in names and one not in names.values()]
    if any(one in names and one not in names.values() for one in asked):
        st.query_params[key] = [names.get(one, one) for one in asked]
        st.rerun()
    say_unknown(key, unknown[0] if unknown else None, "what is there")


def say_unknown(key: str, asked: str | None, instead: str) -> None:
    """Note what a link asked for in vain; not when a reader's own next choice has made it so.

    The note outlives a page that starts anew for an identifier further on in the link.
    """
    if asked is None or st.session_state.get("link_read"):
        return
    shown = asked[:ASKED_SHOWN].replace("`", "'")
    said = f"This link asks for {key} `{shown}`, which is not here; shown instead: {instead}."
    st.session_state.setdefault("not_here", {})[key] = said


def tell_unknown() -> None:
    """Write what the link asked for in vain, once, when the page has read the whole of it."""
    if not st.session_state.get("link_read"):
        for said in st.session_state.get("not_here", {}).values():
            st.info(said)
