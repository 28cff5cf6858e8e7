"""The advice as a practitioner reads it: nothing twice, nothing in their mouth, nothing of others' work."""

from decisions.assessment import Reason
from decisions.journey import service as drafts
from decisions.pages import _advice, _agreement
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import actor, shown, started
from tests.pages.walk import Through
from tests.unit.records.sample import COVERAGE, SOCIAL_CARE

ASSESSMENT = "decisions/pages/assessment.py"
CHECK = "decisions/pages/check.py"
QUESTION = "decisions/pages/question.py"


def reason(sentence: str, *said: str, cites: tuple[str, ...] = ("law",)) -> Reason:
    return Reason(table="t", row="r", sentence=sentence, you_said=said, cites=cites)


def test_a_reason_that_says_no_more_than_one_above_is_dropped_from_the_list() -> None:
    found = [
        reason("A child may be hurt.", "a bruise"),
        reason("There is harm to a child.", "a bruise"),
        reason("The same answer, by another law.", "a bruise", cites=("other",)),
        reason("From nothing answered.", cites=()),
        reason("From nothing answered either.", cites=()),
    ]

    assert [one.sentence for one in _advice._distinct(found)] == [
        "A child may be hurt.",
        "The same answer, by another law.",
        "From nothing answered.",
        "From nothing answered either.",
    ]


def test_what_an_agreement_lacks_is_folded_away_and_what_it_means_is_not() -> None:
    meaning = "No agreement covers this. That does not stop you sharing to protect someone."
    labels = [_agreement.vocabulary().categories[one].label for one in ("csc_record", "health_gp")]
    detail = f"{labels[0]}: in ESH-014. {labels[1]}: not covered. Add a row to ESH-014."

    assert _agreement._in_short(f"{meaning} {detail}", COVERAGE.pairs) == (meaning, detail)
    assert _agreement._in_short(meaning, COVERAGE.pairs) == (meaning, "")
    assert SOCIAL_CARE.coverage == COVERAGE


def test_the_tools_words_are_not_put_in_their_mouth(open_as: OpenAs, demo: Database) -> None:
    draft = started(demo, actor(demo, "demo-practitioner"))

    text = shown(open_as("demo-practitioner", ASSESSMENT, draft=draft))

    assert "From your answers:" in text
    assert "You said:" not in text


def test_the_parents_are_named_only_where_a_child_is_in_it(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    child = shown(open_as(amina.id, ASSESSMENT, draft=bruise))
    drafts.save_field(demo, amina, bruise, "about.who", "adult")
    drafts.save_field(demo, amina, bruise, "about.adult_position", "other_adult")
    adult = shown(open_as(amina.id, ASSESSMENT, draft=bruise))

    assert "**Telling the person or the parents.**" in child
    assert "**Telling the person.**" in adult


def test_a_fuller_record_waits_until_they_have_acted(open_as: OpenAs, demo: Database) -> None:
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    drafts.save_field(demo, who, draft, "enquiries.tried", None)
    drafts.save_field(demo, who, draft, "enquiries.advice", None)
    with demo.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE draft SET depth = 'quick' WHERE id = '{draft}'")  # noqa: S608

    text = shown(open_as(who.id, CHECK, draft=draft))

    assert "You need no more to see the advice and act on it." in text
    assert "by the end of the next working day" in text


def test_in_a_hurry_the_advice_stands_before_the_answers_and_else_only_after_them(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    hurried = open_as(amina.id, CHECK, draft=bruise)
    labels = [button.label for button in hurried.button]
    said = shown(hurried.button(key="at-once").click().run())
    for path, value in (("harm.seriousness", "none_seen"), ("enquiries.time", "days")):
        drafts.save_field(demo, amina, bruise, path, value)
    calm = open_as(amina.id, CHECK, draft=bruise)

    assert labels.index("See the advice now") < labels.index("See the advice")
    assert "Advice from the tool" in said
    assert "at-once" not in [button.key for button in calm.button]


def test_an_item_of_two_kinds_is_pointed_out_on_the_next_page_and_holds_nobody_up(
    open_as: OpenAs, demo: Database
) -> None:
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    item = drafts.load_draft(demo, who, draft).answers.items[0].id
    words = 'A round bruise on his left arm. He said "Daddy did it".'
    drafts.save_field(demo, who, draft, f"items.{item}.item.words", words)
    step = f"items/{item}/item"
    at = Through(open_as(who.id, QUESTION, draft=draft, step=step), demo, who)

    assert "may hold both" not in at.words
    assert "may hold both what was seen and what somebody said" in at.go_on().words
    assert not any("may hold both" in one.value for one in at.app.text), "not below the buttons too"
