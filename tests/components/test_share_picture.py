"""The picture to pass on: its size, its speed of hand, and letters its typeface lacks."""

import io

import pandas as pd
import pytest
from PIL import Image

from components import share_picture
from components.published import published
from tests.pages.conftest import rows_of, write

PLAIN, WITHDRAWN = "syr-nw-2020-02-02-displaced-ocha", "syr-nw-2020-02-09-displaced-ocha-reliefweb"


def figure(figure_id: str = PLAIN) -> pd.Series:
    figures = published("figures")
    return figures[figures["figure_id"] == figure_id].iloc[0]


def opened(figure_id: str) -> Image.Image:
    return Image.open(io.BytesIO(share_picture.png(figure(figure_id))))


def has(picture: Image.Image, colour: str) -> bool:
    wanted = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return wanted in {rgb for _, rgb in picture.getcolors(1_000_000)}


def test_the_picture_has_the_size_that_sites_show_and_ink_on_it():
    picture = opened(PLAIN)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert has(picture, share_picture.INK)


def test_a_withdrawn_figure_is_marked_on_its_picture():
    assert has(opened(WITHDRAWN), share_picture.WARNING)
    assert not has(opened(PLAIN), share_picture.WARNING)


def test_nothing_is_drawn_beyond_the_edge():
    for figure_id in published("figures")["figure_id"].iloc[::60]:
        edge = opened(figure_id).crop((share_picture.WIDTH - 20, 0, share_picture.WIDTH, share_picture.HEIGHT))
        assert edge.getcolors() == [(20 * share_picture.HEIGHT, (255, 255, 255))], figure_id


@pytest.mark.parametrize("text", ["Türkiye, İdlib", "Идлиб", "Ιντλίμπ", "“50 %” – €"])
def test_letters_of_latin_cyrillic_and_greek_can_be_drawn(text):
    assert share_picture.drawable(text)


@pytest.mark.parametrize("text", ["إدلب", "伊德利卜", "ইদলিব"])
def test_other_letters_are_known_to_be_missing(text):
    assert not share_picture.drawable(text)


def test_a_name_in_other_letters_stands_as_its_identifier_and_the_page_is_told(data):
    rows = rows_of("locations", data)
    for row in rows:
        if row["location_id"] == "X-SYR-NW":
            row["name"] = "شمال غرب سوريا"
    write("locations", rows, data)
    assert share_picture.words(figure())["about"] == "People displaced since 1 December 2019, X-SYR-NW"
    assert share_picture.left_out(figure()) == ["شمال غرب سوريا"]
    assert opened(PLAIN).size == (1200, 630)


def test_a_title_in_other_letters_is_said_to_be_so():
    other = figure().copy()
    other["source_document"] = "تقرير"
    assert share_picture.words(other)["source"] == "Source: OCHA (6 February 2020); its title is in other letters"


def test_a_single_sign_that_cannot_be_drawn_is_not_left_out_in_silence():
    assert share_picture._only_drawable("a😀b") == "a[?]b"
