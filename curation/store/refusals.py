"""Why a version was not published or cannot be read: one sentence each, for a curator."""

import errno


class StoreError(Exception):
    """The store did not do what was asked; nothing is half done, and the sentence says why."""


class Stale(StoreError):
    """Somebody published after the version the review compared with."""


class Unchanged(StoreError):
    """The files say what the current version already says."""


class HandEdited(StoreError):
    """Files of the data folder were changed outside the dashboard; `files` names them."""

    def __init__(self, files: list[str]):
        self.files = files
        was, it = ("were", "them") if len(files) > 1 else ("was", "it")
        super().__init__(
            f"{listed(files)} {was} changed in the data folder and not through the dashboard; "
            f"adopt {it} as a version, or put what is published back, then publish again"
        )


class Busy(StoreError):
    """Somebody else has been publishing for longer than we wait."""


class Damaged(StoreError):
    """Something kept is not what was written, or is gone."""


class Apart(StoreError):
    """Here and at the off-site copy different versions were published after the same one."""


class NotAllowed(StoreError):
    """This person, this name or this act is not allowed."""


class NotWritten(StoreError):
    """The disk or the system did not take it."""


# What the system's reasons mean to somebody who is not at the server.
REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk space allowed to the dashboard is used up",
    errno.EFBIG: "a file is larger than the system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "the dashboard lacks the right to its folder",
    errno.EPERM: "the dashboard lacks the right to its folder",
}


def reason_of(error: OSError) -> str:
    """Say an error of the system in plain words, without paths."""
    return REASONS.get(error.errno or 0) or error.strerror or "an error of the disk"


def listed(names: list[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
