"""What is sent of a large file to the process that parses, and that the reading is the same."""

from curation.reading.intake import parse
from curation.reading.kept import Stretch
from curation.reading.reading import Limits
from tests.curation.bulk import NEVER, across, table


def test_of_plain_rows_only_their_number_is_sent_and_of_what_follows_others_everything():
    content = table([])
    reading, proven = across(content, piece=1_000)
    assert sum(one.bytes for one in proven) > 0.2 * len(content)
    assert [one.height for one in reading.kept if isinstance(one, Stretch)][1 : len(proven) + 1] == [
        one.height for one in proven
    ]
    assert reading == parse(content, "figures.csv", Limits(), at_once_from=NEVER)
    for odd in ('"Idleb, city",5,seen', "Idleb,5"):
        rows = table([odd], after=550) + table([], after=900)
        reading, fewer = across(rows, piece=1_000)
        assert reading == parse(rows, "figures.csv", Limits(), at_once_from=NEVER)
        assert 0 < sum(one.bytes for one in fewer) < 0.1 * len(rows)
