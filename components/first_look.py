"""What stands on the first page before its scripts have come: the numbers to quote, with hedge, date and source.

On a slow line the scripts take many seconds. The page takes its place as soon as it is drawn.
"""

from html import escape
from typing import NamedTuple
from urllib.parse import parse_qs

# The colours are those of .streamlit/config.toml; the spaces above are those of the menu and of the list of crises.
STYLE = """<style>
#dd-first { position: fixed; inset: 0; overflow: auto; z-index: 1000000; background: #FFFFFF; color: #22262A;
  font: 16px/1.6 'Source Sans', system-ui, sans-serif; padding: 3.75rem 5rem 2rem; box-sizing: border-box; }
#dd-first h1 { font: 600 2.1rem/1.2 'Source Serif', Georgia, serif; margin: 0; padding: 7.7rem 0 1rem; }
#dd-first .dd-first-summary { margin: 1.4rem 0 1.35rem; }
@media (max-width: 50rem) { #dd-first { padding-left: 1rem; padding-right: 1rem; } }
@media (prefers-color-scheme: dark) { #dd-first { background: #15191C; color: #E9E6DF; } }
@media print { #dd-first { position: static; } }
</style>"""

# Goes when the page has drawn its title, which every page has, also one that says why there is no number; or when it
# ended in an error.
SCRIPT = """<script>(function(){var first=document.getElementById("dd-first");
var drawn="#root [data-testid=stMain] :is(h1,[data-testid=stException])";
var watch=new MutationObserver(function(){if(document.querySelector(drawn)){watch.disconnect();first.remove()}});
watch.observe(document.getElementById("root"),{childList:true,subtree:true})})()</script>"""

# Without scripts nothing else comes.
ON_THEIR_WAY = "Charts, tables and choices are on their way."
WITHOUT_SCRIPTS = "Charts, tables and choices need JavaScript."


class Crisis(NamedTuple):
    """What is said of a crisis at first: its name, title and summary, and HTML of the sentences and the cards."""

    name: str
    title: str
    lead: str
    summary: str
    cards: str


# For each data folder, what was worked out last: in which state of the tables, and what of each crisis.
_kept: dict[str, tuple[str, dict[str, Crisis]]] = {}


def keep(where: str, state: str, crises: dict[str, Crisis]) -> None:
    """Show this from now on to whoever opens the first page, for as long as the tables are in this state."""
    _kept[where] = (state, crises)


def at(path: str, query: bytes, where: str, state: str) -> str:
    """Return what stands at an address until its page comes; "" where that is another page, or not worked out.

    `path` is below the base path; `state` names the tables as they are now.
    """
    found = None if path.strip("/") else crisis(query, where, state)
    return _html(found) if found else ""


def is_kept(where: str, state: str) -> bool:
    """Tell whether a state of the tables is worked out."""
    return _kept.get(where, ("", {}))[0] == state != ""


def crisis(query: bytes, where: str, state: str) -> Crisis | None:
    """Return what is said of the crisis that an address asks for; None where there is none."""
    kept, crises = _kept.get(where, ("", {}))
    asked = parse_qs(query.decode("latin-1"))
    if kept != state or not crises or set(asked) - {"crisis"}:
        return None
    # A link names a crisis by its identifier or as the list of choices does.
    by_name = {one.name: one for one in crises.values()}
    return {**by_name, **crises}.get(asked.get("crisis", [next(iter(crises))])[-1])


def _html(crisis: Crisis) -> str:
    return (
        f'{STYLE}<div id="dd-first"><h1>{escape(crisis.title)}</h1>'
        f'{crisis.lead}<p class="dd-first-summary">{escape(crisis.summary)}</p>{crisis.cards}'
        f'<p class="dd-quiet" role="status">{ON_THEIR_WAY}</p><noscript>{WITHOUT_SCRIPTS}</noscript></div>{SCRIPT}'
    )
