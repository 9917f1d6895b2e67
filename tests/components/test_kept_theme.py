"""Streamlit's message about the theme is the same whether it is made anew or kept."""

from streamlit import config
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from components import kept_theme

SECTIONS = {
    "theme": lambda theme: theme,
    "theme.light": lambda theme: theme.light,
    "theme.dark": lambda theme: theme.dark,
    "theme.sidebar": lambda theme: theme.sidebar,
    "theme.light.sidebar": lambda theme: theme.light.sidebar,
}


def written(fill) -> NewSession:
    message = NewSession()
    for section, part in SECTIONS.items():
        fill(part(message.custom_theme), section)
    return message


def test_what_is_kept_says_the_same_as_what_is_made_anew():
    anew = getattr(getattr(app_session, kept_theme.CALLED), "fill", getattr(app_session, kept_theme.CALLED))
    kept, expected = kept_theme.remembering(anew), written(anew)
    assert expected.custom_theme.light.primary_color == config.get_option("theme.light.primaryColor")
    for _ in range(2):
        assert written(kept) == expected
        assert not written(kept).custom_theme.HasField("sidebar")


def test_each_section_is_worked_out_once():
    worked = []

    def fill(message, section="theme"):
        worked.append(section)
        message.primary_color = f"#{len(worked):06}"

    kept = kept_theme.remembering(fill)
    first, second = NewSession(), NewSession()
    for message in (first, second):
        kept(message.custom_theme)
        kept(message.custom_theme.dark, "theme.dark")
    assert worked == ["theme", "theme.dark"]
    assert first == second


def test_streamlit_still_asks_in_the_way_that_is_kept():
    assert callable(getattr(app_session, kept_theme.CALLED, None)), "a newer Streamlit: measure anew, and mend or drop"
