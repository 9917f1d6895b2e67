"""How to cite a figure: plain, APA and BibTeX, and a small piece of HTML for another site."""

import re
from datetime import date
from html import escape

import pandas as pd
from pylatexenc.latexencode import UnicodeToLatexEncoder

from components import figure_words, wording
from components.published import row

# Signs that BibTeX or LaTeX would read as commands are written out; letters of any script stay as they are.
LATEX = UnicodeToLatexEncoder(
    non_ascii_only=False,
    replacement_latex_protection="braces-all",
    unknown_char_policy="keep",
    unknown_char_warning=False,
)

# Signs that no text of ours needs: controls, and marks that turn the direction of what follows.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")

# An address inside BibTeX may not open or close a group.
IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", '"': "%22", "<": "%3C", ">": "%3E"}

BOX = "margin:0;padding:12px 16px;border:1px solid #CFCABD;max-width:420px;color:#22262A;background:#FFFFFF;"
SANS = "font-family:system-ui,sans-serif;font-size:14px;line-height:1.4"
NUMBER = "font-family:Georgia,serif;font-size:30px;font-weight:600;line-height:1.2"


def plain(figure, today: date) -> str:
    """Return a sentence with the document, its date and address, and the day it was seen."""
    where = [clean(figure_words.document(figure)), _published(figure)]
    if pd.notna(figure["url"]):
        where.append(figure["url"])
    return f"{clean(figure_words.said(figure))}{_mark(figure)} {', '.join(where)}. Seen on {wording.day(today)}."


def apa(figure, today: date) -> str:
    """Return a reference in the style of the APA, with what the figure says in brackets."""
    author = clean(row("sources", figure["source_id"])["name"])
    said = clean(f"{figure_words.exactly(figure)}; {figure_words.about(figure)}; {wording.as_of(figure)}")
    gone = figure_words.withdrawn(figure)
    note = f"Figure: {said}" + (f". {gone}" if gone else "")
    seen = f"Retrieved {today:%B} {today.day}, {today.year}"
    end = f" {seen}, from {figure['url']}" if pd.notna(figure["url"]) else f" {seen}."
    return f"{author.rstrip('.')}. ({_apa_date(figure)}). {clean(figure_words.document(figure))} [{note}].{end}"


def bibtex(figure, today: date) -> str:
    """Return a BibTeX entry whose key is the figure's id; letters of other scripts stay letters."""
    gone = figure_words.withdrawn(figure)
    said = f"{figure_words.exactly(figure)}; {figure_words.about(figure)}; {wording.as_of(figure)}"
    fields = {
        "author": f"{{{_latex(row('sources', figure['source_id'])['name'])}}}",
        "title": f"{{{_latex(figure_words.document(figure))}}}",
        **_bibtex_date(figure),
        "url": _in_address(figure["url"]) if pd.notna(figure["url"]) else "",
        "urldate": f"{today}",
        "note": _latex(f"{gone}. {said}" if gone else wording.sentence(said)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{re.sub(r'[^A-Za-z0-9_-]', '-', figure['figure_id'])},", *lines, "}"])


def embed(figure, address: str = "") -> str:
    """Return a box for another site: no script, nothing fetched, every text escaped; a withdrawn number says so.

    `address` is the figure's own page, where the dashboard can be reached from outside.
    """
    gone = figure_words.withdrawn(figure)
    number = escape(wording.sentence(figure_words.exactly(figure)))
    first = f'<p style="margin:0;{SANS};font-weight:700">{escape(gone)}</p>\n  ' if gone else ""
    source = f"{figure_words.who(figure)}, {clean(figure_words.document(figure))}"
    links = f"Source: {_anchor(figure['url'], source)} ({escape(_published(figure))})."
    own = f" {_anchor(address, 'About this figure')}" if address else ""
    licence = f" Licence: {escape(row('sources', figure['source_id'])['licence'])}."
    return (
        f'<div style="{BOX}">\n  {first}<p style="margin:0;{SANS}">{escape(clean(figure_words.about(figure)))}</p>\n'
        f'  <p style="margin:0;{NUMBER}">{f"<s>{number}</s>" if gone else number}</p>\n'
        f'  <p style="margin:0;{SANS}">{escape(wording.sentence(wording.as_of(figure)))}. {links}{licence}{own}</p>\n'
        "</div>"
    )


def clean(text: str) -> str:
    """Return a text on one line, without signs nobody sees."""
    return " ".join(UNSEEN.sub(" ", str(text)).split())


def _anchor(url, words: str) -> str:
    if pd.isna(url) or not str(url).startswith(("http://", "https://")):
        return escape(words)
    return f'<a href="{escape(str(url), quote=True)}" rel="noopener noreferrer">{escape(words)}</a>'


def _mark(figure) -> str:
    gone = figure_words.withdrawn(figure)
    return f" [{gone}.]" if gone else ""


def _published(figure) -> str:
    return wording.dated(figure["published_on"], figure["published_precision"])


def _apa_date(figure) -> str:
    """Give the day no more precisely than it is known."""
    day, known = figure["published_on"], figure["published_precision"]
    if pd.isna(day):
        return "n.d."
    if known == "year":
        return f"{day:%Y}"
    if known == "month":
        return f"{day:%Y, %B}"
    return f"{'by ' if known == 'by' else ''}{day:%Y, %B} {day.day}"


def _bibtex_date(figure) -> dict[str, str]:
    day, known = figure["published_on"], figure["published_precision"]
    if pd.isna(day):
        return {}
    if known == "by":
        return {"year": f"{day:%Y}", "addendum": f"Published no later than {wording.day(day)}"}
    month = "" if known == "year" else f"{day.month}"
    return {"year": f"{day:%Y}", "month": month, "day": "" if known in ("year", "month") else f"{day.day}"}


def _latex(text: str) -> str:
    return LATEX.unicode_to_latex(clean(text))


def _in_address(url: str) -> str:
    return "".join(IN_ADDRESS.get(sign, sign) for sign in clean(url))
