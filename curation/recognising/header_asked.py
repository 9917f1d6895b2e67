"""What recognition answers by itself of reading's questions: a table without a header is read so, and told."""

from curation.reading.reading import Finding, Reading

# The question and the choice, as reading words them.
KEY, NO_HEADER = "header", "there is no header"


def without_header(reading: Reading, answers: dict[str, str]) -> dict[str, str]:
    """Answers with which to read again: a first line of values is no header. The same ones where none is asked."""
    asked = any(one.key == KEY and NO_HEADER in one.choices for one in reading.questions)
    return {**answers, KEY: NO_HEADER} if asked and KEY not in answers else answers


def told_of_header() -> Finding:
    """What is said of it."""
    return Finding(
        "the first line holds values, so it is read as data; the columns are numbered, and a person says what they are"
    )
