"""The later acts on the command line: compare, publish, history, restore, adopt."""

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from curation.checking_act import EMBEDDED, EXIT, questions_in_words, with_answers
from curation.problems import BrokenTables
from curation.publishing import adopt, current, hand_edits, heal, history, publish, restore
from curation.publishing_large import NOT_ASKED, Held, is_for_large, publish_large
from curation.reading.reading import Limits
from curation.receive import Received, kept_upload, parts_of, received
from curation.reviewing import Review, review
from curation.store.joining import join
from curation.store.mending import damages, mend
from curation.store.packing import pack
from curation.store.refusals import StoreError
from curation.store.versions import Author

LOOK_FIRST = "\nnothing was published; look at the warnings, then add --accept-warnings"

ACCEPTED, LOOK, REFUSED = EXIT["accept"], EXIT["ask"], EXIT["refuse"]


def add_to(acts: argparse._SubParsersAction) -> list[argparse.ArgumentParser]:
    """Add the acts to the command line, and return their parsers."""
    comparing = acts.add_parser("compare", help="show what publishing files would change")
    publishing = acts.add_parser("publish", help="check, compare and publish files as one version")
    for one in (comparing, publishing):
        one.add_argument("files", type=Path, nargs="+", metavar="FILE")
        one.add_argument("--mode", choices=("add", "replace"), help="new rows only, or the whole table")
        with_answers(one)
    publishing.add_argument("--accept-warnings", action="store_true", help="publish although there are warnings")
    comparing.set_defaults(do=compare_files)
    publishing.set_defaults(do=publish_files)
    listing = acts.add_parser("history", help="list the versions, newest first")
    listing.add_argument("-n", type=int, default=20, help="how many")
    listing.set_defaults(do=list_versions)
    restoring = acts.add_parser("restore", help="publish an older version again")
    restoring.add_argument("version", help="its number, or the beginning of its id")
    restoring.set_defaults(do=restore_version)
    adopting = acts.add_parser("adopt", help="make a version of files edited by hand in the data folder")
    adopting.set_defaults(do=adopt_edits)
    joining = acts.add_parser("join", help="after publishing in two places: go on with the tables of one")
    joining.add_argument("keep", choices=("here", "there"), help="whose tables go on; the others stay in the history")
    joining.set_defaults(do=join_sides)
    mending = acts.add_parser("heal", help="finish what was interrupted, mend what is damaged, and pack the versions")
    mending.set_defaults(do=heal_folder)
    for one in (publishing, restoring, adopting, joining):
        one.add_argument("--reason", required=True, help="why, in a sentence")
        one.add_argument("--author", default=getpass.getuser(), help="who: NAME or 'NAME <EMAIL>'")
    parsers = [comparing, publishing, listing, restoring, adopting, joining, mending]
    for one in parsers:
        one.add_argument("--data", type=Path, default=EMBEDDED, metavar="FOLDER", help="the data folder")
    return parsers


def compare_files(asked: argparse.Namespace) -> int:
    """Print what would change; 1 when a person should look, 2 when it cannot be published."""
    found = _reviewed(asked)
    if isinstance(found, int):
        return found
    _say(asked, _summary(found), _in_words(found))
    return _verdict(found)


def publish_files(asked: argparse.Namespace) -> int:
    """Publish files whose review has no errors, and no warnings unless they are accepted.

    Figures as Parquet, or as a CSV over the limit, are published straight from the disk, as the whole table.
    """
    if is_for_large(asked.files, asked.max_mb * 1_000_000):
        return _publish_large(asked)
    found = _reviewed(asked)
    if isinstance(found, int):
        return found
    code, unsure = _verdict(found), _unsure(found) and not asked.mode
    if code == REFUSED or unsure or (code == LOOK and found.warnings and not asked.accept_warnings):
        mode = "\nnothing was published; say --mode add or --mode replace"
        hint = "" if code == REFUSED else mode if unsure else LOOK_FIRST
        _say(asked, _summary(found), _in_words(found) + hint)
        return code
    files = [(one.name, one.read_bytes()) for one in asked.files]
    return _act(
        asked,
        lambda: publish(
            asked.data,
            found.files,
            author=_author(asked.author),
            reason=asked.reason,
            base=found.base,
            upload=kept_upload(files),
            answered={f"looked at: {one}": "yes" for one in found.warnings},
            counts=found.counts,
        ),
    )


def _publish_large(asked: argparse.Namespace) -> int:
    if asked.mode == "add":
        return _refused(asked, "a table larger than memory is published whole: add the rows to its file")
    try:
        now = current(asked.data)
    except StoreError as error:
        return _refused(asked, str(error))
    print(f"checking every row of {asked.files[0].name}, and preparing it for the pages", file=sys.stderr)
    print(NOT_ASKED, file=sys.stderr)
    about = {"author": _author(asked.author), "reason": asked.reason, "accepted": asked.accept_warnings}
    act = partial(publish_large, asked.data, asked.files[0], base=now and now.id, **about)
    try:
        return _act(asked, act)
    except Held as held:
        _say(asked, {"warnings": [asdict(one) for one in held.problems]}, f"{held}{LOOK_FIRST}")
        return LOOK


def list_versions(asked: argparse.Namespace) -> int:
    """Print the newest versions."""
    try:
        found = history(asked.data, asked.n)
    except StoreError as error:
        return _refused(asked, str(error))
    lines = [
        f"{one.number:>5}  {one.at:%Y-%m-%d %H:%M}  {one.id[:8]}  {one.act:<8} {one.author.name}: {one.reason}"
        for one in found
    ]
    plain = [{**asdict(one), "at": one.at.isoformat()} for one in found]
    _say(asked, plain, "\n".join(lines) or "no version yet; the first publication begins the history")
    return ACCEPTED


def restore_version(asked: argparse.Namespace) -> int:
    """Publish an older version again, named by its number or the beginning of its id."""
    try:
        found = history(asked.data)
    except StoreError as error:
        return _refused(asked, str(error))
    chosen = [one for one in found if asked.version in (str(one.number), one.id)]
    chosen = chosen or [one for one in found if len(asked.version) > 5 and one.id.startswith(asked.version)]
    if len(chosen) != 1:
        return _refused(asked, f"there is no version {asked.version}; `history` lists them")
    author = _author(asked.author)
    return _act(asked, lambda: restore(asked.data, chosen[0].id, author=author, reason=asked.reason, base=found[0].id))


def adopt_edits(asked: argparse.Namespace) -> int:
    """Make a version of what was edited by hand."""
    edited, now = hand_edits(asked.data), current(asked.data)
    if not edited:
        _say(asked, {"edited": []}, "no file was edited by hand")
        return ACCEPTED
    author = _author(asked.author)
    return _act(asked, lambda: adopt(asked.data, author=author, reason=asked.reason, base=now and now.id))


def join_sides(asked: argparse.Namespace) -> int:
    """Bring a data folder and its off-site copy together after both published."""
    author = _author(asked.author)
    return _act(asked, lambda: join(asked.data, asked.keep, author=author, reason=asked.reason))


def heal_folder(asked: argparse.Namespace) -> int:
    """Finish what a crash or a full disk interrupted, mend what can be mended, and say what cannot."""
    try:
        done = mend(asked.data)
        healed = heal(asked.data)
        said = [*done, *healed.told, healed.pending, pack(asked.data), *damages(asked.data)]
    except (StoreError, OSError) as error:
        return _refused(asked, str(error))
    _say(asked, {"said": [one for one in said if one]}, "\n".join(one for one in said if one))
    return LOOK if healed.pending else ACCEPTED


def _reviewed(asked: argparse.Namespace) -> Review | int:
    files = []
    for file in asked.files:
        print(f"reading and checking {file.name}", file=sys.stderr)
        try:
            content = file.read_bytes()
        except OSError as error:
            return _refused(asked, f"{file}: {error.strerror}")
        limits = Limits(size=asked.max_mb * 1_000_000)
        try:
            files.append(received(file.name, content, asked.data, dict(asked.answer), limits))
        except BrokenTables as error:
            return _refused(asked, str(error))
        stopped = _stopped(asked, files[-1])
        if stopped is not None:
            return stopped
    print("comparing with the published tables", file=sys.stderr)
    parts = parts_of(files, asked.data)
    modes = {one.table: asked.mode for one in parts if asked.mode}
    try:
        return review(parts, asked.data, datetime.now(UTC).date(), modes)
    except (BrokenTables, StoreError, ValueError) as error:
        return _refused(asked, str(error))


def _stopped(asked: argparse.Namespace, one: Received) -> int | None:
    """Say what keeps a file from being compared, and the exit code; None when nothing does."""
    inspection = one.main.inspection
    if one.questions:
        asked_back = [asdict(question) for question in one.questions]
        _say(asked, {"questions": asked_back}, "\n".join(questions_in_words(one.questions)))
        return LOOK
    if inspection.verdict == "refuse" or not one.main.table:
        why = [str(problem) for problem in inspection.problems]
        unknown = f"{one.part.name}: its columns are those of none of our tables, and no publisher's layout fits"
        return _refused(asked, "\n".join(why) or unknown)
    if one.recognised:
        print(one.recognised.sentence, file=sys.stderr)
    return None


def _verdict(found: Review) -> int:
    return REFUSED if found.errors else LOOK if found.warnings or _unsure(found) else ACCEPTED


def _unsure(found: Review) -> bool:
    """True when it is not clear whether a file adds rows or is the whole table."""
    return not all(one.sure for one in found.comparisons.values())


def _summary(found: Review) -> dict:
    return {
        "base": found.base,
        "tables": {table: one.summary() for table, one in found.comparisons.items()},
        "problems": [{**asdict(one), "sentence": str(one)} for one in found.problems],
    }


def _in_words(found: Review) -> str:
    lines = []
    for table, one in found.comparisons.items():
        lines += [f"{table}: {one.because}", *(f"  {sentence}" for sentence in one.sentences())]
        for cell in one.revised.head(20).to_dicts():
            lines.append(
                f"  {cell['key']}, {cell['column']}: {cell['before'] or '(blank)'} → {cell['after'] or '(blank)'}"
            )
    return "\n".join([*lines, *(f"{one.level}: {one}" for one in found.problems)])


def _author(text: str) -> Author:
    name, _, email = text.partition("<")
    return Author(name.strip(), email.strip().removesuffix(">"))


def _act(asked: argparse.Namespace, act) -> int:
    try:
        done = act()
    except (StoreError, BrokenTables, OSError) as error:
        return _refused(asked, f"nothing was published. {error}")
    version = done.version
    words = f"version {version.number} is published ({version.id[:8]})" + (f"\n{done.pending}" if done.pending else "")
    _say(asked, {"version": version.number, "id": version.id, "pending": done.pending}, words)
    return LOOK if done.pending else ACCEPTED


def _say(asked: argparse.Namespace, plain: object, words: str) -> None:
    print(json.dumps(plain, ensure_ascii=False, default=str) if asked.json else words)


def _refused(asked: argparse.Namespace, says: str) -> int:
    if asked.json:
        print(json.dumps({"refused": says}, ensure_ascii=False))
    else:
        print(says, file=sys.stderr)
    return REFUSED
