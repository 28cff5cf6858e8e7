"""Reading a record, and the advice for several recipients."""

from streamlit.testing.v1 import AppTest

from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.records import correction
from isa.platform.database import Database
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import DECIDED, RECORD, actor, seal, sealed, shown, started

COMPARE = "decisions/pages/compare.py"
ASSESSMENT = "decisions/pages/assessment.py"
POLICE = {
    "recipient.agency_id": "exampleshire-police",
    "recipient.verified": "known_route",
    "recipient.channel": "yes",
    "link.conflict": "none",
    "link.use": "act_to_protect",
    "link.unmet": "yes",
    "effect.harm": "none_seen",
}


def tables(app: AppTest) -> str:
    """Everything in tables and grids of the page."""
    return " ".join(str(found.proto) for found in app.get("bidi_component"))


def asked_of(demo: Database, more: int) -> str:
    """The worked example with this many recipients more; its id."""
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    for _ in range(more):
        new = entries.add_recipient(demo, who, draft)
        for name, value in POLICE.items():
            drafts.save_field(demo, who, draft, f"recipients.{new}.{name}", value)
    return draft


def test_a_record_says_when_what_was_kept_back_why_and_what_was_not_known(
    open_as: OpenAs, demo: Database
) -> None:
    record = sealed(demo, actor(demo, "demo-practitioner"))

    app = open_as("demo-practitioner", RECORD, record=record)

    assert "What was sent, and what was kept back" in shown(app)
    assert "What was not known" in shown(app)
    assert "When the advice was shown" in tables(app)
    assert "Leave it out" in tables(app)


def test_a_record_begins_with_what_had_been_seen_in_own_words(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as(
        "demo-safeguarding-lead", RECORD, record=sealed(demo, actor(demo, "demo-practitioner"))
    )

    own = [text.value for text in app.text]
    assert own[0].startswith("A teaching assistant saw a bruise")
    assert any(one.startswith("On Friday 20 November") for one in own), "each item, in full"
    assert "AB's mother" not in own, "how somebody is referred to is no account"
    assert len(own) == len(set(own)), "each stands once"
    assert shown(app).index("What was known") < shown(app).index("What the tool said")


def test_whoever_reads_colleagues_records_sees_who_decided_each(
    open_as: OpenAs, demo: Database
) -> None:
    sealed(demo, actor(demo, "demo-practitioner"))

    assert "Amina Yusuf" in tables(open_as("demo-safeguarding-lead", "decisions/pages/records.py"))
    assert "Amina Yusuf" not in tables(open_as("demo-practitioner", "decisions/pages/records.py"))


def test_two_recipients_are_one_grid_and_a_list_for_each(open_as: OpenAs, demo: Database) -> None:
    app = open_as("demo-practitioner", ASSESSMENT, draft=asked_of(demo, 1))

    assert "Who gets which item" in shown(app)
    assert "What to share with Exampleshire Police" in tables(app)
    assert tables(app).count("What to share with") == 2
    assert "give this code" not in shown(app)


def test_many_recipients_are_summed_up_and_read_one_at_a_time(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as("demo-practitioner", ASSESSMENT, draft=asked_of(demo, 4))

    assert "The answer for each recipient" in tables(app)
    assert tables(app).count("What to share with") == 1


def test_one_recipient_needs_no_grid(open_as: OpenAs, demo: Database) -> None:
    app = open_as("demo-practitioner", ASSESSMENT, draft=asked_of(demo, 0))

    assert "Who gets which item" not in shown(app)


def test_the_questions_that_may_be_asked_are_answered_on_a_page(
    open_as: OpenAs, demo: Database
) -> None:
    record = sealed(demo, actor(demo, "demo-practitioner"))

    app = open_as("demo-safeguarding-lead", "decisions/pages/examine.py", record=record)

    assert "4. What did you leave out, and why?" in shown(app)
    assert "Leave it out" in shown(app)
    assert "give this code" not in shown(app)


def test_a_record_and_its_replacement_are_compared_by_whoever_may_read_both(
    open_as: OpenAs, demo: Database
) -> None:
    who = actor(demo, "demo-practitioner")
    first = sealed(demo, who)
    draft = correction.supersede(demo, who, first)
    answers = drafts.load_draft(demo, who, draft).answers
    for one in answers.recipients:
        said = {f"decided.{name}": value for name, value in DECIDED.items()}
        for path, value in {**said, "message.reason": "Another sentence."}.items():
            drafts.save_field(demo, who, draft, f"recipients.{one.id}.{path}", value)
        for item in answers.items:
            path = f"recipients.{one.id}.items.{item.id}.as_sent.rule"
            drafts.save_field(demo, who, draft, path, "withhold")
    drafts.save_field(demo, who, draft, "story.concern", "Something else was seen.")
    newer = seal(demo, who, draft)

    app = open_as("demo-safeguarding-lead", COMPARE, record=first)
    same = open_as("demo-safeguarding-lead", COMPARE, record=newer)
    alone = open_as("demo-safeguarding-lead", COMPARE, record=sealed(demo, who))

    assert "Something" in tables(app)
    assert "Something" in tables(same)
    assert "there is only one version" in shown(alone)
    assert "Open the record" in [link.label for link in alone.get("page_link")]
