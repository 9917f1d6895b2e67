"""Names of places as they are compared: without what kind of place it is, articles and signs."""

from curation.recognising.spelling import plain

# Words that say what kind of place it is and tell no place from another.
KINDS = {
    plain(word)
    for word in [
        "governorate",
        "province",
        "district",
        "sub-district",
        "state",
        "region",
        "county",
        "oblast",
        "department",
        "municipality",
        "gouvernorat",
        "région",
        "departamento",
        "provincia",
        "estado",
        "محافظة",
        "ناحية",
        "قضاء",
        "منطقة",
        "область",
        "район",
    ]
}


def bare_name(name: str) -> str:
    """A place's name without its kind (governorate, district), article and signs."""
    words = [word for word in plain(name).split() if word not in KINDS]
    words = [word.removeprefix("ال") if len(word) > 4 else word for word in words]
    return " ".join(word for word in words if word not in ("al", "el", "ash", "as", "ar", "ad", "an")) or plain(name)
