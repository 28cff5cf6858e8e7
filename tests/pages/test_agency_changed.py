"""An agency that closed or was taken over while a draft lay open: named, offered, and nothing lost."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from decisions import service as advice
from decisions.casework import addressees, writing
from decisions.casework import service as casework
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import SYSTEM, Actor
from isa.register import service as register
from isa.register.agencies.tables import ContactKind
from tests.pages.test_casework_pages import HOME, WRITE, filled
from tests.pages.test_casework_pages import REQUEST as MADE
from tests.pages.test_wizard import title, words

OpenAs = Callable[..., AppTest]
CHECK, QUESTION = "decisions/pages/check.py", "decisions/pages/question.py"
OLD, NEW = "north-exampleshire-icb", "exampleshire-icb"


@pytest.fixture
def draft(demo: Database, amina: Actor) -> drafts.Draft:
    """A draft whose recipient is closed the day after it was chosen."""
    made = drafts.start_draft(demo, amina, depth=Depth.QUICK)
    owner = f"recipients.{made.answers.recipients[0].id}"
    for path, value in {
        "about.who": "child",
        "about.child_stage": "child",
        "story.concern": "Two accounts that differ.",
        "about.naming": "reference_only",
        "harm.seriousness": "some",
        "story.happened": {"state": "not_known"},
        "story.known": {"state": "not_known"},
        "purpose.aim": "protect",
        "enquiries.tried": "Nothing.",
        "enquiries.time": "today",
        "enquiries.advice": "not_sought",
        f"{owner}.recipient.agency_id": OLD,
        f"{owner}.recipient.verified": "known_route",
        f"{owner}.link.conflict": "none",
    }.items():
        drafts.save_field(demo, amina, made.id, path, value)
    register.close_agency(demo, SYSTEM, OLD, on=date(2026, 11, 1))
    return drafts.load_draft(demo, amina, made.id)


def test_the_check_names_who_took_over_and_changes_to_them_when_asked(
    open_as: OpenAs, demo: Database, amina: Actor, draft: drafts.Draft
) -> None:
    owner = draft.answers.recipients[0].id
    app = open_as("demo-practitioner", CHECK, draft=draft.id)
    said = words(app)
    assert "closed on 1 November 2026" in said
    assert "Its work was taken over by: " in said

    app.button(key=f"succeed-{owner}-{NEW}").click().run()

    assert title(app) == "Who would you tell, and what is their part?"
    after = drafts.load_draft(demo, amina, draft.id).answers.recipients[0]
    assert after.recipient is not None
    assert after.recipient.agency_id == NEW
    assert after.recipient.verified is None  # a number held for the old one says nothing of the new
    assert after.link == draft.answers.recipients[0].link
    assert "has changed" not in words(open_as("demo-practitioner", CHECK, draft=draft.id))


def test_the_page_that_asks_whom_you_would_tell_says_so_too(
    open_as: OpenAs, demo: Database, amina: Actor, draft: drafts.Draft
) -> None:
    step = f"recipients/{draft.answers.recipients[0].id}/recipient"

    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step)

    assert "search for its name above" in words(app)


def test_where_nobody_took_over_the_draft_is_kept_and_somebody_is_to_be_asked(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    made = drafts.start_draft(demo, amina, depth=Depth.QUICK)
    path = f"recipients.{made.answers.recipients[0].id}.recipient.agency_id"
    drafts.save_field(demo, amina, made.id, path, "exampleshire-refuge")
    register.close_agency(demo, SYSTEM, "exampleshire-refuge", on=clock.today())

    said = words(open_as("demo-practitioner", CHECK, draft=made.id))

    assert "names nobody in its place" in said
    assert "Yes, change it" not in said


def test_a_recipient_becomes_only_who_really_took_over(
    demo: Database, amina: Actor, draft: drafts.Draft
) -> None:
    owner = draft.answers.recipients[0].id

    with pytest.raises(NotFound):
        advice.hand_over(demo, amina, draft.id, owner, "exampleshire-police", on=clock.today())
    assert drafts.load_draft(demo, amina, draft.id).answers == draft.answers


def test_a_line_of_successors_is_followed_to_the_one_that_is_still_there(
    demo: Database, amina: Actor
) -> None:
    third = "exampleshire-ambulance"
    register.record_succession(
        demo,
        SYSTEM,
        predecessor_id=NEW,
        successor_id=third,
        on=date(2026, 10, 1),
        is_confirmed=False,
    )

    found = register.ended_agencies(demo, amina, [OLD, third], on=clock.today())

    assert [one for one, _name in found[OLD].successors] == [third]
    assert third not in found


@pytest.fixture
def request_to_old(demo: Database, amina: Actor) -> str:
    """A request that asks an agency which closed since, and one thing of it alone."""
    which = filled(demo, amina)
    addressees.add(demo, amina, which, OLD)
    (party,) = casework.casework(demo, amina, which).parties
    addressees.ask_for(demo, amina, which, party.id, "The last two years.")
    register.close_agency(demo, SYSTEM, OLD, on=date(2026, 11, 1))
    return which


@pytest.mark.parametrize("step", ["whom", "check"])
def test_a_request_says_so_and_asks_whoever_took_over_when_wanted(
    open_as: OpenAs, demo: Database, amina: Actor, request_to_old: str, step: str
) -> None:
    (party,) = casework.casework(demo, amina, request_to_old).parties
    app = open_as("demo-practitioner", WRITE, id=request_to_old, step=step)
    assert "closed on 1 November 2026" in words(app)

    app.button(key=f"succeed-{party.id}-{NEW}").click().run()

    (after,) = casework.casework(demo, amina, request_to_old).parties
    assert (after.words.agency_id, after.words.asked) == (NEW, "The last two years.")
    again = words(open_as("demo-practitioner", WRITE, id=request_to_old, step=step))
    assert "has changed" not in again


def test_a_request_that_asks_them_already_asks_them_once(
    demo: Database, amina: Actor, request_to_old: str
) -> None:
    (party,) = casework.casework(demo, amina, request_to_old).parties
    addressees.add(demo, amina, request_to_old, NEW)

    addressees.hand_over(demo, amina, request_to_old, party.id, NEW, on=clock.today())

    (after,) = casework.casework(demo, amina, request_to_old).parties
    assert after.words.agency_id == NEW
    with pytest.raises(NotFound):
        addressees.hand_over(demo, amina, request_to_old, after.id, OLD, on=clock.today())


def test_letters_that_were_made_stay_and_say_that_the_agency_has_changed(
    open_as: OpenAs, demo: Database, amina: Actor, request_to_old: str
) -> None:
    writing.make_request(demo, amina, request_to_old)

    said = words(open_as("demo-practitioner", MADE, id=request_to_old))

    assert "The letter names it as it was" in said
    assert "Yes, change it" not in said


def test_no_number_of_a_front_door_that_closed_is_given_to_ring(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    front_door, after = "exampleshire-childrens-services", "exampleshire-adult-services"
    made = drafts.start_draft(demo, amina, depth=Depth.PHONE)
    owner = f"recipients.{made.answers.recipients[0].id}.recipient"
    for path, value in {
        "about.who": "child",
        "about.child_stage": "child",
        "harm.seriousness": "significant",
        f"{owner}.agency_id": front_door,
    }.items():
        drafts.save_field(demo, amina, made.id, path, value)
    numbers = {
        one: register.agency(demo, amina, one).contact(ContactKind.FRONT_DOOR)
        for one in (front_door, after)
    }
    closed, taken_over = (found.number for found in numbers.values() if found)

    before = words(open_as("demo-practitioner", QUESTION, draft=made.id, step="story"))
    register.close_agency(demo, SYSTEM, front_door, on=date(2026, 11, 1))
    register.record_succession(
        demo,
        SYSTEM,
        predecessor_id=front_door,
        successor_id=after,
        on=date(2026, 11, 1),
        is_confirmed=True,
    )
    now = words(open_as("demo-practitioner", QUESTION, draft=made.id, step="story"))

    assert (closed in before, closed in now) == (True, False)
    assert taken_over in now


def test_ones_own_organisation_that_closed_is_said_where_one_starts(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    assert "has changed" not in words(open_as("demo-practitioner", HOME))
    register.close_agency(demo, SYSTEM, amina.agency_id, on=date(2026, 11, 1))

    said = words(open_as("demo-practitioner", HOME))

    assert "closed on 1 November 2026" in said
    assert "Tell whoever manages user accounts" in said
