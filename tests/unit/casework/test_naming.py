"""Words that seem to name somebody are noticed; ordinary words of a worry are not."""

import pytest

from decisions.casework.naming import looks_like


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I am worried about Mrs Sampleton.", "a name"),
        ("A boy called Sami Placeholder has a bruise.", "a name"),
        ("He was born on 4 March 2021.", "a date of birth"),
        ("dob 04/03/2021", "a date of birth"),
        ("They live at 12 Sample Road.", "an address"),
        ("The postcode is EX4 3MP.", "an address"),
        ("NHS number 943 476 5919", "an NHS or other number"),
    ],
)
def test_what_says_who_it_is_is_noticed(words: str, found: str) -> None:
    assert found in looks_like(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "A five-year-old has two bruises. Should I tell Children's Services today?",
        "They said to ring the Exampleshire front door before 16:00, and the Police if it gets worse.",
        "I rang on Tuesday. The duty worker told me to write it down.",
        "A girl of 14 in Year 9 says that her stepfather shouts at her.",
    ],
)
def test_an_ordinary_worry_is_not(words: str) -> None:
    assert looks_like(words) == ()
