"""Parents who live apart: one may be told, the other must not hear; nobody is told before there is advice."""

from decisions.journey import decide
from decisions.journey import service as drafts
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.fields import question
from decisions.journey.relevance import offered
from decisions.journey.steps_telling import Telling
from decisions.records import decision_document, recipient_document
from decisions.records import service as records
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import RECORD, actor, seal, shown, started
from tests.unit.journey.cases import answers, assessed
from tests.unit.records.test_documents import words

WORDS = "Her mother, by phone at work. Her father may not hear of it. The front door decides."


def one_parent(demo: Database) -> str:
    """The worked example, where one parent might be told and the other must not; the draft's id."""
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    for path, value in {
        "telling.safe": "one_parent",
        "telling.parents": WORDS,
        "telling.unsafe": ["harm_to_person"],
    }.items():
        drafts.save_field(demo, who, draft, path, value)
    return draft


def test_the_advice_is_as_where_telling_is_unsafe() -> None:
    found = assessed(answers(telling__safe="one_parent")).assessment.telling

    assert not found.is_contact_safe
    assert found == assessed(answers(telling__safe="no")).assessment.telling


def test_what_they_wrote_stands_beside_the_advice_and_in_the_record(
    open_as: OpenAs, demo: Database
) -> None:
    who = actor(demo, "demo-practitioner")
    draft = one_parent(demo)
    page = shown(open_as(who.id, "decisions/pages/assessment.py", draft=draft))
    record = seal(demo, who, draft)
    made = records.record(demo, who, record).content
    assert made is not None

    assert WORDS in page
    assert "Ask the front door before either parent hears of it." in page
    assert WORDS in shown(open_as(who.id, RECORD, record=record))
    paper = words(decision_document.render(made, kid="k", demonstration=False))
    assert WORDS in paper
    assert made.decision.telling_by == decide.ONE_PARENT
    for letter in made.letters.values():
        assert WORDS not in words(
            recipient_document.render(
                letter, (), record_id="r", kid="k", sealed_at=made.sealed_at, demonstration=False
            )
        )


def test_it_is_offered_only_where_a_child_may_be_involved() -> None:
    for about, is_offered in (("child", True), ("both", True), ("adult", False)):
        found = offered(question(Telling, "safe"), None, answers(about__who=about))
        assert (SafeToTell.ONE_PARENT in found) is is_offered
