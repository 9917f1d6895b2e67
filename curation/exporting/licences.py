"""Each source's licence beside its rows, and in plain words what it allows."""

import pandas as pd

# What may be done with the rows of a source, by the words of `may_redistribute` in sources.csv. A single number
# is a fact, which is told with its source; a table of them is what a licence is about.
PASSING_ON = {
    "yes": "allowed under the licence",
    "non_commercial": "allowed, not for commercial use",
    "unknown": "not stated; ask the source before you pass on more than single figures",
    "no": "not allowed without asking the source; single figures may be cited with their source",
}
NOT_STATED = "not stated"

# The columns that a selection of rows has beside those of its table.
BESIDE = (
    {
        "name": "source",
        "title": "Name of the source",
        "description": "Who made the statement, in short.",
        "type": "string",
        "hxl": "#meta+source+name",
    },
    {
        "name": "licence",
        "title": "Licence",
        "description": "The source's terms as it states them; not stated where none was seen.",
        "type": "string",
        "hxl": "#meta+license",
    },
    {
        "name": "licence_link",
        "title": "Link to the licence",
        "description": "Where the terms stand.",
        "type": "string",
        "hxl": "#meta+license+url",
    },
    {
        "name": "passing_on",
        "title": "Passing on",
        "description": "Whether these rows may be passed on, as the source's terms say.",
        "type": "string",
        "hxl": "#meta+license+use",
    },
)


def terms(sources: pd.DataFrame) -> dict[str, dict[str, str | None]]:
    """Return for each source its `source` (short name), `licence`, `licence_link` and `passing_on` in words.

    Takes the table sources. A source without a licence is `not stated`; a link that is not known is None.
    """
    return {
        one["source_id"]: {
            "source": one["short_name"],
            "licence": one["licence"] if pd.notna(one["licence"]) else NOT_STATED,
            "licence_link": one["licence_url"] if pd.notna(one["licence_url"]) else None,
            "passing_on": PASSING_ON.get(one["may_redistribute"], PASSING_ON["unknown"]),
        }
        for one in sources.to_dict("records")
    }


def with_licences(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the columns of `BESIDE`: their source's name, licence, its link, and what it allows.

    A row whose source nobody knows has none of its name, and a licence that is not stated. A table
    without `source_id`, or with a licence of its own, comes back as it is.
    """
    if "source_id" not in rows or "licence" in rows:
        return rows
    known = terms(sources)
    nobody = {"source": None, "licence": NOT_STATED, "licence_link": None, "passing_on": PASSING_ON["unknown"]}
    said = [known.get(one, nobody) for one in rows["source_id"]]
    names = [field["name"] for field in BESIDE]
    return rows.assign(**{name: pd.array([one[name] for one in said], dtype="str") for name in names})


def licensed(resource: dict) -> dict:
    """Return a resource of the data package with the fields of `BESIDE`, if its rows name their source."""
    fields = resource["schema"]["fields"]
    names = {field["name"] for field in fields}
    if "source_id" not in names or "licence" in names:
        return resource
    return {**resource, "schema": {**resource["schema"], "fields": [*fields, *BESIDE]}}
