"""Every element of a page as HTML without Streamlit. One not known here is an error, never left out in silence."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from posixpath import dirname

from markdown_it import MarkdownIt
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Markdown_pb2 import Markdown

from components.static_copy import charts, promises, tables
from components.static_copy.links import figure_file, figures_named, relative
from components.static_copy.tables import NotKnown
from components.static_copy.tree import MAIN, Node
from components.static_copy.visits import Visit, Visitor

# Markdown as the pages write it: without HTML of its own, and with signs kept as they are.
MARKDOWN = MarkdownIt("commonmark", {"html": False})

# What readers choose with. A copy shows what was chosen; to choose otherwise there is the live page.
CHOICES = ("selectbox", "multiselect", "slider", "date_input", "text_input", "number_input")

# What does nothing without a server.
IDLE = ("empty", "button")

# A workbook carries the second in which it was made, so that it would be another file in every copy; the same rows are
# there as CSV and JSON.
NOT_COPIED = "XLSX"

ALERTS = {Alert.INFO: "note", Alert.WARNING: "note"}


@dataclass
class Sheet:
    """One page of the copy while it is written: what was seen, its file, and the files beside it by their path.

    `known` are the ids of figures whose marks on a chart may lead to their own pages. While it is written, `figures`
    gets the ids it leads to, `first` the first of them, and `chosen` what is chosen on it.
    """

    file: str
    visit: Visit
    visitor: Visitor
    known: frozenset[str] = frozenset()
    beside: dict[str, bytes] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    first: str = ""
    chosen: list[str] = field(default_factory=list)

    def add(self, path: str, content: bytes) -> str:
        """Keep a file of this page and return the way to it; the same content is kept once."""
        same = next((name for name, there in self.beside.items() if there == content), path)
        self.beside[same] = content
        return relative(same, self.file)

    def near(self, name: str) -> str:
        """Return the path of a download of this page."""
        folder = dirname(self.file)
        return f"{folder}/{name}" if folder.startswith("figure/") else f"{folder}/downloads/{name}".lstrip("/")


def body(sheet: Sheet) -> str:
    """Return a page as HTML. Raises NotKnown for an element that the copy has not learnt."""
    if list(sheet.visit.page.children) != [MAIN]:
        raise NotKnown(f"elements outside the main part of {sheet.file}")
    return _inside(sheet.visit.page.children[MAIN], sheet)


def _inside(node: Node, sheet: Sheet) -> str:
    return "\n".join(one for one in (_one(child, sheet) for child in node.inside()) if one)


def _one(node: Node, sheet: Sheet) -> str:
    if node.kind in IDLE:
        return ""
    if node.kind in CHOICES:
        _note_choice(node, sheet)
        return ""
    write = WRITERS.get(node.kind)
    if write is None:
        raise NotKnown(f"{sheet.file} has an element of the kind {node.kind}, which a copy cannot show yet")
    return write(node, sheet)


def _note_choice(node: Node, sheet: Sheet) -> None:
    """Note what is chosen, as the words a reader sees on the control; a blank choice says nothing."""
    said, chosen = node.said, []
    if node.kind == "selectbox":
        chosen = [said.raw_value] if said.set_value else [said.options[said.default]]
    elif node.kind == "multiselect":
        chosen = said.raw_values if said.set_value else [said.options[one] for one in said.default]
    if chosen and said.label != "Crisis":
        sheet.chosen.append(f"{said.label}: {', '.join(chosen)}")


def _html(node: Node, sheet: Sheet) -> str:
    if node.said.unsafe_allow_javascript:
        raise NotKnown(f"{sheet.file} has a script of its own")
    named = figures_named(node.said.body)
    sheet.first = sheet.first or next(iter(named), "")
    sheet.figures |= set(named)
    return promises.kept(node.said.body, bool(sheet.known))


def _heading(node: Node, sheet: Sheet) -> str:
    tag, anchor = node.said.tag, node.said.anchor
    named = f' id="{escape(anchor, quote=True)}"' if anchor and not node.said.hide_anchor else ""
    return f"<{tag}{named}>{MARKDOWN.renderInline(node.said.body)}</{tag}>"


def _markdown(node: Node, sheet: Sheet) -> str:
    if node.said.element_type == Markdown.CAPTION:
        return f'<div class="copy-caption dd-quiet">{MARKDOWN.render(node.said.body)}</div>'
    if node.said.element_type != Markdown.NATIVE or node.said.allow_html:
        raise NotKnown(f"{sheet.file} has text of the type {node.said.element_type}")
    return f'<div class="copy-text">{MARKDOWN.render(node.said.body)}</div>'


def _alert(node: Node, sheet: Sheet) -> str:
    if node.said.format not in ALERTS:
        raise NotKnown(f"{sheet.file} shows an error: {node.said.body}")
    return f'<div class="dd-note" role="{ALERTS[node.said.format]}">{MARKDOWN.render(node.said.body)}</div>'


def _code(node: Node, sheet: Sheet) -> str:
    return f'<pre class="copy-code"><code>{escape(node.said.code_text)}</code></pre>'


def _table(node: Node, sheet: Sheet) -> str:
    return tables.written(node.said)


def _chart(node: Node, sheet: Sheet) -> str:
    path, content = charts.file_of(node.said, sheet.visit.dark[node.said.id], bool(sheet.known))
    figures = charts.marked(node.said) & sheet.known
    sheet.figures |= figures
    to = relative(figure_file(charts.ANY), sheet.file) if figures else ""
    return charts.html(node.said, sheet.add(path, content), to)


def _download(node: Node, sheet: Sheet) -> str:
    if node.said.label.endswith(NOT_COPIED):
        return ""
    name, content = sheet.visitor.download(node.said)
    to, title = sheet.add(sheet.near(name), content), escape(node.said.help, quote=True)
    return f'<a class="copy-download" href="{to}" download title="{title}">{escape(node.said.label)}</a>'


def _picture(node: Node, sheet: Sheet) -> str:
    shown = []
    for one in node.said.imgs:
        name, content = sheet.visitor.file(one.url)
        to, alt = sheet.add(sheet.near(name), content), escape(getattr(one, "alt", ""), quote=True)
        shown.append(f'<img class="copy-picture" src="{to}" alt="{alt}" loading="lazy">')
    return "".join(shown)


def _container(node: Node, sheet: Sheet) -> str:
    inside = _inside(node, sheet)
    across = getattr(node.said, "direction", None) == Block.FlexContainer.HORIZONTAL
    if not inside or not across:
        return inside
    columns = [one.said.weight for one in node.inside() if one.kind == "column"]
    shares = " ".join(f"minmax(0,{weight:g}fr)" for weight in columns)
    return (
        f'<div class="copy-columns" style="--shares:{shares}">{inside}</div>'
        if columns
        else f'<div class="copy-row">{inside}</div>'
    )


def _column(node: Node, sheet: Sheet) -> str:
    return f"<div>{_inside(node, sheet)}</div>"


def _expander(node: Node, sheet: Sheet) -> str:
    opened = " open" if node.said.expanded and not node.said.id else ""
    label = MARKDOWN.renderInline(node.said.label)
    return f'<details class="copy-details"{opened}><summary>{label}</summary>{_inside(node, sheet)}</details>'


WRITERS: dict[str, Callable[[Node, Sheet], str]] = {
    "html": _html,
    "heading": _heading,
    "markdown": _markdown,
    "alert": _alert,
    "code": _code,
    "dataframe": _table,
    "plotly_chart": _chart,
    "download_button": _download,
    "imgs": _picture,
    "flex_container": _container,
    "container": _container,
    "column": _column,
    "expandable": _expander,
}
