"""What each recipient reads and hears of who may know: the advice for that case and that recipient."""

from typing import Any

import pytest

from decisions.journey import decide
from decisions.pages._script import script_for
from decisions.records import recipient_document
from decisions.records.content import Letter
from decisions.records.hearing import MayHear
from decisions.records.script import script_before
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import ADULT, AT, CHILD, assessed
from tests.unit.records.sample import LETTER
from tests.unit.records.test_documents import words
from tests.unit.records.test_introduced import answers, decided

OPEN = (CHILD, {})
ALONE = (CHILD, {"telling__safe": "person_only"})
ASKED = (
    ADULT,
    {
        "about__adult_position": "at_risk_care_needs",
        "circumstances__ticked": ["staff_adult"],
        "items__0__item__about": ["protected_adult", "staff"],
    },
)
CLOSED = (CHILD, {"telling__safe": "no", "telling__unsafe": ["harm_to_person"]})
ONE_PARENT = (CHILD, {**CLOSED[1], "telling__safe": "one_parent", "telling__parents": "Mum."})

NOTHING = ""
SENDER = "Do not tell them. Speak to the sender first"
LEADER = "Whom you tell, and when, is for you"
MEETING = "The meeting decides who is told"
PERSON = "Speak to the person only alone, and tell nobody else"
ONLY_THEM = "Only the person may be told, and only alone"
WITH_YOU = "Think who is with you before you read this"
YOURSELF = "Keep this to yourself for now"
HEADLINES = {SENDER, LEADER, MEETING, PERSON, ONLY_THEM, WITH_YOU, YOURSELF}
SAID = {
    NOTHING: "",
    SENDER: "It is not safe to tell the person or their family that I rang.",
    LEADER: "Telling the person or their family may put someone at risk.",
    MEETING: "Telling the person or their family may put someone at risk. The meeting decides",
    PERSON: "The person was asked and knows that I may pass this on. Speak to them only alone.",
    ONLY_THEM: "Only the person may be told that I rang, and only alone.",
    WITH_YOU: "It may not be safe for others to know of this. Think who can hear you.",
    YOURSELF: "It may not be safe for others to know of this. Speak to me before you tell anyone.",
}
LADO_SAID = "Nobody should be told yet that I rang, and the worker least of all."


def told(case: tuple[Any, dict[str, Any]], kind: str) -> tuple[str, str, str]:
    """What somebody of a kind reads, hears after the decision is written, and hears before it."""
    base, changes = case
    recipient = {
        "agency_id": "not_listed",
        "name": "The reader",
        "recipient_class": kind,
        "verified": "verified",
        "channel": "yes",
    }
    changes = {**changes, "recipients__0__recipient": recipient}
    made = decided(base, **changes)
    found = assessed(answers(base, **changes))
    before = script_for(
        found.assessment.recipients[0],
        found,
        an_actor(Role.PRACTITIONER),
        "Exampleshire Primary",
        may_hear_where=False,
    )
    lead = "What they must know"
    first = next((line.text for line in before if line.lead == lead), "")
    return read(made.letters["r1"]), " ".join(script_before(made, "r1")), first


def read(letter: Letter) -> str:
    return words(
        recipient_document.render(
            letter, (), record_id="r", kid="k", sealed_at=AT, demonstration=False
        )
    )


@pytest.mark.parametrize(
    ("case", "kind", "headline"),
    [
        (OPEN, "children_sc", NOTHING),
        (OPEN, "the_person", NOTHING),
        (OPEN, "parent_carer", NOTHING),
        (ALONE, "children_sc", ONLY_THEM),
        (ALONE, "education", ONLY_THEM),
        (ALONE, "the_person", WITH_YOU),
        (ALONE, "parent_carer", YOURSELF),
        (ASKED, "adults_sc", PERSON),
        (ASKED, "voluntary_support", PERSON),
        (ASKED, "multi_agency_panel", PERSON),
        (ASKED, "lado", PERSON),
        (ASKED, "the_person", WITH_YOU),
        (ASKED, "family_friend", YOURSELF),
        (CLOSED, "police", LEADER),
        (CLOSED, "dbs", LEADER),
        (CLOSED, "court_coroner", LEADER),
        (CLOSED, "lado", LEADER),
        (CLOSED, "multi_agency_panel", MEETING),
        (CLOSED, "education", SENDER),
        (CLOSED, "the_person", WITH_YOU),
        (CLOSED, "parent_carer", YOURSELF),
        (ONE_PARENT, "children_sc", LEADER),
        (ONE_PARENT, "education", SENDER),
        (ONE_PARENT, "parent_carer", YOURSELF),
    ],
)
def test_a_reader_is_told_of_telling_what_the_advice_says(
    case: tuple[Any, dict[str, Any]], kind: str, headline: str
) -> None:
    paper, spoken, before = told(case, kind)

    assert {one for one in HEADLINES if one in paper} == ({headline} if headline else set())
    said = LADO_SAID if (kind, headline) == ("lado", LEADER) else SAID[headline]
    assert before.startswith(said)
    assert bool(before) is bool(said)
    assert before in spoken


@pytest.mark.parametrize(
    ("case", "kind", "says"),
    [
        (CLOSED, "lado", "The sender waits for you to say whether, when and by whom each of them"),
        (ASKED, "lado", "by whom the worker, and anybody else, is told"),
        (ASKED, "adults_sc", "Whether, when and by whom anybody else is told is for you"),
        (ASKED, "voluntary_support", "speak to the sender before you tell anybody else"),
        (ASKED, "multi_agency_panel", "is not to learn of this, or that it was talked about"),
        (CLOSED, "multi_agency_panel", "is not to learn of this, or that it was talked about"),
        (CLOSED, "children_sc", "does not wait to be asked first"),
    ],
)
def test_whoever_decides_on_telling_is_left_to_decide(
    case: tuple[Any, dict[str, Any]], kind: str, says: str
) -> None:
    assert says in told(case, kind)[0]


def test_what_is_kept_back_from_a_reader_does_not_show_in_what_they_are_told_of_telling() -> None:
    """His own report goes, with his agreement; what somebody else said of him is kept back."""
    hers = {**CHILD["items"][0], "id": "i2"}
    hers["item"] = {**hers["item"], "label": "What she said", "about": ["other_person"]}
    hers["item"] |= {"whose": "p1"}
    them = {"label": "his former partner", "competence": "presumed", "free": "free"}
    them |= {"view": "not_asked", "reason_not_asked": "none", "safe": "not_known"}
    changes = {
        "views__view": "agrees",
        "views__reason_not_asked": None,
        "people": [{"id": "p1", "them": them}],
        "items": [CHILD["items"][0], hers],
    }
    kept = {"i1": {"as_sent": {"rule": "share"}}, "i2": {"as_sent": {"rule": "withhold"}}}
    sent = {"i1": {"as_sent": {"rule": "share"}}, "i2": {"as_sent": {"rule": "share"}}}

    def heard(items: dict[str, Any]) -> str:
        made = decided(ADULT, **changes, recipients__0__items=items)
        assert not made.assessment.telling.is_contact_safe
        return made.letters["r1"].may_hear

    assert heard(kept) == MayHear.ANYBODY
    assert heard(sent) == MayHear.NOBODY


def test_nobody_is_sent_to_speak_to_somebody_whose_name_they_were_not_told() -> None:
    base, changes = ASKED
    made = decided(base, **changes, recipients__0__items={"i1": {"as_sent": {"rule": "anonymise"}}})

    assert made.letters["r1"].may_hear == MayHear.NOBODY


def test_the_record_names_the_person_as_who_may_hear_where_the_advice_does() -> None:
    assert decided(*ASKED[:1], **ASKED[1]).decision.telling_by == decide.PERSON_ASKED
    assert decided(CHILD, **CLOSED[1]).decision.telling_by == decide.NOT_ASKED


def test_an_older_letter_reads_as_it_was_sealed() -> None:
    old = {"may_hear": "", "reader": ""}
    unsafe = LETTER.model_copy(update={**old, "is_contact_safe": False})
    alone = LETTER.model_copy(update={**old, "is_contact_safe": True, "only_them": True})

    assert SENDER in read(unsafe)
    assert LEADER in read(unsafe.model_copy(update={"leads_enquiry": True}))
    assert ONLY_THEM in read(alone)
