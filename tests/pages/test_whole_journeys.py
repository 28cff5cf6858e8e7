"""Each way to start, gone through page by page to the advice, decided as advised, and read in the record."""

from datetime import timedelta
from typing import Any

import pytest

from decisions import service as advice
from decisions.journey import decide, route
from decisions.journey import service as drafts
from decisions.journey.answers import Answers
from decisions.journey.fields import Widget, path_of
from decisions.records import service as records
from decisions.records import wording
from decisions.records.content import Content
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import seal, shown

ASKED = "decisions/pages/asked.py"
HOME = "decisions/pages/home.py"
CALL = "decisions/pages/call.py"
ASSESSMENT = "decisions/pages/assessment.py"
FRONT_DOOR = "exampleshire-childrens-services"
RIGHT = {"request.power": "own_right"}
UNKNOWN = {
    "recipient.agency_id": "not_listed",
    "link.use": "not_known",
    "link.unmet": "not_known",
}
POLICE = {"recipient.agency_id": "exampleshire-police"}
SENT = {
    "method": "secure_email",
    "sent_to": "The desk",
    "verified_how": "Rang the number held here",
    "gone": "not_yet",
}
NAME = "Whoever Placeholder"

SAID: dict[str, Any] = {
    "about.who": "child",
    "about.child_stage": "child",
    "harm.seriousness": "some",
    "purpose.aim": "protect",
    "request.received_by": "letter",
    "request.power": "none_cited",
    "recipient.agency_id": "exampleshire-police",
    "recipient.verified": "known_route",
    "recipient.channel": "yes",
    "link.conflict": "none",
    "link.use": "act_to_protect",
    "link.unmet": "yes",
    "circumstances.ticked": ["none"],
    "telling.safe": "yes",
    "choice.competence": "not_assessed",
    "choice.free": "free",
    "views.view": "not_asked",
    "views.reason_not_asked": "none",
    "views.proxy": "not_asked",
    "item.about": ["protected_child"],
    "item.category": "csc_record",
    "item.kinds": ["none"],
    "use.how_much": "all_of_it",
    "use.effect": "little",
    "care.restriction": "none",
    "care.reliability": "current_fact",
    "care.locates": "no",
    "effect.harm": "none_seen",
    "story.happened": {"state": "not_known"},
    "story.known": {"state": "not_known"},
    "enquiries.time": "days",
    "enquiries.advice": "not_sought",
}
"""What is answered where it is asked, by step and question."""


def answered(demo: Database, who: Actor, which: str, said: dict[str, Any]) -> Answers:
    """Answer what each page still needs, as the pages come, until none is left."""
    for _ in range(60):
        found, journey, *_rest = advice.draft_with_journey(demo, who, which, on=clock.today())
        if journey.next is None:
            return found.answers
        stop = journey.next
        for step in stop.steps:
            for asked in route.unanswered(step, stop.owner, found.answers):
                name = f"{step.key}.{asked.name}"
                value = said.get(name, SAID.get(name))
                if value is None:
                    assert asked.ask.widget in (Widget.LINE, Widget.NARRATIVE), name
                    value = NAME if asked.name == "name" else "What they said."
                path = path_of(step, stop.owner, asked.name)
                drafts.save_field(demo, who, which, path, value)
    raise AssertionError(journey.next)


def decided(demo: Database, who: Actor, which: str, answers: Answers) -> Content:
    """Decide as advised, and seal."""
    found = advice.assess_draft(demo, who, which, on=clock.today(), at=clock.now()).assessment
    outcome = decide._ADVISED[found.recipients[0].outcome][0].value
    owner = f"recipients.{answers.recipients[0].id}"
    said: dict[str, object] = {
        f"{owner}.decided.outcome": outcome,
        f"{owner}.decided.reasons": "As advised.",
        f"{owner}.decided.weighed_against": "They may be upset.",
        "after.review_on": (clock.today() + timedelta(days=7)).isoformat(),
        "after.telling_by": "me",
        "after.telling_when": "Today",
    }
    if outcome.startswith("share"):
        said |= {f"{owner}.decided.{name}": value for name, value in SENT.items()}
        said[f"{owner}.message.reason"] = "They need it."
        for one in answers.items:
            said[f"{owner}.items.{one.id}.as_sent.rule"] = "share"
    for path, value in said.items():
        drafts.save_field(demo, who, which, path, value)
    made = records.record(demo, who, seal(demo, who, which)).content
    assert made is not None
    return made


ASK = "Ask first, before sharing with "
JOURNEYS = (
    (ASKED, "police", POLICE, f"{ASK}Exampleshire Police", "Decision to ask them first"),
    (
        ASKED,
        "government",
        UNKNOWN,
        f"Check first, before sharing with {NAME}",
        "Decision to check who they are first",
    ),
    (ASKED, "solicitor", RIGHT, f"{ASK}{NAME}", "Decision to ask them first"),
    (ASKED, "parent_asks", RIGHT, f"{ASK}{NAME}", "Decision to ask them first"),
    (ASKED, "subject", RIGHT, "This goes another way", "Decision to send it another way"),
    (ASKED, "media", {}, f"Do not share this with {NAME}", "Decision not to share"),
    (HOME, "parent", {}, f"{ASK}{NAME}", "Decision to ask them first"),
    (
        CALL,
        "told",
        {"recipient.agency_id": FRONT_DOOR},
        f"{ASK}Exampleshire children's services",
        "Decision to ask them first",
    ),
)


@pytest.mark.parametrize(
    ("file", "start", "said", "headline", "heading"), JOURNEYS, ids=[one[1] for one in JOURNEYS]
)
def test_a_journey_ends_in_its_advice_and_a_record_that_says_it(
    open_as: OpenAs,
    demo: Database,
    amina: Actor,
    file: str,
    start: str,
    said: dict[str, Any],
    headline: str,
    heading: str,
) -> None:
    open_as(amina.id, file).button(key=f"start-{start}").click().run()
    (line,) = drafts.list_drafts(demo, amina)
    answers = answered(demo, amina, line.id, said)
    text = shown(open_as(amina.id, ASSESSMENT, draft=line.id))
    made = decided(demo, amina, line.id, answers)

    assert headline in text
    assert ("A reply for now" in text) is (file == ASKED)
    assert wording.heading(made) == heading
    assert made.assessment.recipients[0].headline == headline
    assert made.decision.recipients[0].reasons == "As advised."
