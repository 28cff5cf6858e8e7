"""Answers that may not fit together: side by side where answers are checked, and a word on the advice."""

from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import RECORD, seal, started
from tests.pages.test_wizard import title, words

ME = "demo-practitioner"
CHECK, ADVICE = "decisions/pages/check.py", "decisions/pages/assessment.py"
TO = {"agency_id": "exampleshire-childrens-services", "verified": "known_route"}
PHONE = {
    "about.who": "neither",
    "about.naming": "reference_only",
    "about.reference": "CASE-1042",
    "harm.seriousness": "immediate",
    "purpose.aim": "protect",
    "story.concern": "A man in the square has a knife.",
    "circumstances.ticked": ["none"],
}
SENTENCE = "Asking them would do harm, and telling them is safe."


def test_answers_that_do_not_fit_stand_side_by_side_and_hold_nothing_up(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    drafts.save_field(demo, amina, bruise, "telling.safe", "yes")

    check = open_as(ME, CHECK, draft=bruise)
    assert "Do these answers fit together?" in [one.value for one in check.header]
    assert SENTENCE in words(check)
    tables = [str(found.proto) for found in check.get("bidi_component")]
    (beside,) = [one for one in tables if SENTENCE in one]
    for shown in ("Yes, it is safe to tell them", "Asking could put someone at risk"):
        assert shown in beside
    assert '"telling"' in beside.replace("\\", "")
    assert '"views"' in beside.replace("\\", "")

    advice = check.button(key="primary").click().run()
    assert SENTENCE in words(advice)
    assert not advice.button(key="primary").disabled
    assert title(advice.button(key="doubts").click().run()) == "Check your answers"


def test_a_record_says_what_was_pointed_out_and_that_it_was_gone_on_with(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = started(demo, amina)
    drafts.save_field(demo, amina, draft, "telling.safe", "yes")
    record = seal(demo, amina, draft)

    for page in (RECORD, "decisions/pages/examine.py"):
        shown = words(open_as(ME, page, record=record))
        assert SENTENCE in shown
        assert "Yes, it is safe to tell them" in shown
        assert "Amina Yusuf was shown these with the advice, and went on" in shown


def test_phone_now_points_it_out_below_the_words_to_say(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    draft = drafts.start_draft(demo, amina, depth=Depth.PHONE).id
    owner = drafts.load_draft(demo, amina, draft).answers.recipients[0].id
    to = {f"recipients.{owner}.recipient.{name}": value for name, value in TO.items()}
    for path, value in {**PHONE, **to}.items():
        drafts.save_field(demo, amina, draft, path, value)

    shown = words(open_as(ME, "decisions/pages/ring.py", draft=draft))

    assert "it comes to nobody: neither to one person nor to anyone else" in shown
    assert shown.index("it comes to nobody") > shown.index("What is happening")


def test_answers_that_fit_are_not_doubted(open_as: OpenAs, bruise: str) -> None:
    for page in (CHECK, ADVICE):
        assert "fit together" not in words(open_as(ME, page, draft=bruise))
