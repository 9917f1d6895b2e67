"""Versions of the tables, kept as git commits in a bare repository beside the data folder.

`repository` reads and writes objects and believes none unverified, `versions` and `commits` know
what a commit of ours holds, `witness` remembers what was shown, `lock` lets one publisher in at a
time, `placing` brings a version's files into the data folder, `remote` talks to the off-site copy,
`settling` finishes what was interrupted, `acting` is the order in which every act goes, `mending`
looks everything over. `curation.publishing` is the door to all of them.
"""

from curation.store.refusals import (
    Apart,
    Busy,
    Damaged,
    HandEdited,
    NotAllowed,
    NotWritten,
    Stale,
    StoreError,
    Unchanged,
)
from curation.store.versions import Author, Version

__all__ = [
    "Apart",
    "Author",
    "Busy",
    "Damaged",
    "HandEdited",
    "NotAllowed",
    "NotWritten",
    "Stale",
    "StoreError",
    "Unchanged",
    "Version",
]
