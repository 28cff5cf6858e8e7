"""The start page and the pages behind it: every start opens, and says what it says."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from decisions import lookup
from decisions.journey import service
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.contacts import for_act_now
from decisions.journey.starts import ASKERS
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.test_wizard import HOME, QUESTION, title, words
from tests.unit.journey.cases import ADULT, answers

OpenAs = Callable[..., AppTest]
CALL, ASKED, CHECK = (f"decisions/pages/{name}.py" for name in ("call", "asked", "check"))
BEFORE_WHOM = {
    "about.who": "child",
    "about.child_stage": "child",
    "harm.seriousness": "some",
    "story.concern": "He is tired.",
    "story.happened": {"state": "not_known"},
    "story.known": {"state": "not_known"},
    "purpose.aim": "protect",
    "enquiries.time": "days",
}
REQUEST = {
    "request.asked_by": "Somebody",
    "request.received_by": "email",
    "request.asked_for": "An address.",
    "request.power": "none_cited",
}
FRONT_DOOR, SURGERY = "exampleshire-childrens-services", "exampleshire-gp"


def only(demo: Database, amina: Actor) -> service.Draft:
    (line,) = service.list_drafts(demo, amina)
    return service.load_draft(demo, amina, line.id)


def test_deciding_starts_quick_and_can_start_whole(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    app = open_as("demo-practitioner", HOME)
    app.button(key="start-decide").click().run()

    assert title(app) == "Who is it about?"
    assert only(demo, amina).answers.depth is Depth.QUICK
    open_as("demo-practitioner", HOME).button(key="start-everything").click().run()
    depths = {line.depth for line in service.list_drafts(demo, amina)}
    assert depths == {Depth.QUICK, Depth.FULL}


def test_telling_a_parent_does_not_ask_who_is_told(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    open_as("demo-practitioner", HOME).button(key="start-parent").click().run()

    recipient = only(demo, amina).answers.recipients[0].recipient
    assert recipient is not None
    assert recipient.recipient_class == "parent_carer"


def test_of_a_parent_a_name_is_asked_and_no_agency_until_that_answer_is_changed(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    open_as("demo-practitioner", HOME).button(key="start-parent").click().run()
    draft = only(demo, amina)
    for path, value in BEFORE_WHOM.items():
        service.save_field(demo, amina, draft.id, path, value)
    step = f"recipients/{draft.answers.recipients[0].id}/recipient"

    fresh = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step)
    changed = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step, back="check")

    assert "Their name" in words(fresh)
    assert "Which agency?" not in words(fresh)
    assert "Which agency?" in words(changed)


@pytest.mark.parametrize(
    ("start", "near"), [("police", "Exampleshire Police"), ("health", "Hill View Surgery")]
)
def test_the_agencies_offered_are_of_the_kind_that_asks(
    open_as: OpenAs, demo: Database, amina: Actor, start: str, near: str
) -> None:
    open_as("demo-practitioner", ASKED).button(key=f"start-{start}").click().run()
    draft = only(demo, amina)
    for path, value in REQUEST.items():
        service.save_field(demo, amina, draft.id, path, value)
    step = f"recipients/{draft.answers.recipients[0].id}/recipient"

    page = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step)

    (agencies,) = [one for one in page.radio if str(one.key).endswith("recipient.agency_id")]
    assert near in agencies.options
    assert not any("children" in one for one in agencies.options)


def test_a_call_is_a_request_that_came_by_phone(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    app = open_as("demo-practitioner", CALL)
    assert "ring you back" in words(app)

    app.button(key="start-police").click().run()
    assert title(app) == "Who is ringing, and what do they ask for?"
    answers = only(demo, amina).answers
    assert answers.trigger is Trigger.REQUEST_RECEIVED
    assert answers.request is not None
    assert answers.request.received_by == "phone"
    assert answers.caller is not None
    assert answers.caller.named == "not_asked"
    asked = [str(one.key) for one in app.text_input]
    assert any(key.endswith("caller.rang_from") for key in asked)
    assert not any(key.endswith("request.asked_by") for key in asked)  # asked once, of the caller


def test_who_rings_to_tell_us_is_kept_on_the_page_about_whom_they_tell(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    app = open_as("demo-practitioner", CALL)
    app.button(key="start-told").click().run()
    assert title(app) == "Who is ringing, and who is it about?"
    draft = only(demo, amina)
    assert draft.answers.trigger is Trigger.OWN_CONCERN

    app.radio(key="w.caller.named").set_value("would_not").run()
    asked = [str(one.key) for one in app.text_input]
    assert not any(key.endswith("caller.name") for key in asked)
    assert not only(demo, amina).answers.request
    own = open_as("demo-practitioner", HOME)
    own.button(key="start-decide").click().run()
    assert title(own) == "Who is it about?"


def test_everybody_who_may_ask_has_a_button(open_as: OpenAs) -> None:
    app = open_as("demo-practitioner", ASKED)
    keys = {button.key for button in app.button}

    assert {f"start-{one.key}" for _, group in ASKERS for one in group} <= keys
    assert not app.radio


def test_a_number_held_here_is_shown_to_ring_back_and_one_that_nobody_checked_is_not(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = service.start_draft(
        demo,
        amina,
        trigger=Trigger.REQUEST_RECEIVED,
        depth=Depth.QUICK,
        said={
            "request.asked_by": "Someone on 01632 960999",
            "request.received_by": "phone",
            "request.asked_for": "The address",
            "request.power": "none_cited",
        },
    )
    owner = draft.answers.recipients[0].id
    step = f"recipients/{owner}/recipient"
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step)
    assert title(app) == "Who is asking?"
    assert "Never one that the caller gave" in words(app)
    assert "tel:" not in words(app)

    service.save_field(demo, amina, draft.id, f"recipients.{owner}.recipient.agency_id", FRONT_DOOR)
    app = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step)
    assert "tel:01632960112" in words(app)
    assert "960999" not in words(app)
    path = f"recipients.{owner}.recipient.rung_back"
    offered = app.radio(key=f"w.{path}").options
    assert any("01632 960112" in one for one in offered)
    app.radio(key=f"w.{path}").set_value(offered[0]).run()
    kept = only(demo, amina).answers.recipients[0].recipient
    assert kept is not None
    assert kept.rung_back == offered[0]

    service.save_field(demo, amina, draft.id, f"recipients.{owner}.recipient.agency_id", SURGERY)
    open_as("demo-practitioner", QUESTION, draft=draft.id, step=step)
    kept = only(demo, amina).answers.recipients[0].recipient
    assert kept is not None
    assert kept.rung_back is None  # no number of the surgery's was rung


def test_no_start_is_open_to_those_who_do_not_decide(open_as: OpenAs) -> None:
    for page in (CALL, ASKED):
        assert title(open_as("demo-auditor", page)) == "Your role does not include this"


@pytest.mark.parametrize(
    ("at", "number"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "01632 960112"),
        (datetime(2026, 11, 22, 10, 0, tzinfo=UTC), "01632 960113"),  # a Sunday
    ],
)
def test_the_number_that_is_answered_now_comes_first(
    demo: Database, amina: Actor, at: datetime, number: str
) -> None:
    known = lookup.known_for(demo, amina, answers(), None, at=at)

    assert known.contacts.front_door[0].number == number
    assert {one.number for one in known.contacts.front_door} >= {"01632 960112", "01632 960113"}


@pytest.mark.parametrize(
    ("position", "view", "ticked", "first"),
    [
        ("other_adult", "not_asked", ["none"], "101"),
        ("other_adult", "not_asked", ["crime", "others_adult"], "101"),
        ("at_risk_care_needs", "not_asked", ["none"], "01632 960122"),
        ("other_adult", "refuses", ["crime"], "01632 960122"),
        ("other_adult", "agrees", ["others_public"], "01632 960122"),
        ("other_adult", "agrees", ["sp_fgm_known"], "01632 960122"),
    ],
)
def test_for_an_adult_who_needs_no_care_the_police_come_first_unless_they_said_no(
    demo: Database, amina: Actor, position: str, view: str, ticked: list[str], first: str
) -> None:
    given = answers(
        ADULT,
        about__adult_position=position,
        views__view=view,
        circumstances__ticked=ticked,
    )
    at = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

    held = lookup.known_for(demo, amina, given, None, at=at).contacts

    assert for_act_now("front_door_now", held)[0].number == first
    assert for_act_now("call_999", held)[0].number == "999"


def test_who_a_solicitor_is_is_not_asked_again(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    app = open_as("demo-practitioner", ASKED)
    app.button(key="start-solicitor").click().run()
    draft = only(demo, amina)
    owner = draft.answers.recipients[0].id
    for name in ("asked_by", "asked_for"):
        service.save_field(demo, amina, draft.id, f"request.{name}", "What they said.")
    service.save_field(demo, amina, draft.id, "request.received_by", "letter")
    service.save_field(demo, amina, draft.id, "request.power", "own_right")
    step = f"recipients/{owner}/recipient"
    here = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step)
    change = open_as("demo-practitioner", QUESTION, draft=draft.id, step=step, back="check")

    assert "They count as: " in words(here)
    for app, is_asked in ((here, False), (change, True)):
        asked = [str(one.key) for one in app.radio if str(one.key).endswith("recipient_class")]
        assert bool(asked) is is_asked
