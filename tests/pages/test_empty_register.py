"""An installation whose register holds nothing yet, not even one's own organisation: nothing ends blind."""

import pytest
from streamlit.testing.v1 import AppTest

from decisions.casework import writing
from decisions.casework.model import Kind
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from decisions.records import decision_document
from decisions.records import service as records
from decisions.records.script import call_script
from isa.platform import users
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import SYSTEM, Actor, Grant, Role
from tests.pages.conftest import OpenAs
from tests.pages.test_casework_pages import HOME, WRITE, filled, press, shown
from tests.pages.test_review_page import sealed
from tests.unit.records.test_documents import words

RING = "decisions/pages/ring.py"
NOWHERE = "a-school-nobody-added"


@pytest.fixture
def ada(demo: Database) -> Actor:
    """A practitioner of an organisation that is not in the register, nor is anybody of its place."""
    user = users.add_user(
        demo,
        SYSTEM,
        email="ada@example.org",
        name="Ada Example",
        job_title="Teacher",
        agency_id=NOWHERE,
        grants=frozenset({Grant(role=Role.PRACTITIONER, agency_id=NOWHERE)}),
    )
    found = users.actor_by_id(demo, user.id)
    assert found is not None
    return found


def test_the_start_says_what_is_missing_and_whom_to_ask(open_as: OpenAs, ada: Actor) -> None:
    said = shown(open_as(ada.id, HOME))

    assert "Your organisation is not in the register yet" in said
    assert NOWHERE in said
    assert "not in the register yet" not in shown(open_as("demo-practitioner", HOME))


def test_a_request_can_be_written_and_says_why_there_are_no_letters_yet(
    open_as: OpenAs, demo: Database, ada: Actor
) -> None:
    new = writing.begin(demo, ada, Kind.REQUEST)
    page = open_as(ada.id, WRITE, id=new)
    assert "Your organisation is not in the register yet" in shown(page)
    assert "None that obliges them" in " ".join(page.radio(key="w.power").options)

    which = filled(demo, ada)
    check = open_as(ada.id, WRITE, id=which, step="check")
    assert "Their numbers" not in shown(check)
    assert "has to find it to check that it is really you" in shown(
        press(check, "Make the letters")
    )
    with pytest.raises(Invalid):
        writing.make_request(demo, ada, which)


def test_the_words_to_say_hold_no_id(open_as: OpenAs, demo: Database, ada: Actor) -> None:
    made = drafts.start_draft(demo, ada, depth=Depth.PHONE)
    owner = f"recipients.{made.answers.recipients[0].id}.recipient"
    for path, value in {
        "about.who": "child",
        "about.child_stage": "child",
        "harm.seriousness": "significant",
        "story.concern": "Two accounts that differ.",
        f"{owner}.agency_id": "not_listed",
        f"{owner}.name": "The front door",
        f"{owner}.recipient_class": "children_sc",
        f"{owner}.verified": "verified",
        "purpose.aim": "protect",
        "circumstances.ticked": ["none"],
    }.items():
        drafts.save_field(demo, ada, made.id, path, value)

    said = shown(open_as(ada.id, RING, draft=made.id))

    assert "I am Ada Example, teacher, [say which organisation you are with]" in said
    assert NOWHERE not in said


def test_a_record_says_that_its_agency_was_not_in_the_register_and_a_copy_says_no_id(
    demo: Database, ada: Actor
) -> None:
    made = records.record(demo, ada, sealed(demo, ada)).content
    assert made is not None
    (letter,) = made.letters.values()
    mine = words(decision_document.render(made, kid="k", demonstration=False))

    assert "Ada Example, teacher at an organisation that was not in the register then" in mine
    for said in (mine, letter.model_dump_json(), "".join(call_script(made, *made.letters))):
        assert NOWHERE not in said


def _ring_the_front_door(how: str) -> None:
    from decisions.assessment import ActNow
    from decisions.journey.contacts import EMERGENCY
    from decisions.pages import _act_now

    now = ActNow.model_construct(
        code="front_door_now",
        headline="Ring the front door today",
        sentence="Today.",
        contacts=(EMERGENCY,),
    )
    getattr(_act_now, how)(now)


@pytest.mark.parametrize("how", ["shown", "in_short"])
def test_nobody_rings_999_for_want_of_a_number_of_the_front_door(how: str) -> None:
    app = AppTest.from_function(_ring_the_front_door, args=(how,)).run()

    said = [one.value for one in app.markdown]
    assert said[:2] == ["**Ring the front door today**", "Ring your council's switchboard"]
    rest = " ".join(said[2:])
    assert "No checked number of the front door is held here" in rest
    assert "[999](tel:999)" in rest
