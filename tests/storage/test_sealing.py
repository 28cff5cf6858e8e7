"""From answers typed into a draft to a sealed record, with the pack and the register in between."""

import copy
import json
import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from decisions import service as advice
from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.journey.fields import question
from decisions.journey.steps_item import More
from decisions.records import correction, exports, service
from decisions.records.bundle import check
from decisions.records.payload import read_copy
from decisions.replaying import again
from decisions.replaying import service as replaying
from decisions.shown import AdviceChanged
from isa import cli
from isa.platform import installation
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Role
from isa.register import service as register
from isa.register.agencies.tables import ContactKind
from isa.register.model import AgencyContact, NewAgency
from tests.conftest import an_actor, live_settings
from tests.unit.records.test_documents import words

AT = datetime(2026, 11, 21, 16, 58, tzinfo=UTC)
LEAD = an_actor(Role.IG_LEAD, agency="council")

CASE = {
    "about.who": "child",
    "about.child_stage": "child",
    "about.reference": "CASE-1042",
    "about.naming": "details",
    "person.name": "Sami K",
    "person.born": "2021-03-04",
    "person.address": "14 Secret Street",
    "harm.seriousness": "significant",
    "story.concern": "Two bruises, and the mother told me about her tablets.",
    "story.happened": {"state": "exact", "on": "2026-11-19", "at": "09:10:00"},
    "story.known": {"state": "about", "words": "this morning"},
    "purpose.aim": "protect",
    "circumstances.ticked": ["none"],
    "telling.safe": "no",
    "telling.unsafe": ["harm_to_person"],
    "choice.competence": "lacks",
    "choice.free": "not_known",
    "views.view": "cannot_be_asked",
    "views.proxy": "conflicted_proxy",
    "enquiries.tried": "I asked him what happened.",
    "enquiries.time": "today",
    "enquiries.advice": "not_sought",
}
RECIPIENT = {
    "recipient.agency_id": "front-door",
    "recipient.verified": "known_route",
    "link.conflict": "none",
    "link.use": "act_to_protect",
    "link.unmet": "yes",
    "effect.harm": "none_seen",
}
ITEM = {
    "item.category": "csc_record",
    "item.about": ["protected_child"],
    "item.kinds": ["none"],
    "use.used_for": "Decide whether he is safe.",
    "use.how_much": "all_of_it",
    "care.restriction": "none",
    "care.reliability": "current_fact",
    "care.locates": "no",
}
DECIDED = {
    "decided.outcome": "share_some",
    "decided.reasons": "I am not willing to wait until Monday.",
    "decided.weighed_against": "She may feel let down.",
    "decided.method": "secure_email",
    "decided.sent_to": "Jo Placeholder",
    "decided.verified_how": "Directory number",
    "decided.gone": "not_yet",
    "message.reason": "A child has bruises that two accounts explain differently.",
    "message.ask": "Decide today whether he can go home.",
}


def register_agencies(database) -> None:
    contact = AgencyContact(
        kind=ContactKind.FRONT_DOOR,
        label="Front door",
        number="01632 960001",
        hours="Day and night",
        verified_on=AT.date(),
    )
    for agency_id, name, kind in (
        ("school", "Exampleshire Primary School", "school"),
        ("front-door", "Exampleshire children's services", "children_sc"),
    ):
        new = NewAgency(id=agency_id, name=name, type=kind, contacts=(contact,))
        register.add_agency(database, LEAD, new)


class Draft:
    """A draft being answered the way the pages do it, one field at a time."""

    def __init__(self, database, actor):
        self.database, self.actor = database, actor
        self.id = drafts.start_draft(database, actor).id
        answers = drafts.load_draft(database, actor, self.id).answers
        self.recipient, self.items = answers.recipients[0].id, [answers.items[0].id]

    def say(self, answers, owner=""):
        for path, value in answers.items():
            drafts.save_field(self.database, self.actor, self.id, f"{owner}{path}", value)

    def item(self, item_id, label, words, rule, wording=None):
        self.say({**ITEM, "item.label": label, "item.words": words}, f"items.{item_id}.")
        cell = f"recipients.{self.recipient}.items.{item_id}.as_sent."
        self.say({"rule": rule, **({"wording": wording} if wording else {})}, cell)

    def answer_everything(self):
        self.say(CASE)
        self.say(RECIPIENT, f"recipients.{self.recipient}.")
        self.items.append(entries.add_item(self.database, self.actor, self.id))
        self.say(DECIDED, f"recipients.{self.recipient}.")
        self.item(self.items[0], "Bruising", "Two round bruises.", "share")
        self.item(self.items[1], "Mother's tablets", "She takes sertraline.", "withhold")
        self.say({"more.another": "no"})
        why = {"decided.differs_because": "They can act without her health."}
        self.say(why, f"recipients.{self.recipient}.")


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """A finished draft in a database file, answered once and copied for each test."""
    path = tmp_path_factory.mktemp("answered") / "isa.sqlite"
    database = installation.create(live_settings(f"sqlite:///{path}"), installation.Kind.LIVE)
    register_agencies(database)
    made = Draft(database, an_actor(Role.PRACTITIONER))
    made.answer_everything()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path, made


@pytest.fixture
def draft(answered, tmp_path):
    path, made = answered
    shutil.copy(path, tmp_path / "isa.sqlite")
    opened = copy.copy(made)
    opened.database, _ = installation.open_existing(
        live_settings(f"sqlite:///{tmp_path / 'isa.sqlite'}")
    )
    yield opened
    opened.database.engine.dispose()


def read_advice(draft):
    """What the advice page does when it is drawn."""
    found = advice.assess_draft(draft.database, draft.actor, draft.id, on=AT.date(), at=AT)
    advice.note_shown(draft.database, draft.actor, draft.id, found.assessment)


def seal(draft):
    read_advice(draft)
    return service.seal_decision(draft.database, draft.actor, draft.id, at=AT)


def test_a_finished_draft_becomes_a_record_with_everything_in_it(draft):
    content = seal(draft).content

    assert content.reference == "CASE-1042"
    assert [one.answer for one in content.person] == ["Sami K", "4 March 2021", "14 Secret Street"]
    assert content.decision.agency_name == "Exampleshire Primary School"
    assert content.decision.happened == "19 November 2026 at 09:10"
    assert content.decision.recipients[0].reasons == "I am not willing to wait until Monday."
    assert content.assessment.recipients[0].name == "Exampleshire children's services"
    assert [item.label for item in content.items] == ["Bruising", "Mother's tablets"]
    asked = [one.question for one in content.concern]
    assert "What is happening, and what worries you?" in asked
    assert question(More, "another").ask.label not in asked
    assert content.facts["case"]["harm_if_not_shared"] == "significant"
    assert content.sealed_at == AT


def test_a_recipients_copy_has_what_was_written_for_them_and_nothing_else(draft):
    made = seal(draft)

    file = exports.recipient_file(draft.database, draft.actor, made.line.id, draft.recipient)
    blocks = check(file.data.decode()).blocks
    letter, items = read_copy(blocks)

    assert [item.wording for item in items] == ["Two round bruises."]
    assert [one.answer for one in letter.about] == ["Sami K", "4 March 2021"]
    assert letter.reason == "A child has bruises that two accounts explain differently."
    assert letter.call_back == "01632 960001"
    assert not letter.is_contact_safe
    for held_back in ("sertraline", "tablets", "Secret Street", "Monday", "CASE-1042", "let down"):
        assert held_back not in str(blocks)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("decided.reasons", None),
        ("decided.outcome", None),
        ("decided.differs_because", None),
        ("message.reason", None),
        ("decided.outcome", "do_not_share"),
    ],
)
def test_an_incomplete_decision_is_not_sealed(draft, path, value):
    draft.say({path: value}, f"recipients.{draft.recipient}.")

    with pytest.raises(Invalid):
        seal(draft)

    assert service.my_records(draft.database, draft.actor) == ()


def test_a_decision_not_to_share_needs_a_day_to_look_again(draft):
    draft.say({"decided.outcome": "do_not_share"}, f"recipients.{draft.recipient}.")
    with pytest.raises(Invalid) as refused:
        seal(draft)

    draft.say({"after.review_on": "2026-11-28"})
    made = seal(draft)

    assert list(refused.value.faults) == ["after.review_on"]
    assert made.line.outcome == "do_not_share"
    assert made.content.addressees == ()


def test_an_unanswered_question_stands_in_the_way(draft):
    draft.say({"harm.seriousness": None})

    with pytest.raises(Invalid, match="not settled"):
        seal(draft)


def test_sealing_twice_gives_the_record_that_is_there(draft):
    assert seal(draft) == press_seal(draft)


def test_somebody_else_cannot_seal_a_draft(draft):
    with pytest.raises(NotFound):
        service.seal_decision(
            draft.database, an_actor(Role.PRACTITIONER, user="other"), draft.id, at=AT
        )


def test_an_answer_changed_after_the_advice_was_seen_is_in_the_record(draft):
    read_advice(draft)
    draft.say({"enquiries.time": "minutes"})

    changes = seal(draft).content.changes

    assert [(one.question, one.before, one.after) for one in changes] == [
        ("How long do you have to decide?", "Today", "Minutes")
    ]


def test_a_correction_begins_with_the_answers_and_names_the_record_it_replaces(draft):
    first = seal(draft)
    again = correction.supersede(draft.database, draft.actor, first.line.id)
    copied = drafts.load_draft(draft.database, draft.actor, again).answers

    assert copied.story.concern == CASE["story.concern"]
    assert copied.person.name == "Sami K"
    assert [item.item.label for item in copied.items] == ["Bruising", "Mother's tablets"]
    assert copied.recipients[0].decided is None

    draft.id = again
    draft.say(DECIDED, f"recipients.{draft.recipient}.")
    for item_id in draft.items:
        cell = f"recipients.{draft.recipient}.items.{item_id}.as_sent."
        draft.say({"rule": "share"}, cell)
    second = seal(draft)

    assert second.line.supersedes == first.line.id
    older = service.record(draft.database, draft.actor, first.line.id)
    assert older.line.superseded_by == second.line.id
    assert older.content == first.content
    copies = [
        exports.recipient_word(draft.database, draft.actor, which, draft.recipient).data
        for which in (first.line.id, second.line.id)
    ]
    assert ["This was replaced" in words(one) for one in copies] == [True, False]
    with pytest.raises(Stale):
        correction.supersede(draft.database, draft.actor, first.line.id)


def press_seal(draft):
    return service.seal_decision(draft.database, draft.actor, draft.id, at=AT)


def test_a_decision_on_advice_that_was_never_read_is_not_sealed(draft):
    with pytest.raises(AdviceChanged, match="Read the advice"):
        press_seal(draft)


def test_an_answer_that_changes_the_advice_sends_the_person_back_to_it(draft):
    read_advice(draft)
    draft.say({"item.label": "Bruising on both arms"}, f"items.{draft.items[0]}.")

    with pytest.raises(AdviceChanged, match="has changed since you read it"):
        press_seal(draft)
    assert service.my_records(draft.database, draft.actor) == ()

    read_advice(draft)
    assert press_seal(draft).content.items[0].label == "Bruising on both arms"


def test_answers_that_stopped_fitting_after_the_advice_was_read_are_read_before_sealing(draft):
    read_advice(draft)
    draft.say({"views.view": "not_asked", "views.reason_not_asked": "urgent"})
    read_advice(draft)
    draft.say({"enquiries.time": "days"})

    with pytest.raises(AdviceChanged):
        press_seal(draft)

    read_advice(draft)
    (doubt,) = press_seal(draft).content.assessment.doubts
    assert doubt.sentence == "There was no time to ask, and there are days to decide."
    assert [one.answer for one in doubt.answers][1] == "Some days"


def test_a_register_that_changed_meanwhile_sends_the_person_back_to_the_advice(draft):
    read_advice(draft)
    with draft.database.engine.begin() as connection:
        connection.execute(text("UPDATE agency SET name = 'The new hub' WHERE id = 'front-door'"))

    with pytest.raises(AdviceChanged):
        press_seal(draft)


def test_a_deadline_that_moved_overnight_is_read_again_before_sealing(draft):
    read_advice(draft)

    with pytest.raises(AdviceChanged):
        service.seal_decision(draft.database, draft.actor, draft.id, at=AT + timedelta(days=5))


def test_an_hour_between_reading_and_sealing_changes_nothing(draft):
    read_advice(draft)

    made = service.seal_decision(draft.database, draft.actor, draft.id, at=AT + timedelta(hours=1))

    assert made.content.assessment.recipients


def test_what_is_decided_after_the_advice_is_no_late_change(draft):
    read_advice(draft)
    where = f"recipients.{draft.recipient}."
    for typed in ("I", "I am", "I am not willing to wait."):
        draft.say({"decided.reasons": typed}, where)
    draft.say({"message.risk": "It may happen again."}, where)
    for typed in ("Three", "Three bru", "Three bruises."):
        draft.say({"story.concern": typed})

    changes = seal(draft).content.changes

    assert [(one.path, one.before, one.after) for one in changes] == [
        ("story.concern", CASE["story.concern"], "Three bruises.")
    ]


def test_two_presses_at_once_give_the_same_record(draft):
    read_advice(draft)
    ready = threading.Barrier(2)
    made: list[str] = []

    def press() -> None:
        ready.wait()
        made.append(press_seal(draft).line.id)

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 2
    assert len(set(made)) == 1


def test_a_record_of_this_release_runs_again_to_the_same_facts_and_the_same_advice(draft, tmp_path):
    made = seal(draft)
    file = tmp_path / "record.sdjwt"
    file.write_bytes(exports.whole_file(draft.database, draft.actor, made.line.id).data)

    stored = replaying.replay_record(draft.database, draft.actor, made.line.id)
    result = CliRunner().invoke(cli.app, ["record", "replay", str(file), "--json"])
    exported = json.loads(result.output)

    assert again.as_json(stored) == exported
    assert (result.exit_code, exported["result"]) == (0, "same")
    assert exported["derivation"] == {"changed": [], "why_not": None}
    assert exported["read_as_absent"] == exported["missing"] == exported["notes"] == []
