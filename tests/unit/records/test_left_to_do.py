"""A decision not to share is not told how to send: what was advised of sharing alone stands apart."""

from datetime import date

import pytest

from decisions.assessment import NextStep
from decisions.policy.released import load_released
from decisions.records import after
from decisions.records.content import Content
from tests.unit.records.sample import step
from tests.unit.records.test_documents import CONTENT, decision, headings, words

SEND = step("secure_method", "Send it by a secure route.", "You", "")
FGM = step("report_fgm_yourself", "Report it yourself.", "You", "today")
APART = "Advised only if it was shared"


def advised(first: tuple[NextStep, ...], second: tuple[NextStep, ...]) -> Content:
    """The sample, in which the first recipient gets something and the second nothing."""
    one, other = CONTENT.assessment.recipients
    recipients = (
        one.model_copy(update={"conditions": (), "next_steps": first}),
        other.model_copy(update={"conditions": (), "next_steps": second}),
    )
    assessment = CONTENT.assessment.model_copy(update={"recipients": recipients})
    return CONTENT.model_copy(update={"assessment": assessment})


@pytest.mark.parametrize(
    ("first", "second", "left", "lapsed"),
    [
        ((), (SEND, FGM), [FGM], [SEND]),
        ((SEND,), (SEND,), [SEND], []),
        ((SEND,), (FGM,), [SEND, FGM], []),
    ],
    ids=["to nobody", "to the other", "each its own"],
)
def test_how_to_send_is_left_only_where_something_goes(
    first: tuple[NextStep, ...],
    second: tuple[NextStep, ...],
    left: list[NextStep],
    lapsed: list[NextStep],
) -> None:
    content = advised(first, second)

    assert after.left_to_do(content, list(dict.fromkeys((*first, *second)))) == left
    assert after.lapsed_steps(content) == lapsed
    assert (APART in headings(decision(content))) is bool(lapsed)
    assert ("secure route" in words(decision(content))) is (SEND in (*left, *lapsed))


def test_every_step_of_sharing_is_one_that_the_law_pack_knows() -> None:
    assert load_released(date(2026, 11, 23)).pack.wording.code.keys() >= after.OF_SHARING
