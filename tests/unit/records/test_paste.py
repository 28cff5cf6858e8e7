"""The text to paste: 120 words whatever was written, own words never reworded."""

import pytest
from pydantic import JsonValue

from decisions.records.paste import MAX_WORDS, paste
from tests.unit.records.test_documents import CONTENT


def with_reasons(reasons: str):
    decided = [one.model_copy(update={"reasons": reasons}) for one in CONTENT.decision.recipients]
    decision = CONTENT.decision.model_copy(update={"recipients": tuple(decided)})
    return CONTENT.model_copy(update={"decision": decision})


def test_it_says_decision_why_whom_law_and_told():
    text = paste(CONTENT)

    assert text.splitlines()[0].startswith(
        "Decision to share some of it. Amina Yusuf, 21 November 2026 at 16:50. "
        "Exampleshire children's social care: share some of it; Exampleshire Surgery: do not share"
    )
    assert "Why: I rang Mrs K at 16:20 and the partner answered." in text
    assert "Law: To verify: UK GDPR Article 6(1)(e), public task" in text
    assert "To verify: A duty to share may apply" in text
    assert "Told: nobody yet. It is not settled, or not safe." in text
    assert "Record rec_4k2m8x0q7w3n5v9z, law pack england/2026.1." in text


@pytest.mark.parametrize("reasons", ["word " * 5000, "x" * 20_000, "one\n\ntwo\tthree"])
def test_it_never_exceeds_its_length(reasons):
    assert len(paste(with_reasons(reasons)).split()) <= MAX_WORDS


def test_words_that_are_cut_are_seen_to_be_cut():
    assert "word..." in paste(with_reasons("word " * 5000))


@pytest.mark.parametrize(
    ("telling", "safe", "told"),
    [
        ({"is_contact_safe": True}, "yes", "The agency it is shared with. When they judge it safe"),
        ({"person_may_hear": True}, "yes", "only the person may be, alone. Nobody else yet."),
        ({}, "one_parent", "nobody yet. The front door says which parent may be."),
        ({}, "no", "nobody yet. It is not settled, or not safe."),
    ],
)
def test_who_is_told_follows_the_advice(telling: dict[str, bool], safe: str, told: str):
    shown = CONTENT.assessment
    shown = shown.model_copy(update={"telling": shown.telling.model_copy(update=telling)})
    answered: dict[str, JsonValue] = {**CONTENT.answers, "telling": {"safe": safe}}

    text = paste(CONTENT.model_copy(update={"assessment": shown, "answers": answered}))
    assert f"Told: {told}" in text


def test_a_task_for_others_is_no_law_of_the_decision():
    first, *rest = CONTENT.assessment.recipients
    task = first.law[0].model_copy(update={"code": "APD", "text": "Written rules are needed"})
    shown = CONTENT.assessment.model_copy(
        update={"recipients": (first.model_copy(update={"law": (task, *first.law)}), *rest)}
    )

    assert "Written rules" not in paste(CONTENT.model_copy(update={"assessment": shown}))


def test_where_they_are_stays_out_where_only_they_may_know():
    shown = CONTENT.assessment
    safe = shown.model_copy(
        update={"telling": shown.telling.model_copy(update={"is_contact_safe": True})}
    )
    introduced: dict[str, JsonValue] = {"who": "Sami K", "where": "In the office until 15:30"}

    def pasted(safe_to_tell: str) -> str:
        told = {**CONTENT.answers, "introduced": introduced, "telling": {"safe": safe_to_tell}}
        return paste(CONTENT.model_copy(update={"assessment": safe, "answers": told}))

    assert "In the office" in pasted("yes")
    assert "In the office" not in pasted("person_only")


def test_a_line_of_law_stands_whole_or_not_at_all():
    first, *rest = CONTENT.assessment.recipients
    long = first.law[0].model_copy(update={"code": "LONG", "text": "A line of twelve words " * 3})
    shown = CONTENT.assessment.model_copy(
        update={"recipients": (first.model_copy(update={"law": (*first.law, long)}), *rest)}
    )
    text = paste(CONTENT.model_copy(update={"assessment": shown}))
    law = next(line for line in text.splitlines() if line.startswith("Law: "))

    assert law.endswith("; more in the record")
    assert "A line of twelve" not in law


def test_what_was_decided_of_each_recipient_stands_whole_or_not_at_all():
    sent, kept = CONTENT.assessment.recipients
    about = dict(
        zip((sent.recipient_id, kept.recipient_id), CONTENT.decision.recipients, strict=True)
    )
    advised = [sent] + [kept.model_copy(update={"recipient_id": f"rcp_{n}"}) for n in range(9)]
    decided = [about[sent.recipient_id]] + [
        about[kept.recipient_id].model_copy(update={"recipient_id": f"rcp_{n}"}) for n in range(9)
    ]
    many = CONTENT.model_copy(
        update={
            "assessment": CONTENT.assessment.model_copy(update={"recipients": tuple(advised)}),
            "decision": CONTENT.decision.model_copy(update={"recipients": tuple(decided)}),
        }
    )

    first = paste(many).splitlines()[0]

    assert "..." not in first
    whole, more = first.rstrip(".").rsplit("; ", 1)
    assert whole.endswith(": do not share with them")
    told = whole.count(": do not share with them")
    assert more == f"{9 - told} more in the record"
    assert len(paste(many).split()) <= MAX_WORDS
