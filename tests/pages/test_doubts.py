"""Answers that may not fit together: side by side where answers are checked, and a word on the advice."""

from decisions.journey import service as drafts
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_wizard import title, words

ME = "demo-practitioner"
CHECK, ADVICE = "decisions/pages/check.py", "decisions/pages/assessment.py"
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


def test_answers_that_fit_are_not_doubted(open_as: OpenAs, bruise: str) -> None:
    for page in (CHECK, ADVICE):
        assert "fit together" not in words(open_as(ME, page, draft=bruise))
