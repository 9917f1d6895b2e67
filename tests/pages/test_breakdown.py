"""Breakdown: every statement of every cut opens, or says why it is not drawn."""

import pytest

from components import breakdowns
from tests.pages.conftest import CRISES, html, told


def one_of_each_kind(choices: dict[str, dict], cut: str) -> dict[int, str]:
    """Look at the parts of every statement; return where the first of each kind stands, with why it is refused.

    A page of a kind is much like the next: the same indicator, source, dimension and whole, drawn or not, and with
    or without a total. Only parts and days differ.
    """
    kinds = {}
    for position, one in enumerate(choices.values()):
        parts, refusal = breakdowns.parts_of(one, cut)
        assert (parts is None) == bool(refusal), one["name"]
        drawn = None if refusal else (parts["total"].isna().any(), "not_disaggregated" in set(parts["part"]))
        said = [str(one.get(column)) for column in ("indicator", "source_id", "dimension", "whole")]
        kinds.setdefault((*said, drawn), (position, refusal))
    return dict(kinds.values())


@pytest.mark.parametrize("crisis", CRISES)
def test_every_statement_has_parts_or_a_reason_and_one_of_each_kind_opens(opened, crisis):
    shown = opened("breakdown", crisis=crisis)
    if len(shown.selectbox) == 1:
        assert "choose another crisis" in told(shown)[0]
        return
    for number, label in enumerate(shown.selectbox(key="cut").options):
        shown.selectbox(key="cut").select_index(number).run()
        cut = next(key for key, name in breakdowns.CUTS.items() if name == label)
        choices = breakdowns._by_statement(breakdowns._statements(crisis, cut))
        statements = f"of_{cut}"
        assert shown.selectbox(key=statements).options == [one["name"] for one in choices.values()]
        for position, refusal in one_of_each_kind(choices, cut).items():
            name = shown.selectbox(key=statements).options[position]
            shown.selectbox(key=statements).select_index(position).run()
            assert not shown.exception, name
            assert told(shown)[:1] == [f"Not drawn as parts of a total: {refusal}."] * bool(refusal), name
            if not refusal:
                assert len(shown.get("plotly_chart")) == 1, name
                assert len(html(shown, "dd-source")) == 1, name


def test_the_parts_of_the_headline_are_there_with_what_is_not_disaggregated(opened):
    alt = opened("breakdown", crisis=CRISES[0], cut="sex_age").get("plotly_chart")[0].proto.alt
    for words in ("Children (0–17)", "Women (18+)", "Not disaggregated"):
        assert words in alt


def test_every_statement_has_a_name_of_its_own(opened):
    for crisis in CRISES:
        shown = opened("breakdown", crisis=crisis)
        for box in shown.selectbox:
            assert len(set(box.options)) == len(box.options)
