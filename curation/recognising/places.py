"""Places as publishers write them, matched to the locations table; unknown ones are listed once each."""

import re
import zlib
from collections import Counter
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from curation.reading.reading import Question
from curation.recognising.country_names import NO_COUNTRY_NAMES, code_of, iso3, name_of
from curation.recognising.pcode_mends import PCODE, meant, numbered
from curation.recognising.place_names import bare_name
from curation.recognising.spelling import slug
from curation.recognising.unhcr_codes import unhcr_code

# Two spellings this alike (0 to 100) may be one place; a person decides. Idlib and Idleb are 80 alike.
ALIKE = 78

NEW_PLACE = "another place"

# Names that a sentence lists before it says how many more there are.
NAMED = 3


class Places:
    """The places known so far: those of the locations table, and those a file brings.

    `new` holds one row for each unknown place, by its identifier; `questions` those that may be a known one.
    """

    def __init__(self, locations: list[Mapping[str, str]], answers: Mapping[str, str] | None = None):
        self.answers = dict(answers or {})
        self.known = {row["location_id"]: dict(row) for row in locations}
        self._numbered = numbered(locations)
        self.new: dict[str, dict[str, str]] = {}
        self.questions: list[Question] = []
        self.told: dict[str, list[str]] = {}
        self.unhcr = False
        self._names: dict[tuple[str, str], set[str]] = {}
        self._asked: dict[tuple, str] = {}
        self._choices: dict[tuple[str, int], dict[tuple[str, str], str]] = {}
        for row in locations:
            for name in (row.get("name"), row.get("name_ar")):
                if name:
                    self._names.setdefault((row.get("iso3") or "", bare_name(name)), set()).add(row["location_id"])

    def country(self, code: str, name: str) -> str:
        """The identifier of a country or area from its code, or else its name; blank when neither says any."""
        if code.startswith("X-") and code in self.known:
            return code
        found = (unhcr_code(code) if self.unhcr else code_of(code)) if code else ""
        found = found or iso3(name) or (iso3(code) if code else "")
        said = name.strip() or code.strip()
        if not found and said and said not in ("-", "–"):
            found = self._informal(said, "", "", 0)
            self._tell("is no country ISO 3166 knows; look whether the place it became is right", said)
        if found and found not in self.known:
            self._add(found, name_of(found) if not found.startswith("X-") else (name_or(found, said)), 0, "", found)
        return found

    def place(self, level: int, code: str, name: str, country: str, parent: str) -> str:
        """The identifier of a place below its country: its P-code, else a known name, else one of our own."""
        code, name = re.sub(r"\s+", "", code).upper(), " ".join(name.split())
        if code in self.known and code not in self.new:
            return code
        if not code:
            return self._by_name(level, name, country, parent) if name else ""
        mended = self._mended(level, code, name, country, parent)
        if not mended and code.isdigit() and name:
            return self._by_name(level, name, country, parent)
        return mended or self._by_code(level, code, name, country, parent)

    def _by_code(self, level: int, code: str, name: str, country: str, parent: str) -> str:
        """The identifier of a place whose code nobody here knows: the P-code itself, else one of our own."""
        if PCODE.fullmatch(code):
            self._add(code, name or code, level, parent or country, country)
            return code
        self._tell("is written X- and the code, because it has not the form of a P-code", code)
        land = dict.fromkeys(one.removeprefix("X-") for one in (country, parent) if one)
        above = [*land] if code.isdigit() else []
        found = "X-" + re.sub(r"[^A-Z0-9]+", "-", "-".join([*above, code])).strip("-")
        self._add(found, name or code, level, parent or country, country)
        return found

    def _mended(self, level: int, code: str, name: str, country: str, parent: str) -> str:
        """The known place that a code without its zeros means; told, or asked; blank when there is none."""
        key = (level, code, name, country, parent)
        if key not in self._asked:
            fit = meant(code, country, level, parent, self._numbered)
            same = [one for one in fit if name and self._is_called(one, name)]
            sure = same if len(same) == 1 else fit if len(fit) == 1 and not name else []
            if sure:
                said = f"{code} as {sure[0]}, {self.known[sure[0]].get('name') or sure[0]}"
                self._tell(
                    "was read so, because zeros of P-codes are lost in spreadsheets; look whether the place is right",
                    said,
                )
            self._asked[key] = sure[0] if sure else self._which(fit, code, name) if fit else ""
        return self._asked[key]

    def _is_called(self, place: str, name: str) -> bool:
        row = self.known[place]
        names = [bare_name(one) for one in (row.get("name"), row.get("name_ar")) if one]
        return any(fuzz.ratio(bare_name(name), one) >= ALIKE for one in names)

    def _which(self, fit: list[str], code: str, name: str) -> str:
        """Ask which of the known places a code means; until a person says, it is a place of its own."""
        key = f"place:{code}"
        labels = {f"{self.known[one].get('name') or one} ({one})": one for one in fit}
        answer = self.answers.get(key, "")
        if answer in labels or answer in fit:
            return labels.get(answer, answer)
        if answer != NEW_PLACE and key not in {one.key for one in self.questions}:
            said = f"“{code}”" + (f" beside “{name}”" if name else "")
            choices = {label: [[code, name, one]] for label, one in labels.items()} | {NEW_PLACE: [[code, name, ""]]}
            asks = f"which place is {said}? Its zeros may have been lost"
            self.questions.append(Question(asks, choices, (), key))
        return ""

    def country_of(self, names: list[str]) -> str:
        """The only country whose known places at least half of the names are; blank when there is none."""
        bare = [bare_name(name) for name in names]
        found = Counter(country for one in bare for country, known in self._names if known == one and country)
        best = found.most_common(2)
        clear = best and 2 * best[0][1] >= len(names) and (len(best) < 2 or best[0][1] > best[1][1])
        return best[0][0] if clear else ""

    def world(self) -> None:
        """Make the whole world a known place."""
        self._add("X-WLD", "the world", 0, "", "")

    def _by_name(self, level: int, name: str, country: str, parent: str) -> str:
        key = (level, name, country, parent)
        if key not in self._asked:
            self._asked[key] = self._named(level, name, country, parent)
        return self._asked[key]

    def _named(self, level: int, name: str, country: str, parent: str) -> str:
        same = self._names.get((country, bare_name(name)), set())
        at_level = [one for one in same if self._level(one) == level]
        if len(at_level or same) == 1:
            return next(iter(at_level or same))
        near = self._near(level, name, country)
        if near:
            return self._ask(name, near, level, parent, country)
        found = self._informal(name, country, parent, level)
        self._add(found, name, level, parent or country, country)
        return found

    def _near(self, level: int, name: str, country: str) -> str:
        """A known place of the country at this level that is written nearly so; blank when none or several are."""
        choices = self._at_level(country, level)
        if not choices:
            return ""
        found = process.extract(bare_name(name), choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
        ids = {one for _, _, (_, one) in found}
        return ids.pop() if len(ids) == 1 else ""

    def _at_level(self, country: str, level: int) -> dict[tuple[str, str], str]:
        """Names of the country's known places at one level, by name and identifier; looked up once."""
        key = (country, level)
        if key not in self._choices:
            self._choices[key] = {
                (bare, one): bare
                for (land, bare), ids in self._names.items()
                for one in ids
                if land == country and self._level(one) == level
            }
        return self._choices[key]

    def _ask(self, name: str, near: str, level: int, parent: str, country: str) -> str:
        key = f"place:{name}"
        answer = self.answers.get(key)
        other = self._informal(name, country, parent, level)
        known = self.known[near].get("name") or near
        choices = {f"{known} ({near})": [[name, near]], NEW_PLACE: [[name, other]]}
        if answer not in (near, f"{known} ({near})", NEW_PLACE):
            self.questions.append(Question(f"is “{name}” the place “{known}” ({near})?", choices, (), key))
        if answer == NEW_PLACE:
            self._add(other, name, level, parent or country, country)
            return other
        return near

    def _level(self, place: str) -> int | None:
        level = str(self.known.get(place, {}).get("admin_level") or "")
        return int(float(level)) if level else None

    def _informal(self, name: str, country: str, parent: str, level: int) -> str:
        """An identifier of our own: X-, the country, the name; with its parent's name where two have the name."""
        said = slug(name).upper() or f"{zlib.crc32(name.encode()):08X}"
        parts = ["X", country.removeprefix("X-"), said]
        found = "-".join(part for part in parts if part)
        taken = self.new.get(found)
        if taken and (taken["parent_id"], taken["admin_level"]) != (parent or country, str(level)):
            above = slug((self.known.get(parent) or {}).get("name") or parent).upper()
            found = "-".join(part for part in ("X", country.removeprefix("X-"), above, said) if part)
        return found

    def _add(self, place: str, name: str, level: int, parent: str, country: str) -> None:
        if place in self.known:
            return
        row = {
            "location_id": place,
            "name": name,
            "name_ar": name if re.search("[\u0600-\u06ff]", name) else "",
            "admin_level": "" if place in NO_COUNTRY_NAMES else str(level),
            "parent_id": "" if parent == place else parent,
            "iso3": country if re.fullmatch("[A-Z]{3}", country) else "",
        }
        self.known[place] = self.new[place] = row

    def _tell(self, says: str, what: str) -> None:
        listed = self.told.setdefault(says, [])
        if what not in listed:
            listed.append(what)

    def sentences(self) -> list[str]:
        """What was assumed about places, a sentence each, with the first names."""
        sentences = []
        for says, names in self.told.items():
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            sentences.append(f"{', '.join(f'“{one}”' for one in names[:NAMED])}{more} {says}")
        return sentences


def name_or(place: str, said: str) -> str:
    """The usual name of an area of our own, or else as the file says it."""
    known = name_of(place)
    return said if known == place else known
