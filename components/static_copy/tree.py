"""What a page put on the screen, as a tree: built from the messages that Streamlit sends a browser."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# The root of what readers see of a page.
MAIN = 0


@dataclass
class Node:
    """An element or a block of a page: its kind, as Streamlit names it, and what was said of it."""

    kind: str
    said: Any = None
    children: dict[int, "Node"] = field(default_factory=dict)

    def inside(self) -> list["Node"]:
        """Return the children in the order of the page."""
        return [self.children[place] for place in sorted(self.children)]

    def walk(self) -> Iterator["Node"]:
        """Go through everything below, in the order of the page."""
        for child in self.inside():
            yield child
            yield from child.walk()


def built(messages: Iterable[ForwardMsg]) -> Node:
    """Return the page that these messages of one run draw; its children are Streamlit's roots."""
    page = Node("page")
    for message in messages:
        if message.WhichOneof("type") == "delta":
            _place(page, list(message.metadata.delta_path), message.delta)
    return page


def _place(page: Node, path: list[int], delta) -> None:
    node = _node(delta)
    if node is None:
        return
    parent = page
    for step in path[:-1]:
        parent = parent.children.setdefault(step, Node("root"))
    before = parent.children.get(path[-1])
    if before and before.children and delta.WhichOneof("type") == "add_block":
        node.children = before.children
    parent.children[path[-1]] = node


def _node(delta) -> Node | None:
    """Return the node of a message; None for what passes, such as a spinner."""
    what = delta.WhichOneof("type")
    if what == "new_transient":
        return None
    said = getattr(delta, what)
    kind = said.WhichOneof("type") or "container"
    return Node(kind, getattr(said, kind, None))
