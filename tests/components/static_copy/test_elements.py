"""Elements of pages without Streamlit: what is known is written, what is not known is said."""

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_pandas_df_to_arrow_bytes
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Heading_pb2 import Heading
from streamlit.proto.Markdown_pb2 import Markdown

from components.static_copy import charts, tables
from components.static_copy.elements import Sheet, body
from components.static_copy.links import Places, turned
from components.static_copy.tables import NotKnown
from components.static_copy.tree import MAIN, Node, built
from components.static_copy.visits import Visit

PLACES = Places({("trend", "a"): "a/trend.html", ("trend", ""): "a/trend.html"}, frozenset({"f-1"}))


def shown(*nodes: Node) -> str:
    """A page of these elements, as the copy writes it."""
    page = Node("page", None, {MAIN: Node("root", None, dict(enumerate(nodes)))})
    return body(Sheet("a/trend.html", Visit(page, {}), None))


@pytest.mark.parametrize("kind", ["snow", "exception", "video", "tab_container", "vega_lite_chart"])
def test_an_element_nobody_has_taught_the_copy_is_an_error(kind):
    with pytest.raises(NotKnown, match=kind):
        shown(Node("flex_container", None, {0: Node(kind)}))


def test_an_error_on_a_page_is_an_error_of_the_copy():
    with pytest.raises(NotKnown, match="no tables"):
        shown(Node("alert", Alert(body="no tables", format=Alert.ERROR)))


def test_text_is_written_as_the_page_means_it():
    html = shown(
        Node("heading", Heading(tag="h2", body="Who \\*they\\* are", anchor="who")),
        Node("markdown", Markdown(body="Only **one** <b>x</b> costs 5\\$", element_type=Markdown.NATIVE)),
    )
    assert '<h2 id="who">Who *they* are</h2>' in html
    assert "Only <strong>one</strong> &lt;b&gt;x&lt;/b&gt; costs 5$" in html


def test_what_is_drawn_in_a_place_kept_free_comes_where_the_place_is():
    messages = []
    for path, text in (([0, 0], ""), ([0, 1], "second"), ([0, 0, 0], "first")):
        message = ForwardMsg()
        message.metadata.delta_path[:] = path
        if text:
            message.delta.new_element.html.body = text
        else:
            message.delta.add_block.flex_container.direction = 1
        messages.append(message)
    assert [one.said.body for one in built(messages).walk() if one.kind == "html"] == ["first", "second"]


def test_a_link_leads_to_the_copys_own_page_or_to_the_live_one_or_nowhere():
    def to(href, live=""):
        places = Places(PLACES.pages, PLACES.figures, live)
        return turned(f'<p><a class="x" href="{href}">words</a></p>', lambda one: places.to(one, "a/trend.html"))

    assert 'class="x" href="../figure/f-1/index.html"' in to("figure?figure=f-1")
    assert to("figure?figure=f-2") == "<p>words</p>"
    assert turned('<td><a class="copy-only" href="figure?figure=f-2">about</a></td>', lambda _: "") == "<td></td>"
    assert 'href="./trend.html"' in to("trend?crisis=a")
    assert to("trend?crisis=a&amp;place=b") == "<p>words</p>"
    assert 'href="https://l.example/trend?crisis=a&amp;place=b"' in to(
        "trend?crisis=a&amp;place=b", "https://l.example"
    )
    assert 'href="https://un.example/a?b=1&amp;c=2"' in to("https://un.example/a?b=1&amp;c=2")


def table(rows: pd.DataFrame, columns: str = "") -> Dataframe:
    said = Element().dataframe
    said.arrow_data.data, said.columns, said.alt = convert_pandas_df_to_arrow_bytes(rows), columns, "Rows. Escape, then"
    return said


def test_a_table_keeps_days_numbers_and_links_and_disarms_markup():
    rows = pd.DataFrame(
        {"As of": pd.to_datetime(["2020-03-05"]), "Value": [961000.0], "Note": ["<b>"], "Blank": [None]}
    )
    columns = '{"As of": {"type_config": {"type": "date", "format": "YYYY-MM-DD"}}'
    columns += ', "Value": {"type_config": {"type": "number", "format": "localized"}}}'
    html = tables.written(table(rows, columns))
    assert '<td class="copy-date">2020-03-05</td><td class="copy-number">961,000</td><td>&lt;b&gt;</td>' in html
    assert "Blank" not in html
    assert 'aria-label="Rows."' in html


def test_a_column_of_an_unknown_kind_is_an_error():
    with pytest.raises(NotKnown, match="progress"):
        tables.written(table(pd.DataFrame({"a": [1]}), '{"a": {"type_config": {"type": "progress"}}}'))


def test_a_chart_carries_what_is_other_in_the_dark():
    said = Element().plotly_chart
    said.spec = '{"data":[{"x":[1],"marker":{"color":"black"}}],"layout":{"height":300}}'
    said.config, said.alt = "{}", "one point"
    name, content = charts.file_of(said, said.spec.replace("black", "white"), True)
    assert b'"dark":[[["data",0,"marker","color"],"white"]]' in content
    assert name == charts.file_of(said, said.spec.replace("black", "white"), True)[0]
    assert 'style="height:236px"' in charts.html(said, "x.js", "")
