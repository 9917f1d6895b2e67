"""Publishers killed at any moment."""

import random
import time

import curation.publishing as store
from tests.curation.curators import values
from tests.faults.publisher import LONG, assert_sound, assert_whole, deliver, publish_until_killed, sent, start

KILLS = 300 if LONG else 100

# A publication takes some 40 ms on an idle computer, the first of a process more.
LONGEST_LIFE = 0.3


def test_no_kill_tears_or_loses_a_version_or_stops_the_next_publisher(begun):
    moments, acknowledged, finished = random.Random(2020), [], 0
    for kill in range(KILLS):
        process, told = start(publish_until_killed, begun, 1000 * (kill + 1))
        told.recv()
        time.sleep(moments.uniform(0, LONGEST_LIFE))
        process.kill()
        process.join()
        acknowledged += sent(told)
        on_disk = {path.name: path.read_bytes() for path in begun.glob("*.csv")}
        known = [store.files_of(begun, version.id) for version in store.history(begun, 3)]
        for name, content in on_disk.items():
            assert content in [files[name] for files in known], f"{name} is torn"
        finished += bool(store.heal(begun).placed)
        assert_whole(begun, acknowledged)
    assert acknowledged
    assert_sound(begun)
    deliver(begun, 7, store.current(begun).id)
    found = values(begun)
    assert all(found[number - 1] == str(value) for number, value in acknowledged)
    said = f"{len(found)} versions, {len(acknowledged)} acknowledged, {finished} copies finished by healing"
    print(f"\n{KILLS} kills: {said}")
