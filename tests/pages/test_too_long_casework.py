"""A text too long for a request or a log entry: kept to be shortened, said, and in no letter."""

import pytest

from decisions.casework import addressees, noting, writing
from decisions.casework import service as casework
from decisions.casework.model import Kind, Look, Step, Task
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_casework_pages import ADVICE, FOLLOW_UP, WRITE, filled, press, shown
from tests.pages.test_review_page import sealed

LONG = "x" * 20_050


@pytest.mark.parametrize(("name", "step"), [("why", "why"), ("about", "about")])
def test_a_text_of_a_request_is_there_after_a_reload_and_holds_up_the_letters(
    open_as: OpenAs, demo: Database, amina: Actor, name: str, step: str
) -> None:
    which = filled(demo, amina)
    addressees.add(demo, amina, which, "exampleshire-gp")
    with pytest.raises(Invalid, match="take out 50"):
        writing.save(demo, amina, which, {name: LONG})

    page = open_as("demo-practitioner", WRITE, id=which, step=step)
    assert LONG in shown(page)
    assert "Not saved: it is too long" in shown(page)
    check = open_as("demo-practitioner", WRITE, id=which, step="check")
    assert "Too long. Shorten it." in shown(check)
    assert "Use at most 20,000 characters: take out 50." in shown(press(check, "Make the letters"))

    writing.save(demo, amina, which, {name: "Short."})
    assert writing.request_words(casework.casework(demo, amina, which).body).too_long == {}
    made = press(open_as("demo-practitioner", WRITE, id=which, step="check"), "Make the letters")
    assert "The letters are ready" in shown(made)


def test_what_one_agency_is_asked_is_kept_too(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = filled(demo, amina)
    addressees.add(demo, amina, which, "exampleshire-gp")
    (party,) = casework.casework(demo, amina, which).parties
    with pytest.raises(Invalid, match="take out 50"):
        addressees.ask_for(demo, amina, which, party.id, LONG)

    assert LONG in shown(open_as("demo-practitioner", WRITE, id=which, step="whom"))
    check = open_as("demo-practitioner", WRITE, id=which, step="check")
    assert "take out 50" in shown(press(check, "Make the letters"))
    addressees.ask_for(demo, amina, which, party.id, "")
    (party,) = casework.casework(demo, amina, which).parties
    assert (party.words.asked, party.words.too_long) == ("", "")


def test_of_legal_advice_it_goes_into_the_compartment_and_not_into_the_log(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = writing.begin(demo, amina, Kind.CONSULTATION)
    words = {"role": "legal", "question": "May I?", "answer": LONG, "then": "I will ring."}
    with pytest.raises(Invalid, match="take out 50"):
        writing.save(demo, amina, which, words)

    assert "too_long" not in casework.casework(demo, amina, which).body
    page = open_as("demo-practitioner", ADVICE, id=which)
    assert LONG in shown(page)
    with pytest.raises(Invalid, match="take out 50"):
        writing.finish_consultation(demo, amina, which)


def test_of_a_text_beyond_all_measure_nothing_is_kept(demo: Database, amina: Actor) -> None:
    which = filled(demo, amina)
    with pytest.raises(Invalid):
        writing.save(demo, amina, which, {"why": "x" * 400_001})

    held = writing.request_words(casework.casework(demo, amina, which).body)
    assert (held.why, held.too_long) == ("To see whether he is safe.", {})


def test_what_is_written_down_after_a_decision_is_counted_while_it_is_typed(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    record = sealed(demo, amina)
    found = casework.follow_up_of(demo, amina, record)
    assert found is not None

    page = open_as("demo-practitioner", FOLLOW_UP, record=record, do=Task.SECOND_PERSON.value)
    assert '"limit": 20000' in shown(page).replace('":20000', '": 20000')
    with pytest.raises(Invalid, match="take out 50"):
        noting.second_look(demo, amina, found.id, Look.AGREES, who="Jo", words=LONG)


def test_what_a_machine_put_into_a_paste_is_not_counted(demo: Database, amina: Actor) -> None:
    found = casework.follow_up_of(demo, amina, sealed(demo, amina))
    assert found is not None
    (party,) = found.parties
    noting.note(
        demo, amina, found.id, party.id, Step.CHASED, words="\x00" * 20_000 + "They ring back."
    )
    (party,) = casework.casework(demo, amina, found.id).parties
    assert party.words.log[-1].words == "They ring back."
