"""Make and open the bare repository of a data folder."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dulwich.repo import Repo

from curation.store.places import ARRIVING, Place, flush_folders, write_whole
from curation.store.refusals import Damaged, reason_of
from curation.store.repository import ATTRIBUTES, HEAD, MEND, Store


@contextmanager
def opened(place: Place) -> Iterator[Store | None]:
    """Open the repository of a data folder; None when it has none yet.

    Raises Damaged when versions were shown from here and the repository is gone or cannot be opened.
    """
    if not place.git.exists():
        if place.witness.exists():
            raise Damaged(f"versions were published from here, but their repository is gone; {MEND}")
        yield None
        return
    with closing(_repo(place.git)) as repo:
        yield Store(place, repo)


def _repo(git: Path) -> Repo:
    try:
        repo = Repo(os.fspath(git), bare=True)
    except OSError as error:
        raise Damaged(f"the versions cannot be read: {reason_of(error)}") from None
    except Exception as error:  # dulwich names a dozen kinds of damage, and some come as ValueError.
        raise Damaged(f"the versions' repository cannot be opened ({type(error).__name__}); {MEND}") from error
    repo.object_store.fsync_object_files = True
    return repo


def make(place: Place) -> None:
    """Make an empty repository; it appears complete or not at all. Only under the lock. Raises OSError."""
    arriving = place.git.with_name(f".{place.git.name}{ARRIVING}")
    shutil.rmtree(arriving, ignore_errors=True)
    with closing(Repo.init_bare(arriving, mkdir=True, default_branch=b"main")) as repo:
        config = repo.get_config()
        # Who pushes here by hand cannot take a published version back.
        config.set((b"receive",), b"denyNonFastForwards", True)
        config.set((b"receive",), b"denyDeletes", True)
        config.write_to_path()
    (arriving / "info").mkdir(exist_ok=True)
    write_whole(arriving / "info" / "attributes", ATTRIBUTES)
    flush_folders(folder for folder in [arriving, *arriving.rglob("*")] if folder.is_dir())
    arriving.rename(place.git)
    flush_folders([place.versions, place.data.parent])


def keep_head(store: Store) -> None:
    """Write HEAD again when it is damaged: we do not need it, but the ordinary git does not open a store without it."""
    head = store.place.git / "HEAD"
    if not head.exists() or head.read_bytes() != HEAD:
        write_whole(head, HEAD)
