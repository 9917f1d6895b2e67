"""What we export, we import unchanged; and no total grows on the way."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from curation.export import to_csv, to_xlsx
from curation.recognising.recognition import EMBEDDED, recognise
from curation.tables import package, read_text, read_typed
from tests.curation.layouts.conftest import TODAY, total
from tests.examples import examples


def published() -> pl.DataFrame:
    """The published figures as text, in the order of their columns."""
    description = package(EMBEDDED)
    figures = read_text(EMBEDDED, description)["figures"]
    fields = [field["name"] for field in description["resources"][0]["schema"]["fields"]]
    return pl.DataFrame(
        {name: figures[name].astype(object).where(figures[name].notna(), None).to_list() for name in fields}
    )


def test_the_published_figures_come_back_from_a_csv_unchanged():
    rows = read_typed(EMBEDDED)["figures"]
    found = recognise(to_csv(rows, list(rows.columns)), "file.csv", today=TODAY)
    assert found.layout == "own_table"
    assert found.figures.drop("line").equals(published())


def test_the_published_figures_come_back_from_a_workbook_unchanged():
    rows = read_typed(EMBEDDED)["figures"].head(50)
    resource = package(EMBEDDED)["resources"][0]
    found = recognise(to_xlsx(rows, resource, [("What", "Figures")]), "file.xlsx", today=TODAY)
    assert found.sheet == "figures"
    assert found.figures.drop("line").equals(published().head(50))


COUNTS = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=4)


@examples(7)
@given(counts=COUNTS, with_total=st.booleans(), separator=st.sampled_from(["", " ", ","]))
def test_no_total_is_larger_than_the_publishers(counts, with_total, separator):
    def written(number: int) -> str:
        return f"{number:,}".replace(",", separator)

    names = ("Aleppo", "Homs", "Hama", "Tartous")
    rows = [(name, first, last) for name, (first, last) in zip(names, counts, strict=False)]
    sums = ("Total", sum(first for _, first, _ in rows), sum(last for _, _, last in rows))
    lines = ["Governorate;Date;IDPs"]
    for name, first, last in [*rows, *([sums] if with_total else [])]:
        lines += [f"{name};2020-02-09;{written(first)}", f"{name};2020-03-09;{written(last)}"]
    found = recognise("\n".join(lines).encode(), "file.csv", answers={"country": "SYR"}, today=TODAY)
    if "numbers:IDPs" not in [question.key for question in found.questions]:
        assert total(found, "idps", as_of="2020-03-09") == sums[2]


def test_a_number_with_two_readings_is_asked_and_its_point_is_decimal_until_then(table):
    text = """
        figure_id,indicator,value,as_of,location_id,population_group
        a,area_taken,1.234,2020-02-09,SYR,ALL
    """
    found = table(text)
    assert [one.key for one in found.questions] == ["numbers:value"]
    assert found.figures["value"].to_list() == ["1.234"]
    assert table(text, {"numbers:value": "decimal comma"}).figures["value"].to_list() == ["1234"]
