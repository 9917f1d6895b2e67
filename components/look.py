"""The dashboard's own look: typography of cards, source lines and notes, for light and dark.

The door writes it into the page every visit begins with, once; it does not travel again with each choice.
"""

# Everything is mixed from the text's own colour, so that it follows the theme the reader chose.
STYLE = """
<style>
.dd-lead { font-family: 'Source Serif', Georgia, serif; font-size: 1.32rem; line-height: 1.45; max-width: 46rem;
  margin: 0 0 .4rem; text-wrap: pretty; }
.dd-quiet, .dd-source { color: color-mix(in srgb, currentColor 78%, transparent); }
.dd-source { font-size: .84rem; line-height: 1.45; max-width: 60rem; margin: -.2rem 0 .1rem;
  border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding-top: .45rem;
  overflow-wrap: anywhere; }

.dd-source a, .dd-card a, .dd-note a, .dd-words a {
  color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.dd-whole { white-space: nowrap; }
.dd-title { font-family: 'Source Serif', Georgia, serif; font-size: 1.15rem; font-weight: 600; line-height: 1.3;
  margin: 0; padding: 0; max-width: 48rem; text-wrap: balance; }
.dd-subtitle { font-size: .9rem; line-height: 1.4; margin: .15rem 0 0; max-width: 60rem; }
[class*="st-key-chart-"] { overflow: hidden; }
[class*="st-key-chart-"] .stElementContainer { margin-top: -64px; }
[class*="st-key-chart-"] .modebar-container { top: 64px !important; }
/* The table's own download would write texts that spreadsheets run; ours stands below. */
[data-testid="stElementToolbar"] button[aria-label*="CSV" i] { display: none; }
.dd-key { font-size: .84rem; margin: -.4rem 0 0; }
.dd-key + .dd-source { margin-top: .8rem; }
.dd-cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15.5rem), 1fr)); gap: 1px;
  margin: .4rem 0 .8rem; border-top: 2px solid currentColor;
  border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.dd-card { padding: .8rem .9rem .9rem 0; display: flex; flex-direction: column; gap: .18rem; min-width: 0; }
.dd-card h2 { font-family: inherit; font-size: .95rem; font-weight: 600; margin: 0; padding: 0; line-height: 1.3; }
.dd-value { font-family: 'Source Serif', Georgia, serif; font-size: 2.05rem; line-height: 1.1; font-weight: 600;
  font-variant-numeric: lining-nums; }
.dd-hedge { display: block; font-size: .95rem; font-weight: 400; line-height: 1.2; }
.dd-card p { margin: 0; font-size: .88rem; line-height: 1.4; overflow-wrap: anywhere; }
.dd-card img { display: block; margin: .25rem 0; max-width: 100%; }
.dd-chip { display: inline-block; font-size: .8rem; line-height: 1.3; padding: .12rem .5rem; border-radius: 1rem;
  border: 1px solid color-mix(in srgb, currentColor 45%, transparent); }
.dd-card details { font-size: .86rem; margin-top: .2rem; }
.dd-card summary { cursor: pointer; list-style: none; }
.dd-card summary::-webkit-details-marker { display: none; }
.dd-card summary:focus-visible .dd-chip { outline: 2px solid currentColor; outline-offset: 2px; }
.dd-card ul, .dd-note ul { margin: .35rem 0 0; padding-left: 1.1rem; }
.dd-card li, .dd-note li { margin: .15rem 0; font-size: .86rem; line-height: 1.4; }
.dd-note { font-size: .92rem; line-height: 1.5; max-width: 60rem; padding: .1rem 0 .1rem .9rem;
  border-left: 3px solid #B98405; }
.dd-fresh { font-size: .92rem; line-height: 1.5; max-width: 60rem; margin: 0; }
.dd-words { max-width: 60rem; }
.dd-words dt { font-weight: 600; margin-top: .7rem; }
.dd-words dd { margin: .1rem 0 0; }
.dd-words .dd-quiet { font-size: .88rem; }
.dd-acts { max-width: 60rem; padding-left: 1.3rem; margin: .2rem 0 .6rem; }
.dd-acts li { margin: .25rem 0; line-height: 1.5; }
.dd-steps { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; padding: .55rem 0 !important;
  margin: 0 !important;
  border-top: 2px solid currentColor; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.dd-steps li { font-weight: 600; font-size: .95rem; margin: 0 !important; padding: 0 !important; }
.dd-steps .dd-quiet { font-weight: 400; font-size: .86rem; }
.dd-steps .dd-later { color: color-mix(in srgb, currentColor 70%, transparent); }
.dd-counts { display: flex; flex-wrap: wrap; gap: .3rem 1.8rem; margin: .1rem 0 .3rem; font-size: .92rem; }
.dd-counts b { font-family: 'Source Serif', Georgia, serif; font-size: 1.5rem; font-variant-numeric: lining-nums; }
.dd-cells { overflow-x: auto; margin-bottom: .3rem; }
.dd-cells table { border-collapse: collapse; font-size: .82rem; font-variant-numeric: tabular-nums; }
.dd-cells td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .15rem .45rem;
  white-space: pre; }
.dd-cells th { text-align: left; font-weight: 400; padding: .15rem .45rem; }
.dd-problems { border-collapse: collapse; width: 100%; font-size: .86rem; line-height: 1.4; margin: .2rem 0 .6rem; }
.dd-problems th, .dd-problems td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
.dd-problems thead th { font-weight: 400; white-space: nowrap;
  color: color-mix(in srgb, currentColor 78%, transparent); }
.dd-problems tbody th { white-space: nowrap; font-weight: 600; }
.dd-headlines tbody th { white-space: normal; width: 30%; }
.dd-headlines tbody td { width: 35%; }
.dd-fields { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .25rem 1.2rem; max-width: 60rem;
  font-size: .92rem; line-height: 1.45; margin: 0 0 .6rem !important; padding: 0; }
.dd-fields dt { color: color-mix(in srgb, currentColor 78%, transparent); }
.dd-fields dd { margin: 0; overflow-wrap: anywhere; }
.dd-fields a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
@media (max-width: 40rem) { .dd-fields { grid-template-columns: 1fr; gap: 0; }
  .dd-fields dd { margin-bottom: .45rem; } }
.dd-rows a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.dd-rows tbody th { white-space: normal; }
.dd-rows .dd-mark { white-space: nowrap; }
@media (max-width: 40rem) { .dd-problems thead { display: none; }
  .dd-problems tr { display: block; padding: .45rem 0;
    border-bottom: 1px solid color-mix(in srgb, currentColor 35%, transparent); }
  .dd-problems th, .dd-problems td { display: block; border: 0; padding: .1rem 0; width: auto !important; }
  .dd-problems td:not(:empty)::before { content: attr(data-head) ": ";
    color: color-mix(in srgb, currentColor 78%, transparent); }
  .dd-problems td:empty { display: none; } }
.st-key-newer-show { display: none !important; }
.dd-newer { margin: 0; padding: .45rem .8rem; border-left: 3px solid currentColor; font-weight: 600; }
.dd-foot { font-size: .82rem; line-height: 1.5; margin-top: 2rem; max-width: 60rem;
  color: color-mix(in srgb, currentColor 78%, transparent); }
</style>
"""
