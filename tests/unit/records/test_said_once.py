"""What is the same for several recipients is printed once in the decision, and what differs under each."""

from decisions.assessment import Ground, RecipientAdvice
from decisions.records.content import Content
from tests.unit.records.test_documents import CONTENT, decision, words

DANGER = Ground(fact="harm", what="The harm", said="serious harm may follow", about="")
FIRST, SECOND = CONTENT.assessment.recipients
SAME = "Word for word the same advice and reasons as for " + FIRST.name


def given(*advice: RecipientAdvice) -> Content:
    shown = CONTENT.assessment.model_copy(update={"recipients": advice})
    return CONTENT.model_copy(update={"assessment": shown})


def resting(one: RecipientAdvice, *grounds: Ground) -> RecipientAdvice:
    return one.model_copy(update={"rests_on": grounds})


def test_the_same_advice_stands_once_and_says_for_whom_else_it_holds():
    like = SECOND.model_copy(
        update={name: getattr(FIRST, name) for name in ("sentence", "when", "guidance", "reasons")}
    )

    said = words(decision(given(FIRST, like)))

    assert said.count(FIRST.sentence) == 1
    assert SAME in said
    assert like.headline in said


def test_advice_that_differs_in_a_reason_or_a_time_alone_is_printed_whole():
    later = FIRST.model_copy(
        update={"recipient_id": SECOND.recipient_id, "name": SECOND.name, "when": "tomorrow"}
    )

    said = words(decision(given(FIRST, later)))

    assert SAME not in said
    assert said.count(FIRST.sentence) == 2
    assert "When: tomorrow." in said


def test_a_ground_of_every_recipient_is_printed_once_and_the_others_under_their_own():
    to_whom = DANGER.model_copy(update={"what": "Who would receive it", "said": "it would go on"})

    said = words(decision(given(resting(FIRST, DANGER), resting(SECOND, DANGER, to_whom))))
    alone = words(decision(given(resting(FIRST, DANGER), SECOND)))

    assert said.count("Serious harm may follow") == 1
    assert said.index("For all of them") < said.index("Serious harm") < said.index("It would go on")
    assert "For all of them" not in alone


def test_people_an_agreement_answers_alike_for_share_a_row():
    assert FIRST.coverage is not None
    (pair, *_rest) = FIRST.coverage.pairs
    other = pair.model_copy(update={"subject": "parent_carer"})
    answer = FIRST.coverage.model_copy(update={"pairs": (pair, other)})

    said = words(decision(given(FIRST.model_copy(update={"coverage": answer}), SECOND)))
    table = said.split("Agreements, as the register answered then")[1].split(SECOND.name)[0]

    assert table.count("In ESH-014") == 1
    assert "A parent or carer" in table
