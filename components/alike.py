"""Tables that are the same in two versions are one frame, so that whoever has read one has read the other."""

import threading
from collections import OrderedDict

import pandas as pd

from components.reads import same

# States of a table, or of a crisis's figures, kept to compare with; and how many tables and crises.
STATES_KEPT = 4
NAMES_KEPT = 400

_known: OrderedDict[tuple, list[pd.DataFrame]] = OrderedDict()
_lock = threading.Lock()


def one_frame(where: str, name: str, rows):
    """Return the frame that was there before with the very same rows, else this one; anything but a frame as it is."""
    if not isinstance(rows, pd.DataFrame):
        return rows
    with _lock:
        known = list(_known.get((where, name), ()))
    found = next((one for one in known if same(one, rows)), rows)
    with _lock:
        known = _known.get((where, name), [])
        _known[where, name] = [found, *(one for one in known if one is not found)][:STATES_KEPT]
        _known.move_to_end((where, name))
        while len(_known) > NAMES_KEPT:
            _known.popitem(last=False)
    return found
