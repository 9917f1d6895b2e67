"""Open pages that look while somebody publishes and packs."""

from pathlib import Path

import curation.publishing as store
from tests.faults.publisher import LONG, assert_sound, deliver, sent, start

ROUNDS = 25 if LONG else 8


def publish_and_pack(folder: Path, rounds: int, told) -> None:
    """Publish three numbers and pack, again and again."""
    for value in range(rounds * 3):
        deliver(folder, 1000 + value, store.current(folder).id)
        if value % 3 == 2:
            told.send(store.pack(folder))


def test_who_looks_meanwhile_never_sees_damage_or_a_hand_edit_that_is_none(begun):
    process, told = start(publish_and_pack, begun, ROUNDS)
    looks = 0
    while process.is_alive():
        looks += 1
        versions = store.history(begun, 20)
        assert not [version.damaged for version in versions if version.damaged]
        assert store.files_of(begun, versions[-1].id)
        assert store.hand_edits(begun) == []
    assert all(said.startswith("the versions were packed") for said in sent(told))
    assert store.current(begun).number == ROUNDS * 3 + 1
    assert_sound(begun)
    print(f"\n{ROUNDS} packings, {looks} looks")
