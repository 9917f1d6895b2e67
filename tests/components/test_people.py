"""The list of people: what it may say, and that a list which cannot be read opens nothing."""

import pytest

from components import people


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """Write a list, and read it."""
    file = tmp_path / "people.toml"
    monkeypatch.setenv("DISPLACEMENT_PEOPLE", str(file))

    def of(text: str | bytes) -> people.People:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return people.people()

    return of


def test_publishers_may_do_all_that_curators_may(listed):
    found = listed('curators = ["bo@example.org"]\npublishers = ["amal@example.org"]')
    assert found.curators == {"bo@example.org", "amal@example.org"}
    assert found.publishers == {"amal@example.org"}
    assert found.second_person_above is None


def test_addresses_are_the_same_in_large_and_small_letters(listed):
    assert people.same("AMAL@Example.org ") in listed('publishers = ["Amal@example.ORG"]').publishers


def test_a_letter_that_only_looks_like_a_k_is_another_letter():
    assert people.same("\u212aarim@example.org") != people.same("karim@example.org")


def test_a_list_saved_by_a_windows_editor_is_read(listed):
    assert listed(b'\xef\xbb\xbfcurators = ["bo@example.org"]\r\n').curators == {"bo@example.org"}


def test_the_list_lies_beside_the_versions_of_the_data(tmp_path, monkeypatch):
    monkeypatch.delenv("DISPLACEMENT_PEOPLE", raising=False)
    monkeypatch.setenv("DISPLACEMENT_DATA", str(tmp_path / "figures"))
    assert people.file() == tmp_path / "figures.versions" / "people.toml"


@pytest.mark.parametrize(
    "text, says",
    [
        ('curator = ["bo@example.org"]', "found the key 'curator'"),
        ('curators = "bo@example.org"', "curators must be a list"),
        ('curators = ["bo@example.org", "amal"]', "entry 2 of curators is not an e-mail address"),
        ('publishers = ["@example.org"]', "entry 1 of publishers"),
        ("publishers = [1]", "entry 1 of publishers"),
        ("publishers = [bo@example.org]", "not TOML"),
        ('second_person_above = "20"', "number of percent"),
        ("second_person_above = true", "number of percent"),
        ("second_person_above = 120", "number of percent"),
        ("second_person_above = nan", "number of percent"),
        ('accept_unconfirmed = "yes"', "true or false"),
        (b'curators = ["b\xf6@example.org"]', "not TOML in UTF-8"),
    ],
)
def test_a_list_that_says_something_else_is_refused_with_the_place(listed, text, says):
    with pytest.raises(people.BrokenList, match=says) as refused:
        listed(text)
    assert "amal" not in str(refused.value)


def test_a_list_that_is_not_there_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_PEOPLE", str(tmp_path / "none.toml"))
    with pytest.raises(people.BrokenList, match="not there"):
        people.people()


def test_a_folder_in_place_of_the_list_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_PEOPLE", str(tmp_path))
    with pytest.raises(people.BrokenList, match="cannot be opened"):
        people.people()
