"""Two tabs on one draft: what the other one did is said in a sentence, and nothing typed is lost."""

from datetime import timedelta

import pytest

from decisions.casework import addressees, noting, writing
from decisions.casework import service as casework
from decisions.casework.model import Kind, Look
from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.pages import _saving
from decisions.records import correction
from decisions.records import service as records
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import StorageUnavailable
from isa.platform.identity import Actor
from isa.ui import state
from isa.ui.fields import texts
from tests.pages.conftest import OpenAs
from tests.pages.test_casework_pages import ADVICE, FOLLOW_UP, WRITE, filled
from tests.pages.test_review_page import DECIDED, actor, seal, sealed, started
from tests.pages.test_unsaved_text import a_plain_area
from tests.pages.test_wizard import title, words

ME = "demo-practitioner"
QUESTION = "decisions/pages/question.py"
ASSESSMENT = "decisions/pages/assessment.py"
SEAL = "decisions/pages/seal.py"
DANGER = "w.harm.seriousness"
SAID = {
    "role": "own_lead",
    "where": "Example",
    "question": "What?",
    "answer": "Ring.",
    "then": "I rang.",
}


@pytest.fixture
def me(demo: Database) -> Actor:
    return actor(demo, ME)


@pytest.fixture
def draft(demo: Database, me: Actor) -> drafts.Draft:
    return drafts.load_draft(demo, me, started(demo, me))


def test_danger_is_shown_while_two_tabs_differ_about_it(
    open_as: OpenAs, demo: Database, me: Actor, draft: drafts.Draft
) -> None:
    app = open_as(ME, QUESTION, draft=draft.id, step="harm")
    drafts.save_field(demo, me, draft.id, "harm.seriousness", "none_seen")
    app.radio(key=DANGER).set_value("immediate").run()

    assert "Ring 999 now" in words(app)
    assert "Changed in another tab" in [found.value for found in app.header]


def test_danger_is_shown_while_nothing_can_be_saved(
    open_as: OpenAs, draft: drafts.Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_as(ME, QUESTION, draft=draft.id, step="harm")

    def fails(*_args: object, **_kwargs: object) -> None:
        raise StorageUnavailable("The database did not answer.")

    monkeypatch.setattr(_saving.service, "save_field", fails)
    app.radio(key=DANGER).set_value("immediate").run()

    assert "Not saved." in words(app)
    assert "Ring 999 now" in words(app)


def test_an_answer_about_a_recipient_who_was_taken_out_leads_back_into_the_draft(
    open_as: OpenAs, demo: Database, me: Actor, draft: drafts.Draft
) -> None:
    new = entries.add_recipient(demo, me, draft.id)
    at = f"recipients/{new}/recipient"
    app = open_as(ME, QUESTION, draft=draft.id, step=at)
    entries.remove_recipient(demo, me, draft.id, new)
    app.radio(key=f"w.recipients.{new}.recipient.agency_id").set_value("not_listed").run()

    assert title(app) == "Check your answers"
    assert "is not part of this draft now" in words(app)
    again = open_as(ME, QUESTION, draft=draft.id, step=at)
    assert "is not part of this draft now" in words(again)
    assert "Answer this question first" not in words(again)


def test_what_is_typed_after_the_other_tab_ended_the_draft_is_shown_to_be_copied(
    open_as: OpenAs, demo: Database, me: Actor, draft: drafts.Draft
) -> None:
    app = open_as(ME, QUESTION, draft=draft.id, step="about")
    drafts.discard_draft(demo, me, draft.id)
    app.text_input(key="w.about.reference").set_value("TYPED-LATE").run()

    assert title(app) == "This is not here"
    assert "You discarded this draft" in words(app)
    assert "TYPED-LATE" in words(app)


def test_an_answer_and_continue_after_sealing_lead_to_the_record(
    open_as: OpenAs, demo: Database, me: Actor, draft: drafts.Draft
) -> None:
    late = open_as(ME, QUESTION, draft=draft.id, step="about")
    stale = open_as(ME, QUESTION, draft=draft.id, step="harm")
    app = open_as(ME, ASSESSMENT, draft=draft.id)
    records.seal_decision(demo, me, draft.id)
    late.text_input(key="w.about.reference").set_value("TYPED-LATE").run()
    stale.button(key="primary").click().run()
    app.button(key="primary").click().run()

    for tab in (late, stale, app):
        assert title(tab) == "This decision is sealed"
        assert "An answer given after that is not in it" in words(tab)
    assert "TYPED-LATE" in words(late)


def test_what_the_other_tab_changed_is_not_sealed_unread(
    open_as: OpenAs, demo: Database, me: Actor, draft: drafts.Draft
) -> None:
    open_as(ME, ASSESSMENT, draft=draft.id)
    app = open_as(ME, SEAL, draft=draft.id)
    owner = draft.answers.recipients[0].id
    path = f"recipients.{owner}.decided.reasons"
    drafts.save_field(demo, me, draft.id, path, "Written in the other tab.")
    app.button(key="primary").click().run()

    assert records.sealed_from(demo, me, draft.id) is None
    assert title(app) == "Check your decision"
    said = app.session_state[state.ATTEMPT].faults[""]
    assert "An answer was changed in another tab after you opened this page" in said
    app.button(key="primary").click().run()
    assert title(app) == "Decision recorded"


def test_the_second_tab_that_seals_is_told_that_it_was_done(
    open_as: OpenAs, demo: Database, me: Actor, draft: drafts.Draft
) -> None:
    open_as(ME, ASSESSMENT, draft=draft.id)
    first, second = (open_as(ME, SEAL, draft=draft.id) for _ in range(2))
    first.button(key="primary").click().run()
    second.button(key="primary").click().run()

    assert title(first) == title(second) == "Decision recorded"
    assert "had been sealed already, in another tab" not in words(first)
    assert "had been sealed already, in another tab" in words(second)


def test_a_request_is_not_written_over_by_a_tab_that_never_saw_what_the_other_wrote(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    which = filled(demo, me)
    writing.save(demo, me, which, {"reply_to": "Before"})

    def stored() -> str:
        return writing.request_words(casework.casework(demo, me, which).body).reply_to

    app = open_as(ME, WRITE, id=which, step="about")
    app.text_input(key="w.reply_to").set_value("Mine").run()
    app.text_input(key="w.reply_to").set_value("Mine again").run()
    assert stored() == "Mine again"

    writing.save(demo, me, which, {"reply_to": "The other tab"})
    app.text_input(key="w.reply_to").set_value("Mine at last").run()
    assert stored() == "The other tab"
    app.button(key="primary").click().run()
    assert stored() == "The other tab"
    assert "changed in another tab" in app.session_state[state.ATTEMPT].faults["reply_to"]
    assert app.text_input(key="w.reply_to").value == "Mine at last"
    app.button(key="primary").click().run()
    assert stored() == "Mine at last"
    assert title(app) == "Check the request"


def test_what_one_agency_alone_is_asked_is_not_written_over_by_the_other_tab(
    open_as: OpenAs, demo: Database, me: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts.long_text, "narrative", a_plain_area)
    which = filled(demo, me)
    addressees.add(demo, me, which, "exampleshire-police")
    (party,) = casework.casework(demo, me, which).parties
    field = f"plain.w.asked.{party.id}"

    def stored() -> str:
        return casework.casework(demo, me, which).parties[0].words.asked

    app = open_as(ME, WRITE, id=which, step="whom")
    app.text_area(key=field).set_value("Mine").run()
    app.text_area(key=field).set_value("Mine again").run()
    assert stored() == "Mine again"

    addressees.ask_for(demo, me, which, party.id, "The other tab")
    app.text_area(key=field).set_value("Mine at last").run()
    assert stored() == "The other tab"
    app.button(key="primary").click().run()
    assert stored() == "The other tab"
    assert "changed in another tab" in app.session_state[state.ATTEMPT].faults[f"asked.{party.id}"]
    app.button(key="primary").click().run()
    assert stored() == "Mine at last"
    assert title(app) == "Who is it about, and how do they answer?"


def test_what_is_typed_after_the_other_tab_made_the_letters_is_shown_to_be_copied(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    which = filled(demo, me)
    addressees.add(demo, me, which, "exampleshire-police")
    app, other, third = (open_as(ME, WRITE, id=which, step="about") for _ in range(3))
    check = open_as(ME, WRITE, id=which, step="check")
    writing.make_request(demo, me, which)

    app.text_input(key="w.reply_to").set_value("Typed too late").run()
    assert title(app) == "The letters are ready"
    assert "Typed too late" in words(app)
    assert "Its words do not change" in words(app)
    other.button(key="primary").click().run()
    check.button(key="primary").click().run()
    third.radio(key="w.safe").set_value("yes").run()
    for tab in (other, check, third):
        assert title(tab) == "The letters are ready"


def test_what_is_typed_after_the_other_tab_put_advice_in_the_log_is_shown_to_be_copied(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    which = writing.begin(demo, me, Kind.CONSULTATION)
    writing.save(demo, me, which, SAID | {"asked_at": "2026-11-02T09:05:00+00:00"})
    app, at, button = (open_as(ME, ADVICE, id=which) for _ in range(3))
    writing.finish_consultation(demo, me, which)

    app.text_input(key="w.where").set_value("Typed too late").run()
    assert "Typed too late" in words(app)
    at.text_input(key="w.at").set_value("09:15").run()
    button.button(key="primary").click().run()
    for tab in (app, at, button):
        assert title(tab) == "Advice without names"


def test_advice_that_was_linked_in_the_other_tab_stays_linked_and_says_so(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    which = writing.begin(demo, me, Kind.CONSULTATION)
    writing.save(demo, me, which, SAID | {"asked_at": "2026-11-02T09:05:00+00:00"})
    writing.finish_consultation(demo, me, which)
    first, second = (drafts.start_draft(demo, me).id for _ in range(2))
    app = open_as(ME, ADVICE, id=which)
    writing.link(demo, me, which, draft_id=first)
    app.radio(key="w.decision").set_value(f"draft:{second}")
    app.button(key="link").click().run()

    assert not app.exception
    assert "linked to a decision already" in app.session_state[state.ATTEMPT].faults[""]
    assert "w.decision" not in [one.key for one in app.radio], "there is nothing left to choose"
    assert casework.casework(demo, me, which).draft_id == first


def test_a_second_look_that_was_written_down_in_the_other_tab_is_said_and_the_words_stay(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    record = sealed(demo, me)
    found = casework.follow_up_of(demo, me, record)
    assert found is not None
    app = open_as(ME, FOLLOW_UP, record=record, do="second_person")
    noting.second_look(demo, me, found.id, Look.NOBODY)
    noting.second_look(demo, me, found.id, Look.AGREES, who="Jo Placeholder")
    app.radio(key="w.look").set_value(Look.AGREES.value).run()
    app.text_input(key="w.who").set_value("Kim Placeholder").run()
    app.button(key="primary").click().run()

    assert "written down already" in app.session_state[state.ATTEMPT].faults[""]
    assert app.text_input(key="w.who").value == "Kim Placeholder"


def test_a_record_that_the_other_tab_replaced_says_so(
    open_as: OpenAs, demo: Database, me: Actor
) -> None:
    record = sealed(demo, me)
    app = open_as(ME, "decisions/pages/record.py", record=record)
    newer = correction.supersede(demo, me, record)
    made = drafts.load_draft(demo, me, newer)
    owner = made.answers.recipients[0].id
    said = {f"recipients.{owner}.decided.{name}": value for name, value in DECIDED.items()}
    said[f"recipients.{owner}.message.reason"] = "A child has a bruise."
    for item in made.answers.items:
        said[f"recipients.{owner}.items.{item.id}.as_sent.rule"] = "withhold"
    said["after.review_on"] = (clock.today() + timedelta(days=7)).isoformat()
    for path, value in said.items():
        drafts.save_field(demo, me, newer, path, value)
    seal(demo, me, newer)
    app.button(key="replace").click().run()

    assert not app.exception
    assert title(app).startswith("Decision to")
