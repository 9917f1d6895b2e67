"""Several publishers at once."""

import curation.publishing as store
from tests.curation.curators import values
from tests.faults.publisher import LONG, assert_sound, assert_whole, publish_some, sent, start

PUBLISHERS = 4
EACH = 25 if LONG else 10


def test_each_of_several_publishers_is_either_published_or_told_who_was_first(begun):
    started = [
        start(publish_some, begun, list(range(1000 * (one + 1), 1000 * (one + 1) + EACH))) for one in range(PUBLISHERS)
    ]
    said = [sent(told) for _, told in started]
    for process, _ in started:
        process.join()
        assert process.exitcode == 0
    acknowledged = [one for each in said for one in each if one != "stale"]
    assert sorted(number for number, _ in acknowledged) == list(range(2, PUBLISHERS * EACH + 2))
    assert_whole(begun, acknowledged)
    assert_sound(begun)
    assert len(set(values(begun))) == len(store.history(begun)) == PUBLISHERS * EACH + 1
    refused = sum(one == "stale" for each in said for one in each)
    print(f"\n{PUBLISHERS} publishers × {EACH}: {len(acknowledged)} published, {refused} refused as stale")
