"""What happens around a decision, through the door: lists on the start page, writing down, who sees what."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from decisions.casework import addressees, noting, writing
from decisions.casework import service as casework
from decisions.casework.model import Casework, Kind, Step, Task
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import sealed

HOME = "decisions/pages/home.py"
FOLLOW_UP = "decisions/pages/follow_up.py"
SEALED = "decisions/pages/sealed.py"
REQUEST, WRITE = "decisions/pages/request_made.py", "decisions/pages/request_write.py"
ADVICE = "decisions/pages/consultation_entry.py"
MINE = [
    "decisions/pages/request_make.py",
    "decisions/pages/consultation.py",
    WRITE,
    REQUEST,
    ADVICE,
]


def shown(app: AppTest) -> str:
    assert not app.exception
    parts = [*app.title, *app.header, *app.markdown, *app.text, *app.caption]
    tables = [str(found.proto) for found in app.get("bidi_component")]
    return " ".join([*(part.value for part in parts), *tables]).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


@pytest.fixture
def followed(demo: Database, amina: Actor) -> Casework:
    record = sealed(demo, amina)
    found = casework.follow_up_of(demo, amina, record)
    assert found is not None
    return found


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=9))


def test_the_start_page_lists_what_is_waited_for_and_what_a_lead_has_overdue(
    open_as: OpenAs, followed: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = shown(open_as("demo-practitioner", HOME))
    lead_now = shown(open_as("demo-safeguarding-lead", HOME))
    later(monkeypatch)
    lead_later = shown(open_as("demo-safeguarding-lead", HOME))

    assert "Waiting on others (1)" in mine
    assert "children's services" in mine
    assert "Overdue at your agency" not in mine
    assert "Overdue at your agency" not in lead_now
    assert "A second look is wanted (1)" in lead_now
    assert "A second look is wanted" not in mine + lead_later
    assert "Overdue at your agency" in lead_later
    assert "Amina Yusuf" in lead_later
    assert followed.parties[0].words.name not in lead_later


def test_a_lead_writes_down_what_they_found_themselves(open_as: OpenAs, followed: Casework) -> None:
    mine, leads = (
        open_as(who, FOLLOW_UP, record=str(followed.record_id))
        for who in ("demo-practitioner", "demo-safeguarding-lead")
    )

    assert "Write down what they said" in [one.label for one in mine.button]
    assert "Write down what they said" not in [one.label for one in leads.button]
    assert "Write down what you found" in [one.label for one in leads.button]


def test_a_call_that_is_not_finished_is_on_the_start_page(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    drafts.start_draft(demo, amina, depth=Depth.PHONE)

    assert "Finish the record of a call" in shown(open_as("demo-practitioner", HOME))


def test_a_receipt_is_written_down_and_shows_who_confirmed_it(
    open_as: OpenAs, demo: Database, amina: Actor, followed: Casework
) -> None:
    record, party = str(followed.record_id), followed.parties[0]
    if party.sent_at is None:
        noting.note(demo, amina, followed.id, party.id, Step.SENT)
    app = open_as("demo-practitioner", FOLLOW_UP, record=record, party=party.id)

    app.radio(key="w.step").set_value("received").run()
    nobody = press(app, "Write it down")
    assert "Enter who confirmed that they have it" in shown(nobody)

    app.text_input(key="w.who").set_value("Jo Placeholder, duty desk").run()
    app.text_input(key="w.at").set_value("half past").run()
    assert "Enter the time like 10:42" in shown(press(app, "Write it down"))

    app.text_input(key="w.at").set_value("").run()
    after = press(app, "Write it down")

    (held,) = casework.casework(demo, amina, followed.id).parties
    assert held.acknowledged_at is not None
    assert "Jo Placeholder, duty desk" in shown(after)


def test_a_late_receipt_brings_words_to_ring_with_and_never_puts_danger_through_a_stage(
    open_as: OpenAs, demo: Database, amina: Actor, followed: Casework, monkeypatch
) -> None:
    later(monkeypatch)

    page = shown(open_as("demo-practitioner", FOLLOW_UP, record=str(followed.record_id)))

    assert "Danger goes through no stage" in page
    assert "I am Amina Yusuf, designated safeguarding lead" in page


def test_a_lead_follows_a_colleagues_decision_and_others_do_not(
    open_as: OpenAs, followed: Casework
) -> None:
    record = str(followed.record_id)

    assert "What follows this decision" in shown(
        open_as("demo-safeguarding-lead", FOLLOW_UP, record=record)
    )
    for user in ("demo-ig-lead", "demo-auditor", "demo-administrator"):
        assert "does not include this" in shown(open_as(user, FOLLOW_UP, record=record))


def test_the_confirmation_says_what_is_followed_up_and_offers_a_calendar(
    open_as: OpenAs, followed: Casework
) -> None:
    app = open_as("demo-practitioner", SEALED, record=str(followed.record_id))

    page = shown(app)
    assert "What is followed up" in page
    assert "No name, place or case is in them." in page
    assert "Add to calendar" in [one.label for one in app.get("download_button")]


def test_somebody_not_there_at_seven_is_written_down_and_the_decision_stands(
    open_as: OpenAs, demo: Database, amina: Actor, followed: Casework
) -> None:
    (look,) = [one for one in followed.actions if one.code is Task.SECOND_PERSON]
    record = str(followed.record_id)
    app = open_as("demo-practitioner", FOLLOW_UP, record=record, do="second_person")

    app.radio(key="w.look").set_value("nobody").run()
    press(app, "Write it down")

    (after,) = [
        one
        for one in casework.casework(demo, amina, followed.id).actions
        if one.code is Task.SECOND_PERSON
    ]
    assert after.done_at is None
    assert after.log[0].what == "nobody"
    assert after.due_at >= look.due_at


def filled(demo: Database, who: Actor, **changes: str) -> str:
    which = writing.begin(demo, who, Kind.REQUEST)
    day = (clock.today() + timedelta(days=2)).isoformat()
    said = {
        "purpose": "protect",
        "why": "To see whether he is safe.",
        "power": "none_cited",
        "asked": "Attendance since September.",
        "about": "Sami Invented",
        "safe": "not_known",
        "answer_by": day,
        "reply_to": "Amina Yusuf, secure e-mail",
    }
    writing.save(demo, who, which, said | changes)
    return which


def test_a_school_is_not_offered_the_powers_of_the_council_and_nothing_is_preselected(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = writing.begin(demo, amina, Kind.REQUEST)

    app = open_as("demo-practitioner", WRITE, id=which)

    offered = " ".join(app.radio(key="w.power").options)
    assert "None that obliges them" in offered
    assert "child protection enquiry by the council" not in offered
    assert app.radio(key="w.power").value is None


def test_a_request_goes_from_the_fields_to_letters_that_can_be_taken_away(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = filled(demo, amina)
    nobody = press(open_as("demo-practitioner", WRITE, id=which, step="check"), "Make the letters")
    assert "Add at least one agency to ask" in shown(nobody)
    addressees.add(demo, amina, which, "exampleshire-gp")

    made = press(open_as("demo-practitioner", WRITE, id=which, step="check"), "Make the letters")

    page = shown(made)
    assert "The letters are ready" in page
    assert "is not safe or not settled. Police, social care and a meeting decide" in page
    assert "Not sent yet" in page
    assert any("Download the letter" in one.label for one in made.get("download_button"))
    home = shown(open_as("demo-practitioner", HOME))
    assert "To be sent" in home
    assert "Sami" not in home


def test_what_stood_in_the_fields_at_continue_is_kept(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = filled(demo, amina)
    app = open_as("demo-practitioner", WRITE, id=which, step="about")

    app.text_input(key="w.answer_by.month").set_value("13").run()
    wrong = press(app, "Continue")
    assert "as a real date" in shown(wrong)
    app.text_input(key="w.answer_by.month").set_value("12").run()
    app.text_input(key="w.answer_by.year").set_value("2099").run()
    app.text_input(key="w.reply_to").set_value("The duty desk").run()
    press(app, "Continue")

    held = writing.request_words(casework.casework(demo, amina, which).body)
    assert (held.reply_to, held.answer_by and held.answer_by.year) == ("The duty desk", 2099)
    assert held.about == "Sami Invented"


def test_advice_goes_into_the_log_and_of_a_lawyers_only_that_it_was_asked(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = writing.begin(demo, amina, Kind.CONSULTATION)
    words = {"question": "May I?", "answer": "You may.", "then": "I will ring.", "role": "legal"}
    writing.save(demo, amina, which, words)
    app = open_as("demo-practitioner", ADVICE, id=which)
    assert "compartment of its own" in shown(app)

    app.text_input(key="w.at").set_value("about noon").run()
    assert "Enter the time like 10:42" in shown(press(app, "Put it in the log"))
    app.text_input(key="w.at").set_value("").run()
    read = shown(press(app, "Put it in the log"))

    assert "Legal advice, kept apart" in read
    assert "You may." in read
    log = shown(open_as("demo-practitioner", "decisions/pages/consultation.py"))
    assert "Solicitor or legal adviser" in log
    assert "You may." not in log


def test_an_entry_of_the_log_names_the_record_it_led_to(
    open_as: OpenAs, demo: Database, amina: Actor, followed: Casework
) -> None:
    which = writing.begin(demo, amina, Kind.CONSULTATION)
    words = {"question": "May I?", "answer": "Yes.", "then": "I rang.", "role": "dpo"}
    writing.save(demo, amina, which, words | {"asked_at": clock.now().isoformat()})
    writing.finish_consultation(demo, amina, which)
    writing.link(demo, amina, which, record_id=str(followed.record_id))

    read = shown(open_as("demo-practitioner", ADVICE, id=which))

    assert f"Record **{followed.record_id}**" in read  # on paper too, where links are left out


def test_words_that_seem_to_name_somebody_are_looked_at_twice_and_then_kept(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = writing.begin(demo, amina, Kind.CONSULTATION)
    words = {"question": "May I?", "answer": "Ask Mrs Sampleton.", "then": "I will ring."}
    writing.save(demo, amina, which, {**words, "role": "own_lead"})
    app = open_as("demo-practitioner", ADVICE, id=which)

    warned = press(app, "Put it in the log")
    assert "This looks as if it holds a name." in shown(warned)
    assert casework.casework(demo, amina, which).made_at is None
    press(warned, "Put it in the log")

    assert casework.casework(demo, amina, which).made_at is not None


def test_the_drafts_that_it_may_have_led_to_are_told_apart(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = writing.begin(demo, amina, Kind.CONSULTATION)
    words = {"question": "May I?", "answer": "You may.", "then": "I will ring."}
    writing.save(demo, amina, which, {**words, "role": "legal"})
    press(open_as("demo-practitioner", ADVICE, id=which), "Put it in the log")
    draft = drafts.start_draft(demo, amina)
    owner = f"recipients.{draft.answers.recipients[0].id}.recipient"
    drafts.save_field(demo, amina, draft.id, f"{owner}.agency_id", "exampleshire-police")

    page = shown(open_as("demo-practitioner", ADVICE, id=which))
    radio = str(open_as("demo-practitioner", ADVICE, id=which).radio[0].proto)

    assert "Your own worry. Exampleshire Police. saved" in page + radio


def test_nobody_opens_what_a_colleague_writes(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = filled(demo, amina)
    asked = writing.begin(demo, amina, Kind.CONSULTATION)

    for page, opened in ((WRITE, which), (REQUEST, which), (ADVICE, asked)):
        app = open_as("demo-safeguarding-lead", page, id=opened)
        text = " ".join(one.value for one in [*app.title, *app.markdown])
        assert "Sami" not in text
        assert "Make the letters" not in text
    for user in ("demo-ig-lead", "demo-auditor", "demo-administrator"):
        for page in MINE:
            assert "does not include this" in shown(open_as(user, page, id=which)), page


def test_the_address_of_one_kind_opens_no_page_of_another(
    open_as: OpenAs, demo: Database, amina: Actor, followed: Casework
) -> None:
    request, advice = filled(demo, amina), writing.begin(demo, amina, Kind.CONSULTATION)
    addressees.add(demo, amina, request, "exampleshire-gp")
    writing.make_request(demo, amina, request)

    for page, other in (
        *((page, other) for page in (WRITE, REQUEST) for other in (advice, followed.id)),
        *((ADVICE, other) for other in (request, followed.id)),
    ):
        assert "This is not here" in shown(open_as("demo-practitioner", page, id=other)), page
    legal = "decisions/pages/legal_advice.py"
    assert "This is not here" in shown(open_as("demo-legal-adviser", legal, id=request))


def test_a_request_file_is_asked_for_and_refused_in_words(open_as: OpenAs) -> None:
    start = "decisions/pages/request_start.py"
    app = open_as("demo-practitioner", start)

    assert "Choose the request file" in shown(press(app, "Start from this file"))
    wrong = open_as("demo-practitioner", start)
    wrong.file_uploader[0].set_value(("letter.json", b"{}", "application/json")).run()
    assert "This one is something else" in shown(press(wrong, "Start from this file"))
    assert "does not include this" in shown(open_as("demo-ig-lead", start))


def test_when_advice_was_asked_for_is_there_again_after_a_reload(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = writing.begin(demo, amina, Kind.CONSULTATION)
    app = open_as("demo-practitioner", ADVICE, id=which)
    app.text_input(key="w.at").set_value("half past").run()
    app.text_input(key="w.at").set_value("2 November 2026 09:05").run()

    again = open_as("demo-practitioner", ADVICE, id=which)
    assert again.text_input(key="w.at").value == "2 November 2026 09:05"
    again.text_input(key="w.at").set_value("").run()
    assert open_as("demo-practitioner", ADVICE, id=which).text_input(key="w.at").value == ""
