"""Files for download stay until slow readers have fetched them.

Streamlit makes such a file when its button is clicked, and throws it away when pages of two readers, or one page twice,
have been drawn since. With a hundred readers that is a tenth of a second later: before a browser on a slow line asks.
"""

import time
from collections.abc import Callable

from streamlit.runtime import Runtime

# Seconds between two clearings. The first one after a file was made marks it, the next throws it away.
CLEAR_EVERY = 60.0


def keep() -> None:
    """Have the server throw files away once in a while instead of after each run of a page."""
    files = Runtime.instance().media_file_mgr
    files.remove_orphaned_files = seldom(files.remove_orphaned_files, CLEAR_EVERY)


def seldom(act: Callable[[], None], seconds: float, clock: Callable[[], float] = time.monotonic) -> Callable[[], None]:
    """Return `act` so that it is done only where at least `seconds` have passed since it was done last."""
    done = clock()

    def seldom_done() -> None:
        nonlocal done
        if clock() >= done + seconds:
            done = clock()
            act()

    return seldom_done
