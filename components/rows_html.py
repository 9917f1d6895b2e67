"""Rows as an HTML table that becomes one block per row on a phone."""

from collections.abc import Iterable, Sequence
from html import escape


def table(caption: str, columns: dict[str, int], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are HTML, their texts escaped by the caller, the first one the row's heading.

    `columns` are their names and their widths in percent of a wide screen; `caption` names the
    table for those who do not see it.
    """
    top = "".join(f'<th scope="col" style="width:{width}%">{escape(head)}</th>' for head, width in columns.items())
    body = "".join(_row(list(columns), cells) for cells in rows)
    return (
        f'<table class="dd-problems dd-rows" aria-label="{escape(caption, quote=True)}">'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(heads: Sequence[str], cells: Sequence[str]) -> str:
    first, *rest = cells
    said = "".join(
        f'<td data-head="{escape(head, quote=True)}">{cell}</td>' for head, cell in zip(heads[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{first}</th>{said}</tr>'
