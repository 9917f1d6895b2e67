"""Which age groups of a table are the parts of another, without gap or overlap."""

from collections.abc import Collection

from curation.personal.cuts import ENDLESS

Ages = tuple[int, int]

# More ways than this to cut the same ages are not all looked at.
WAYS = 20


def partitions(ages: Collection[Ages]) -> list[tuple[Ages | None, list[Ages], bool]]:
    """Return each whole with its parts, and whether the parts are all of it.

    The whole is one of `ages`, or None for all ages. Parts follow each other: 0-4, 5-17, 18-59, 60+.
    Those of all ages are complete when they begin at 0 and have no end; 0-17 and 18-59 are not.
    """
    known = sorted(set(ages))
    found = []
    for chain in _chains(known):
        first, last = chain[0][0], chain[-1][1]
        if (first, last) in known and len(chain) > 1:
            found.append(((first, last), chain, True))
        if first == known[0][0] and last == max(end for _, end in known):
            found.append((None, chain, first == 0 and last == ENDLESS))
    return found


def _chains(ages: list[Ages]) -> list[list[Ages]]:
    """Return runs of age groups in which each begins the year after the one before ends."""
    chains: list[list[Ages]] = []
    growing = [[age] for age in ages]
    while growing and len(chains) < WAYS * max(1, len(ages)):
        chain = growing.pop(0)
        chains.append(chain)
        growing += [[*chain, age] for age in ages if age[0] == chain[-1][1] + 1]
    return chains
