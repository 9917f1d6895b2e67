"""Which pages are visited, and what is clicked on each: every click redraws all that its page draws."""

from dataclasses import dataclass, field, replace

SYRIA, NORTH_EAST, WORLD = "Syria, since 2011", "North-east Syria, October 2019", "The world, by year"
NORTH_WEST, BY_SITES = "North-west Syria, since December 2019", "A country by its sites"

# How often a page's choices are gone through, so that one visit has some six clicks.
CLICKS = 6


@dataclass(frozen=True)
class Visit:
    """A page, the widget that is clicked, the options chosen in turn, and what the address asks for.

    Of a widget that holds `several`, the one option is chosen and taken out again.
    """

    page: str
    widget: str
    options: tuple[str, ...]
    several: bool = False
    query: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The page's path with its query."""
        asked = "&".join(f"{name}={value}" for name, value in self.query.items())
        return f"/{'' if self.page == 'situation' else self.page}" + (f"?{asked}" if asked else "")

    def clicks(self) -> list[tuple[str, bool]]:
        """The options clicked in turn, and whether each is chosen or taken out."""
        if self.several:
            return [(self.options[0], at % 2 == 0) for at in range(CLICKS)]
        return [(self.options[at % len(self.options)], True) for at in range(CLICKS)]


# The two pages that the ordinary page and the Dash page have too.
TWINS = (
    Visit("trend", "Sources", ("OCHA",), several=True),
    Visit("situation", "Crisis", (SYRIA, NORTH_EAST, WORLD)),
)

# Every page that readers filter. Crises of which a page has nothing to draw are left out there.
PAGES = (
    *TWINS,
    Visit("breakdown", "Crisis", (SYRIA, WORLD)),
    Visit("places", "Crisis", (SYRIA, NORTH_EAST, WORLD)),
    Visit("movements", "Crisis", (SYRIA, NORTH_EAST)),
    Visit("compare", "Crisis", (SYRIA, NORTH_EAST, WORLD)),
    Visit("sources", "Crisis", (SYRIA, NORTH_EAST, WORLD)),
    Visit("revisions", "Crisis", (SYRIA, NORTH_EAST, WORLD)),
    Visit("events", "Crisis", (NORTH_EAST, NORTH_WEST)),
    Visit("figures", "Crisis", (WORLD,), several=True),
)

# Pages that have nothing to draw of the crisis whose figures are by site, which the large table opens with.
NOT_BY_SITE = ("movements", "events")


def behind_rows(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Visit the same pages with a large table behind them: the crisis with all its rows is one of the choices."""
    return tuple(_behind_rows(one) for one in visits)


def _behind_rows(visit: Visit) -> Visit:
    if visit.page in NOT_BY_SITE:
        return replace(visit, query={"crisis": "syr-nw-2019-12"})
    if visit.several:
        return visit if visit.page == "trend" else replace(visit, options=(BY_SITES,))
    return replace(visit, options=(*visit.options[:2], BY_SITES))
