"""Files for download outlast the pages that are drawn after they were made, and not for ever."""

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from components import kept_downloads

PAGES = 50


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def made() -> tuple[MediaFileManager, str]:
    """Files as the server has them, and the name of one that somebody asked for by a click."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    button = files.add_deferred(lambda: b"rows", "text/csv", "1.1", "rows.csv")
    return files, files.execute_deferred(button).removeprefix("/media/")


def test_streamlit_throws_a_file_away_when_two_pages_were_drawn_and_we_do_not():
    theirs, name = made()
    for _ in range(2):
        theirs.remove_orphaned_files()
    assert theirs.read_file(name) is None, "a newer Streamlit keeps files: drop kept_downloads"
    ours, name = made()
    clear = kept_downloads.seldom(ours.remove_orphaned_files, 60, Clock())
    for _ in range(PAGES):
        clear()
    assert ours.read_file(name).content == b"rows"


def test_a_file_is_there_for_a_minute_and_gone_after_two():
    files, name = made()
    clock = Clock()
    clear = kept_downloads.seldom(files.remove_orphaned_files, 60, clock)
    for clock.now in (59.0, 60.0, 119.0):
        clear()
        assert files.read_file(name)
    clock.now = 120.0
    clear()
    assert files.read_file(name) is None
