"""The privileged compartment: a legal adviser of the agency opens it, each opening is noted, nobody else does."""

import pytest

from decisions.casework import legal, writing
from decisions.casework.model import Kind
from isa.platform import audit, clock
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor
from tests.pages.conftest import OpenAs
from tests.pages.test_casework_pages import press, shown
from tests.pages.test_review_page import actor

PAGE, ENTRY = "decisions/pages/legal_advice.py", "decisions/pages/consultation_entry.py"
SAID = {"question": "May we tell them?", "answer": "You may.", "then": "I will ring."}


def in_the_log(demo: Database, who: Actor, role: str = "legal") -> str:
    which = writing.begin(demo, who, Kind.CONSULTATION)
    writing.save(demo, who, which, {**SAID, "role": role, "asked_at": clock.now().isoformat()})
    writing.finish_consultation(demo, who, which)
    return which


def test_a_legal_adviser_lists_and_opens_it_and_each_opening_is_noted_once_a_day(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = in_the_log(demo, amina)
    assert "You may." not in shown(open_as("demo-legal-adviser", PAGE))
    assert "Amina Yusuf" in shown(open_as("demo-legal-adviser", PAGE))

    for _again in range(2):
        assert "You may." in shown(open_as("demo-legal-adviser", PAGE, id=which))

    with demo.read() as session:
        (event,) = audit.events_about(session, which, (legal.OPENED,))
    assert event.actor_id == "demo-legal-adviser"


def test_what_a_colleague_said_who_is_no_lawyer_is_not_theirs_to_open(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = in_the_log(demo, amina, role="dpo")
    page = shown(open_as("demo-legal-adviser", PAGE))

    assert "No legal advice has been written down" in page
    assert "You may." not in shown(open_as("demo-legal-adviser", PAGE, id=which))


def test_an_adviser_of_another_agency_and_other_roles_open_nothing(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = in_the_log(demo, amina)
    elsewhere = an_actor(Role.LEGAL_ADVISER, agency="exampleshire-police")
    lead = actor(demo, "demo-safeguarding-lead")

    assert legal.sought(demo, elsewhere) == legal.sought(demo, lead) == ()
    for other in (elsewhere, lead):
        with pytest.raises(NotFound):
            legal.opened(demo, other, which)
    for role in (Role.IG_LEAD, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            legal.opened(demo, an_actor(role), which)
    for user in ("demo-practitioner", "demo-safeguarding-lead", "demo-auditor"):
        assert "does not include this" in shown(open_as(user, PAGE, id=which))


def test_who_asked_is_told_who_else_can_open_it(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = writing.begin(demo, amina, Kind.CONSULTATION)
    writing.save(demo, amina, which, {"role": "legal"})

    form = open_as("demo-practitioner", ENTRY, id=which)

    assert "legal adviser open" in shown(form)
    assert press(form, "Put it in the log").title[0].value == "Write down what you asked"
