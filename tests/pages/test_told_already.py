"""A decision that was acted on before it was written down: nothing asks for the same call again."""

from decisions.journey import service as drafts
from decisions.records import after, decision_document
from decisions.records import service as records
from decisions.records.content import Content
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import actor, seal, shown, started
from tests.pages.walk import Through
from tests.unit.records.test_documents import words

SEALED = "decisions/pages/sealed.py"
DECIDE = "decisions/pages/decide.py"
RING = "Ring the front door today"


def told(demo: Database, who: Actor, gone: str) -> Content:
    """The worked example, decided and sealed: told to children's social care already, or not yet."""
    draft = started(demo, who)
    found = drafts.load_draft(demo, who, draft).answers
    path = f"recipients.{found.recipients[0].id}.decided"
    drafts.save_field(demo, who, draft, f"{path}.gone", gone)
    if gone == "earlier":
        drafts.save_field(demo, who, draft, f"{path}.sent", {"state": "about", "words": "at noon"})
        drafts.save_field(demo, who, draft, "after.decided", {"state": "not_known"})
    made = records.record(demo, who, seal(demo, who, draft)).content
    assert made is not None
    return made


def test_what_was_told_already_is_not_asked_for_again(open_as: OpenAs, demo: Database) -> None:
    who = actor(demo, "demo-practitioner")
    made = told(demo, who, "earlier")
    app = open_as(who.id, SEALED, record=made.record_id)
    paper = words(decision_document.render(made, kid="k", demonstration=False))

    assert made.assessment.act_now is not None
    assert "about at noon. Ring again if it gets worse" in shown(app)
    assert "Send it to" not in shown(app)
    for text in (shown(app), paper.split("What was decided")[0]):
        assert RING not in text
    assert "About at noon" in paper
    assert "No time recorded" not in paper


def test_what_was_not_sent_yet_still_is(open_as: OpenAs, demo: Database) -> None:
    who = actor(demo, "demo-practitioner")
    made = told(demo, who, "not_yet")
    app = open_as(who.id, SEALED, record=made.record_id)

    assert RING in shown(app)
    assert "Send it to" in shown(app)
    paper = words(decision_document.render(made, kid="k", demonstration=False))
    assert "Not yet sent when this was sealed" in paper


def test_a_call_to_999_stands_whoever_else_was_told(demo: Database) -> None:
    made = told(demo, actor(demo, "demo-practitioner"), "earlier")
    now = made.assessment.act_now
    assert now is not None
    worse = made.assessment.model_copy(
        update={"act_now": now.model_copy(update={"code": "call_999"})}
    )

    assert after.front_door_told(made)
    assert after.front_door_told(made.model_copy(update={"assessment": worse})) is None


def test_just_now_keeps_the_time_at_which_it_was_said(open_as: OpenAs, demo: Database) -> None:
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    owner = drafts.load_draft(demo, who, draft).answers.recipients[0].id
    at = Through(open_as(who.id, DECIDE, draft=draft, step=f"decided/{owner}"), demo, who)
    at.choose(decided__gone="now")

    held = drafts.load_draft(demo, who, draft).answers.recipients[0].decided
    assert held is not None
    assert held.sent is not None
    assert held.sent.on == clock.today()
    assert held.sent.at is not None
    assert "When was it sent or said?" in at.words
