"""What no column of a table says: its country, its day, since when it counts. Found beside the table, else asked."""

import polars as pl

from curation.reading.reading import Finding, Question
from curation.recognising import field_indicators
from curation.recognising.country_guess import country_in_words, country_of_codes, country_of_regions
from curation.recognising.country_names import iso3
from curation.recognising.headed import said_day
from curation.recognising.periods import last_day_in, read_periods
from curation.recognising.places import Places
from curation.recognising.plan import Plan
from curation.recognising.recognised import Recognised
from curation.recognising.sheet import Sheet

# What a text says that gives the day of the count, and not of its publication.
COLLECTED = ("cover", "collect", "as of", "assess", "couvre", "au ", "hasta", "حتى", "станом на")

# So many rounds without a day are asked for one by one.
ROUNDS_ASKED = 12

# What numbers without a name may count; the first is what most tables of the field hold.
USUAL = ("idps", "refugees", "returnees", "newly_displaced", "people_in_need", "population", "asylum_seekers")


def complete(plan: Plan, sheet: Sheet, answers: dict[str, str], result: Recognised, places: Places) -> None:
    """Fill the country, day and first day of a plan from answers or from words beside the table; ask for the others."""
    if 0 not in {place.level for place in plan.places} and not plan.country:
        _country(plan, sheet, answers, result, places)
    if plan.ask_indicator:
        choices = {one: [[field_indicators.INDICATORS[one][0]]] for one in USUAL}
        result.questions.append(Question("What do the numbers of this table count?", choices, (), "indicator"))
    cumulative = [count for count in plan.counts if count.indicator and _is_cumulative(count.indicator)]
    if cumulative and not plan.start_of_series:
        plan.start = _day(answers.get("start", ""))
        if not plan.start:
            asks = f"Since which day does “{sheet.title(cumulative[0].column)}” count?"
            result.questions.append(Question(asks, {}, (), "start"))
    for one in plan.rounds:
        result.questions.append(Question(f"Of which day is “{one}”?", {}, (), f"date:{one}"))
    if plan.when is None and any(count.month for count in plan.counts):
        _year_of_months(plan, sheet, answers, result)
    elif plan.when is None and not (plan.as_of or plan.rounds or any(count.end for count in plan.counts)):
        rounds = _rounds(plan, sheet) if "date" not in answers else []
        if rounds:
            _day_of_each(rounds, plan, sheet, answers, result)
        else:
            _as_of(plan, sheet, answers, result)


def _rounds(plan: Plan, sheet: Sheet) -> list[str]:
    """The rounds of a table that holds several and no day; empty when it holds one, or too many to ask for."""
    if len(plan.series) != 1:
        return []
    rounds = sheet.distinct(plan.series[0])
    return rounds if 1 < len(rounds) <= ROUNDS_ASKED else []


def _day_of_each(rounds: list[str], plan: Plan, sheet: Sheet, answers: dict[str, str], result: Recognised) -> None:
    """Take each round's day from the answers, or ask for it: rounds of one day would be one count."""
    title = sheet.title(plan.series[0])
    days = {one: _day(answers.get(f"date:{one}", "")) for one in rounds}
    for one in (one for one, day in days.items() if not day):
        named = f"{title} {one}" if one.isdigit() else one
        result.questions.append(Question(f"Of which day is “{named}”?", {}, (), f"date:{one}"))
    if all(days.values()):
        plan.when = sheet.add("day of the round", sheet.cells(plan.series[0]).replace(days))


def _is_cumulative(indicator: str) -> bool:
    return field_indicators.measure(indicator) == "cumulative"


def _day(text: str) -> str:
    """An answer as an ISO day; blank when it is none."""
    days = read_periods(pl.Series([text])).days if text else None
    return days["end"][0] if days is not None and len(days) else ""


def _country(plan: Plan, sheet: Sheet, answers: dict[str, str], result: Recognised, places: Places) -> None:
    answer = answers.get("country", "")
    plan.country = iso3(answer) or answer
    if plan.country:
        return
    codes = [code for place in plan.places if place.code is not None for code in sheet.distinct(place.code)]
    first = [place for place in plan.places if place.level == 1 and place.name is not None]
    regions = sheet.distinct(first[0].name) if first else []
    plan.country, why = country_of_codes(codes) if codes else "", "the P-codes begin with its letters"
    if not plan.country:
        plan.country, why = places.country_of(regions), "its places are in the locations table"
    if not plan.country:
        plan.country, why = country_of_regions(regions), "its regions have these names"
    if not plan.country:
        plan.country, why = country_in_words([*sheet.header, *sheet.beside]), "words beside the table name it"
    if plan.country:
        result.told.append(Finding(f"no column says the country; it is taken to be {plan.country}, because {why}"))
        return
    asks = "Which country is this table about?" if plan.places else "Which place is this table about?"
    result.questions.append(Question(f"{asks} Write its name or code.", {}, (), "country"))


def _year_of_months(plan: Plan, sheet: Sheet, answers: dict[str, str], result: Recognised) -> None:
    """The year of months that head columns is a person's to say: words beside the table may be about another."""
    said = said_day(answers.get("date", ""))
    if said:
        plan.as_of = said[1]
        return
    title = next(sheet.title(count.column) for count in plan.counts if count.month)
    asks = f"Of which year are the months that head columns, such as “{title}”?"
    result.questions.append(Question(asks, {}, (), "date"))


def _as_of(plan: Plan, sheet: Sheet, answers: dict[str, str], result: Recognised) -> None:
    if answers.get("date"):
        found = last_day_in(answers["date"]) or (_day(answers["date"]), "day")
        plan.as_of, plan.precision = found
    else:
        days = [(text, day) for text in sheet.beside if (day := last_day_in(text))]
        said = [one for one in days if any(word in one[0].casefold() for word in COLLECTED)] or days
        if said:
            text, (plan.as_of, plan.precision) = said[0]
            says = f"no column holds a day; as of {plan.as_of}, from the words “{' '.join(text.split())[:160]}”"
            result.told.append(Finding(f"{says}; the answer date gives another"))
    if not plan.as_of:
        asks = "Of which day are these figures? No column and no title says it."
        result.questions.append(Question(asks, {}, (), "date"))
