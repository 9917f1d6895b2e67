"""Which files one version holds: all the data package names, some of them new."""

import json
from collections.abc import Mapping

from curation.store.names import table_name
from curation.store.places import Place
from curation.store.placing import on_disk
from curation.store.refusals import NotAllowed
from curation.store.repository import Store
from curation.store.versions import Version, tables
from curation.tables import PACKAGE, package, small


def merged(store: Store, now: Version, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the current version's files with these in their place, as far as the data package names them.

    Raises NotAllowed for a file the data package does not name, Damaged.
    """
    for name in files:
        table_name(name)
    spare = on_disk(store.place, now.digests).values()
    whole = {**tables(store, now, spare), **files}
    named = _named(whole.get(PACKAGE, b""), whole)
    strange = sorted(set(files) - named)
    if strange:
        raise NotAllowed(f"{strange[0]} is none of the tables of the data package; name it in datapackage.json first")
    return {name: content for name, content in whole.items() if name in named}


def _named(description: bytes, files: Mapping[str, bytes]) -> set[str]:
    """Return the files a data package names and itself; all, when it cannot be read: the check says so then."""
    try:
        return {PACKAGE, *(resource["path"] for resource in json.loads(description)["resources"])}
    except (ValueError, KeyError, TypeError):
        return set(files)


def found(place: Place) -> dict[str, bytes]:
    """Return the tables of the data folder as they lie there, without those that are opened in place.

    Raises BrokenTables without a data package, OSError.
    """
    paths = [resource["path"] for resource in small(place.data, package(place.data))["resources"]]
    return on_disk(place, [PACKAGE, *(table_name(path) for path in paths)])
