"""The pages after the questions: the check, the advice, Phone now's end, the decision, sealing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from decisions.journey import entries, service
from decisions.journey.choices_case import Depth, Trigger
from decisions.records import service as records
from decisions.service import assess_draft
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import SYSTEM, Actor
from isa.register import service as register
from isa.ui import state

OpenAs = Callable[..., AppTest]
PAGES = Path("decisions/pages")
PHONE = {
    "about.who": "child",
    "about.child_stage": "child",
    "harm.seriousness": "immediate",
    "story.concern": "He said [he](http://a.example) will **die** tonight.",
    "purpose.aim": "protect",
}
FRONT_DOOR = "exampleshire-childrens-services"


def title(app: AppTest) -> str:
    return app.title[0].value.replace("\\", "")


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.text, *app.header, *app.subheader, *app.title]
    return "\n".join(element.value for element in parts).replace("\\", "")


def phone(demo: Database, amina: Actor, trigger: Trigger) -> str:
    draft = service.start_draft(demo, amina, trigger=trigger, depth=Depth.PHONE)
    recipient = f"recipients.{draft.answers.recipients[0].id}.recipient"
    asked = {**PHONE, f"{recipient}.agency_id": FRONT_DOOR, f"{recipient}.verified": "known_route"}
    for path, value in asked.items():
        service.save_field(demo, amina, draft.id, path, value)
    return draft.id


def test_the_advice_comes_first_then_why_then_what_to_do(open_as: OpenAs, bruise: str) -> None:
    app = open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)

    assert not app.exception
    assert title(app).startswith("Share with Exampleshire children's services")
    headers = [header.value for header in app.header]
    assert headers[:3] == ["Why", "What to share", "Is there an agreement?"]
    assert headers.index("What to do next, and by when") > headers.index("Is there an agreement?")
    assert "You make the decision. It is recorded as yours." in words(app)
    assert not app.button(key="primary").disabled


def test_what_harm_telling_could_do_names_whom_one_would_tell(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    recipient = service.load_draft(demo, amina, bruise).answers.recipients[0].id
    service.save_field(demo, amina, bruise, f"recipients.{recipient}.effect.harm", "serious")
    service.save_field(demo, amina, bruise, f"recipients.{recipient}.effect.which", "To him.")
    app = open_as(
        "demo-practitioner",
        str(PAGES / "question.py"),
        draft=bruise,
        step=f"recipients/{recipient}/effect",
    )
    name = "Exampleshire children's services front door"

    assert title(app) == f"What harm could telling {name} do?"
    options = [option.replace("\\", "") for option in app.radio[0].options]
    assert any(option.startswith(f"Telling {name} could do serious harm") for option in options)


def test_several_recipients_each_have_an_answer_of_their_own(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    new = entries.add_recipient(demo, amina, bruise)
    for path, value in {
        "recipient.agency_id": "not_listed",
        "recipient.name": "The **neighbour**",
        "recipient.recipient_class": "family_friend",
        "recipient.verified": "not_verified",
        "link.conflict": "associate",
        "link.use": "only_know",
        "link.unmet": "no",
        "effect.harm": "serious",
    }.items():
        service.save_field(demo, amina, bruise, f"recipients.{new}.{path}", value)

    app = open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)

    assert not app.exception
    assert title(app) == "Advice for 2 recipients"
    assert sum("The **neighbour**" in header.value.replace("\\", "") for header in app.header) == 1
    assert "Why" in [header.value for header in app.subheader]


def test_the_check_lists_the_answers_and_leads_on(open_as: OpenAs, bruise: str) -> None:
    app = open_as("demo-practitioner", str(PAGES / "check.py"), draft=bruise)
    headers = [header.value.replace("\\", "") for header in app.header]

    assert headers[0] == "The situation"
    assert headers[1].startswith("Who you would tell: Exampleshire children's services")
    app.button(key="primary").click().run()
    assert title(app).startswith("Share with")


def test_phone_now_ends_with_the_words_to_say(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = phone(demo, amina, Trigger.OWN_CONCERN)
    app = open_as("demo-practitioner", str(PAGES / "ring.py"), draft=draft)

    assert title(app) == "What to say when you ring"
    assert "tel:999" in words(app)
    assert PHONE["story.concern"] in [text.value for text in app.text]
    assert "within one working day" in words(app)
    assert "Not settled yet" not in words(app)
    assert "Tell Exampleshire children" in words(app)
    app.button(key="primary").click().run()
    kept = service.load_draft(demo, amina, draft).answers
    assert kept.depth is Depth.FULL
    assert kept.story is not None
    assert kept.story.concern == PHONE["story.concern"]
    assert title(app) == "What is happening?"  # the first page that is not answered


def test_a_call_already_made_is_not_asked_for_again(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = phone(demo, amina, Trigger.ALREADY_SHARED)
    app = open_as("demo-practitioner", str(PAGES / "ring.py"), draft=draft)

    assert title(app) == "Record what you did"
    assert "I am ringing about" not in words(app)


def test_a_decision_starts_with_nothing_selected_beside_the_advice(
    open_as: OpenAs, bruise: str
) -> None:
    app = open_as("demo-practitioner", str(PAGES / "decide.py"), draft=bruise)

    assert title(app) == "What have you decided?"
    assert [radio.value for radio in app.radio] == [None] * len(app.radio)
    assert "Share with Exampleshire children's services" in words(app)


def test_differing_from_the_advice_asks_why_at_once(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    app = open_as("demo-practitioner", str(PAGES / "decide.py"), draft=bruise)
    owner = service.load_draft(demo, amina, bruise).answers.recipients[0].id
    app.radio(key=f"w.recipients.{owner}.decided.outcome").set_value("do_not_share").run()
    app.button(key="primary").click().run()

    faults = app.session_state[state.ATTEMPT].faults
    assert f"recipients.{owner}.decided.differs_because" in faults
    assert title(app) == "What have you decided?"


def test_a_decision_that_is_not_whole_cannot_be_sealed(open_as: OpenAs, bruise: str) -> None:
    app = open_as("demo-practitioner", str(PAGES / "seal.py"), draft=bruise)

    assert title(app) == "What have you decided?"
    assert "still needs an answer before the record can be sealed" in words(app)


def decide_all(demo: Database, amina: Actor, bruise: str) -> None:
    """Every page of the decision answered."""
    answers = service.load_draft(demo, amina, bruise).answers
    owner = answers.recipients[0].id
    decided = {
        "outcome": "share_some",
        "reasons": "I am not willing to wait.",
        "weighed_against": "She has been open with us.",
        "differs_because": "I leave out what they do not need.",
        "method": "phone_callback",
        "sent_to": "The duty desk",
        "verified_how": "Rang the number held here",
        "gone": "not_yet",
    }
    saved = {f"recipients.{owner}.decided.{name}": value for name, value in decided.items()}
    saved[f"recipients.{owner}.message.reason"] = "A child has a bruise."
    for item in answers.items:
        saved[f"recipients.{owner}.items.{item.id}.as_sent.rule"] = "withhold"
    for path, value in saved.items():
        service.save_field(demo, amina, bruise, path, value)


def test_sealing_twice_gives_one_record(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    decide_all(demo, amina, bruise)
    open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)  # the advice is read
    app = open_as("demo-practitioner", str(PAGES / "seal.py"), draft=bruise)
    assert title(app) == "Check your decision"
    app.button(key="primary").click().run()
    assert title(app) == "Decision recorded"
    for place in ("seal", "decide", "question", "check", "assessment", "discard"):
        again = open_as("demo-practitioner", str(PAGES / f"{place}.py"), draft=bruise)
        assert not again.exception
        assert title(again) == "This decision is sealed", place
        assert "nothing is recorded twice" in words(again)
    (line,) = records.my_records(demo, amina)
    back = open_as("demo-practitioner", str(PAGES / "seal.py"), record=line.id)
    assert title(back) == "This decision is sealed"

    with pytest.raises(NotFound, match="was sealed"):
        service.save_field(demo, amina, bruise, "about.reference", "late")


def test_an_agency_that_closed_since_the_advice_is_said_before_sealing(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    decide_all(demo, amina, bruise)
    owner = service.load_draft(demo, amina, bruise).answers.recipients[0].id
    listed = f"recipients.{owner}.recipient.agency_id"
    service.save_field(demo, amina, bruise, listed, FRONT_DOOR)
    register.close_agency(demo, SYSTEM, FRONT_DOOR, on=clock.today())

    app = open_as("demo-practitioner", str(PAGES / "seal.py"), draft=bruise)

    assert title(app) == "Check your decision"
    assert "The register says that it closed on" in words(app)


def test_whoever_may_not_read_the_record_of_a_draft_learns_nothing_of_it(
    open_as: OpenAs, demo: Database, bruise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_asked: object) -> None:
        raise NotFound("There is such a record.")

    monkeypatch.setattr(records, "sealed_from", unreadable)
    for which in (bruise, "dft_nobody", "dft_\0"):
        app = open_as("demo-safeguarding-lead", str(PAGES / "decide.py"), draft=which)
        assert title(app) == "This is not here"
        assert "There is such a record" not in words(app)
        assert "Go to the start page" in [one.label for one in app.get("page_link")]


def test_who_to_ring_stands_on_every_page_of_a_draft_in_danger(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    service.save_field(demo, amina, bruise, "harm.seriousness", "immediate")
    for name in ("check", "assessment", "decide", "question"):
        app = open_as(
            "demo-practitioner",
            str(PAGES / f"{name}.py"),
            draft=bruise,
            step="harm" if name == "question" else "",
        )

        assert not app.exception
        assert "tel:999" in words(app), name


def test_who_to_ring_follows_the_choice_at_once(open_as: OpenAs, bruise: str) -> None:
    app = open_as("demo-practitioner", str(PAGES / "question.py"), draft=bruise, step="harm")
    before = words(app)
    app.radio[0].set_value("immediate").run()

    assert not app.exception
    assert words(app) != before
    assert "Ring 999" in words(app)


def test_the_day_to_look_again_has_an_example_that_is_not_past(
    open_as: OpenAs, bruise: str
) -> None:
    app = open_as("demo-practitioner", str(PAGES / "decide.py"), draft=bruise, step="after")
    today = clock.today()

    in_a_week = today + timedelta(weeks=1)
    assert f"A week from now is {in_a_week.day} {in_a_week.month} {in_a_week.year}." in words(app)
    assert "Not asked while telling is unsafe" not in words(app)


def test_who_it_is_and_where_go_into_the_words_to_say_and_hold_up_no_call(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = phone(demo, amina, Trigger.OWN_CONCERN)
    app = open_as("demo-practitioner", str(PAGES / "ring.py"), draft=draft)
    assert "It is about: [say who it is and where they are now]." in words(app)

    app.text_input(key="w.introduced.who").set_value("AB").run()
    service.save_field(demo, amina, draft, "introduced.where", "In the school office")
    app = open_as("demo-practitioner", str(PAGES / "ring.py"), draft=draft)

    assert "It is about: AB. Where they are now: In the school office." in words(app)


def test_there_are_words_to_say_before_anything_is_sealed(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    app = open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)
    found = assess_draft(demo, amina, bruise, on=clock.today(), at=clock.now())
    said = "\n".join(text.value for text in app.text)
    rules = {one.item_id: one.rule for one in found.assessment.recipients[0].items}

    assert "I am Amina Yusuf" in said
    assert {"share", "label_and_share"} & set(rules.values()) != set(rules.values())
    for item in found.answers.items:
        assert item.item
        assert item.item.words
        is_said = item.item.words in said
        assert is_said == (rules[item.id] in ("share", "label_and_share")), item.item.label

    service.save_field(demo, amina, bruise, "harm.seriousness", "immediate")
    app = open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)
    assert "What to say when you ring" in [one.label for one in app.expander]


def test_an_answer_changed_late_says_what_it_did_to_the_advice(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    first = open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)
    was = title(first)
    owner = service.load_draft(demo, amina, bruise).answers.recipients[0].id
    service.save_field(demo, amina, bruise, f"recipients.{owner}.link.conflict", "suspected_source")
    app = open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)

    assert not app.exception
    assert title(app) != was
    linked = "Could they be linked to whoever may be causing the harm"
    assert (
        f"Your answer to \u2018{linked}\u2019 changed the advice from \u2018{was}\u2019 "
        f"to \u2018{title(app)}\u2019." in words(app)
    )
    assert "changed the advice" not in words(
        open_as("demo-practitioner", str(PAGES / "assessment.py"), draft=bruise)
    )
