"""What to say on the telephone: the words for that recipient, and nothing else of the record."""

from decisions.records.script import call_script
from tests.unit.records.sample import SECRET
from tests.unit.records.test_documents import CONTENT


def test_it_runs_from_who_rings_to_what_is_asked():
    lines = call_script(CONTENT, "rcp_a")

    assert lines[0] == (
        "I am Amina Yusuf, designated safeguarding lead, Exampleshire Primary School. "
        "You can ring me back on 01632 960010."
    )
    assert lines[1] == "It is about: Sami K. When was the child born? 4 March 2021."
    assert lines[2] == "A five-year-old has bruises that two accounts explain in different ways."
    assert lines[3].startswith("Fact: On 19 November 2026")
    assert lines[4].startswith("Allegation, not proven: A member of staff")
    assert lines[-3] == "Decide today whether he can safely go home."
    assert lines[-2] == "It is not safe to tell the person or their family that I rang."
    assert lines[-1] == "What will you do, and by when will I hear from you?"


def test_where_only_the_person_may_know_the_call_says_so():
    letter = CONTENT.letters["rcp_a"].model_copy(
        update={"is_contact_safe": True, "only_them": True}
    )
    safe = CONTENT.model_copy(update={"letters": {**CONTENT.letters, "rcp_a": letter}})

    assert "Only the person may be told that I rang" in call_script(safe, "rcp_a")[-2]


def test_it_says_nothing_that_was_held_back():
    said = " ".join(call_script(CONTENT, "rcp_a"))

    for held_back in (SECRET, "CASE-1042", "Jan heard it", "I rang Mrs K"):
        assert held_back not in said
