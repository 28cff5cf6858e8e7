"""Times and roles that nobody told are said as a person would say them, never as a blank or a code."""

from decisions.decision import RecipientDecision
from decisions.journey.check_answers import NOT_KNOWN
from decisions.records import after, examination, wording
from decisions.records.content import Content
from decisions.records.paste import paste
from tests.unit.records.test_documents import CONTENT, decision, headings, recipient_copy, words

AGAIN = "Ring again if it gets worse"


def told(**changes: object) -> Content:
    """The sample, with what was decided of the front door changed."""
    first, *rest = CONTENT.decision.recipients
    changed = first.model_copy(update={"is_gone": True, **changes})
    return deciding(recipients=(changed, *rest))


def deciding(**changes: object) -> Content:
    return CONTENT.model_copy(update={"decision": CONTENT.decision.model_copy(update=changes)})


def front_door(content: Content) -> RecipientDecision:
    return content.decision.recipients[0]


def test_a_call_at_a_known_time_is_said_with_it():
    assert (
        "You told Exampleshire children's social care on 21 November 2026 at 16:55. " + AGAIN
        in words(decision(told()))
    )


def test_a_call_at_no_known_time_is_said_without_one():
    for missing in (NOT_KNOWN, ""):
        content = told(sent_on=None, sent_words=missing)
        found = after.front_door_told(content)

        assert found
        assert after.was_told(found).startswith(
            "You said that you have told Exampleshire children's social care. "
            "No time was written down. " + AGAIN
        )
        assert wording.sent_when(front_door(content)) == (
            "Sent or said already; no time was written down"
        )


def test_an_older_record_says_only_that_no_time_was_written_down():
    content = told(sent_on=None, is_gone=None)

    assert after.front_door_told(content) is None
    assert wording.sent_when(front_door(content)) == "No time was written down"


def test_the_pasted_text_never_calls_a_time_nobody_knows_a_role():
    text = paste(deciding(decided_words=NOT_KNOWN))

    assert "Amina Yusuf, time not written down." in text
    assert NOT_KNOWN not in text.splitlines()[0]


def test_the_pasted_text_gives_the_same_reason_once():
    same = [
        one.model_copy(update={"reasons": "He is five."}) for one in CONTENT.decision.recipients
    ]

    assert paste(deciding(recipients=tuple(same))).count("He is five.") == 1


def test_a_sender_without_a_role_leaves_no_stray_comma():
    told_them = words(recipient_copy(sender_role=""))
    content = deciding(decided_by_role="")

    assert "Amina Yusuf, ," not in told_them
    assert "From Amina Yusuf Exampleshire Primary School" in told_them
    assert wording.decided_sentence(content).startswith(
        "Amina Yusuf at Exampleshire Primary School decided to share"
    )
    (_when, who, *_rest) = examination.examination(content)
    assert who.said[0].words == "Amina Yusuf, Exampleshire Primary School"


def test_recipients_of_the_same_decision_are_named_together():
    first, second = CONTENT.decision.recipients
    third = first.model_copy(update={"recipient_id": second.recipient_id})

    assert wording.decided_sentence(deciding(recipients=(first, third, second))).endswith(
        "decided to share some of it with Exampleshire children's social care and Exampleshire "
        "Surgery, and not to share with Exampleshire Surgery."
    )


def test_a_name_with_a_comma_of_its_own_does_not_run_into_the_next_decision():
    first, second = CONTENT.assessment.recipients
    group = first.model_copy(update={"name": "The core group, but not Mr Fatherless"})
    shown = CONTENT.assessment.model_copy(update={"recipients": (group, second)})
    said = wording.decided_sentence(CONTENT.model_copy(update={"assessment": shown}))

    assert "The core group, but not Mr Fatherless, and not to share with" in said


def test_what_was_said_first_stands_before_the_copy_that_was_written_up():
    said = words(recipient_copy())

    assert said.index("Said or sent") < said.index("Written up")
    assert "Written up" not in words(recipient_copy(sent_at=None))


def test_where_nothing_goes_no_sentence_speaks_of_what_was_kept_back():
    none = [
        one.model_copy(update={"outcome": "do_not_share"}) for one in CONTENT.decision.recipients
    ]
    made = decision(deciding(recipients=tuple(none)))

    assert "The information, item by item" in headings(made)
    assert "What was kept back or reduced" not in words(made)


def test_what_has_not_gone_is_not_said_to_have_been_sent_to_anybody():
    waiting = words(decision(told(is_gone=False, sent_on=None)))

    assert "To go to Jo Placeholder, duty social worker" in waiting
    assert "Not yet sent when this was sealed" in waiting
    assert "Sent to Jo" not in waiting
    assert "Sent to Jo Placeholder, duty social worker" in words(decision(told()))
