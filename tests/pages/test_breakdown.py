"""Breakdown: every statement of every cut opens, or says why it is not drawn."""

import pytest

from tests.pages.conftest import CRISES, html, told


@pytest.mark.parametrize("crisis", CRISES)
def test_every_statement_opens_or_is_refused_with_its_reason(opened, crisis):
    shown = opened("breakdown", crisis=crisis)
    if len(shown.selectbox) == 1:
        assert "choose another crisis" in told(shown)[0]
        return
    for cut in range(len(shown.selectbox(key="cut").options)):
        shown.selectbox(key="cut").select_index(cut).run()
        statements = next(one.key for one in shown.selectbox if one.key.startswith("of_"))
        for position, name in enumerate(shown.selectbox(key=statements).options):
            shown.selectbox(key=statements).select_index(position).run()
            assert not shown.exception, name
            if told(shown):
                assert told(shown)[0].startswith("Not drawn as parts of a total: "), name
            else:
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
