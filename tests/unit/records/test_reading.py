"""Reading a record: the questions that may be asked of it, what to review before release, two versions."""

import io

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from decisions.assessment import Ground
from decisions.journey.fields import question
from decisions.journey.steps_case import Story
from decisions.journey.steps_choice import Views
from decisions.journey.steps_start import Request
from decisions.records import (
    comparison,
    examination,
    examination_document,
    schedule,
    schedule_document,
    wording,
)
from decisions.records.said import Voice
from decisions.records.tags import Tag
from tests.unit.records.sample import SECRET, chose, wrote
from tests.unit.records.test_documents import CONTENT, KID, words

ASKED = {one.question: one.said for one in examination.examination(CONTENT)}


def answers(start: str, content=CONTENT) -> str:
    found = examination.examination(content)
    one = next(one for one in found if one.question.startswith(start))
    return "\n".join(f"{said.about}: {said.words}" for said in one.said)


def test_every_question_has_an_answer_or_says_that_there_is_none():
    assert len(ASKED) == 10
    assert all(said and all(one.words for one in said) for said in ASKED.values())
    assert answers("Why was the child") == ": The record does not say."


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("When did you know", "21 November 2026, 15:20"),
        ("Who decided", "Amina Yusuf, designated safeguarding lead, Exampleshire Primary School"),
        ("What was on the screen", "1. A child may be suffering significant harm."),
        ("What did you leave out", "Mother's tablets: Leave it out"),
        ("What did you leave out", "They can act without it."),
        ("Whose words", "He said: I was bad and he got cross."),
        ("What did you know then", "What the mother thinks about sharing"),
        ("Who disagreed", "I have asked our lead already, and she says to wait for social care."),
        ("When did the answers", "I have only the details they gave me"),
        ("Who told", "Jo Placeholder, duty social worker"),
    ],
)
def test_the_record_answers(start, said):
    assert said in answers(start)


def test_who_else_looks_at_it_is_said_once_for_all_who_are_told_the_same():
    first, second = CONTENT.assessment.recipients
    third = second.model_copy(update={"name": "Sampleton School", "second_person": "Ask a lead."})
    shown = CONTENT.assessment.model_copy(update={"recipients": (first, second, third)})

    said = answers("Who decided", CONTENT.model_copy(update={"assessment": shown}))

    assert said.count(first.second_person) == 1
    assert f"{first.name} and {second.name}: {first.second_person}" in said
    assert "Sampleton School: Ask a lead." in said


def test_a_ground_says_which_item_or_whom_it_is_about():
    sure = Ground(fact="item_reliability", what="How sure", said="it is a fact", about="Bruising")
    link = Ground(fact="recipient_conflict", what="Their link", said="somebody there", about="")
    first, other = CONTENT.assessment.recipients
    recipients = (
        first.model_copy(update={"rests_on": (sure, link)}),
        other.model_copy(update={"rests_on": (sure,)}),
    )
    shown = CONTENT.assessment.model_copy(update={"recipients": recipients})
    known = answers("What did you know then", CONTENT.model_copy(update={"assessment": shown}))

    assert "How sure (Bruising): It is a fact" in known
    assert f"Their link ({first.name}): Somebody there" in known
    assert known.count("How sure") == 1


def test_nobody_is_said_to_have_told_what_had_not_gone():
    first, *rest = CONTENT.decision.recipients
    waiting = first.model_copy(update={"is_gone": False, "sent_on": None})
    decision = CONTENT.decision.model_copy(update={"recipients": (waiting, *rest)})

    told = answers("Who told", CONTENT.model_copy(update={"decision": decision}))

    assert "Nobody yet when this was sealed. It was to go to Jo Placeholder" in told
    assert "Amina Yusuf, to" not in told


def test_the_tools_words_and_own_words_are_never_mixed():
    voices = {said.words: said.voice for one in ASKED.values() for said in one}

    assert voices["They can act without it."] is Voice.TOOL
    assert voices[CONTENT.decision.recipients[1].reasons] is Voice.OWN
    assert voices["What the mother thinks about sharing"] is Voice.TOOL


def test_why_nobody_was_asked_comes_from_the_answers_to_that():
    asked = question(Views, "reason_not_asked").ask.label
    content = CONTENT.model_copy(update={"concern": (chose(asked, "Asking could harm them"),)})

    assert "Asking could harm them" in answers("Why was the child", content)


def test_advice_against_is_named_among_those_who_disagreed():
    facts = {**CONTENT.facts, "case": {"advice": "against"}}

    assert "Our deputy lead" not in answers("Who disagreed")
    assert "Our deputy lead" in answers(
        "Who disagreed", CONTENT.model_copy(update={"facts": facts})
    )


def test_advice_to_share_is_named_among_those_who_disagreed_where_nothing_went():
    refused = [
        one.model_copy(update={"outcome": "do_not_share"}) for one in CONTENT.decision.recipients
    ]
    decision = CONTENT.decision.model_copy(update={"recipients": tuple(refused)})
    supports = {"facts": {**CONTENT.facts, "case": {"advice": "supports"}}}

    shared = CONTENT.model_copy(update=supports)
    kept = CONTENT.model_copy(update={**supports, "decision": decision})

    assert "Our deputy lead" not in answers("Who disagreed", shared)
    assert "Our deputy lead" in answers("Who disagreed", kept)


def test_the_questions_are_printed_with_their_answers():
    data = examination_document.render(CONTENT, kid=KID, demonstration=False)

    assert "10. Who told the other agencies?" in words(data)
    styles = {one.style.name for one in Document(io.BytesIO(data)).paragraphs}
    assert {"Own words", "Tool text"} <= styles


def fields(content=CONTENT) -> dict[tuple[str, str], tuple[Tag, ...]]:
    return {(one.part, one.name): one.tags for one in schedule.schedule(content)}


def test_own_words_are_always_to_be_read_and_a_childs_words_are_an_account():
    found = {one.holds: one.tags for one in schedule.schedule(CONTENT)}

    assert found["She has been open with us until now and may feel let down."] == (Tag.OWN_WORDS,)
    assert found["He said: I was bad and he got cross."] == (Tag.ACCOUNT, Tag.OWN_WORDS)
    assert found["Our deputy lead, 16:30: tell social care today, and leave the surgery to them."][
        0
    ] is (Tag.PRIVILEGED)
    assert found["Serious harm, not at once"] == ()


def test_an_address_an_account_and_somebody_else_are_found_by_what_was_asked():
    concern = (
        wrote(question(Story, "concern").ask.label, "She said so."),
        wrote("The neighbour: What have they said?", "Nothing."),
        chose("Exampleshire children's social care: Who are they?", "Children's social care"),
    )
    person = (wrote("Address", "14 Example Street"),)
    found = fields(CONTENT.model_copy(update={"concern": concern, "person": person}))

    assert found["The person", "Address"][0] is Tag.LOCATION
    assert found["The situation", concern[0].question][0] is Tag.ACCOUNT
    assert found["The situation", concern[1].question][0] is Tag.THIRD_PARTY
    assert found["The situation", concern[2].question] == ()


def test_the_schedule_holds_how_they_were_checked_who_tells_and_what_the_tool_said_to_do():
    holds = {one.name: one.holds for one in schedule.schedule(CONTENT)}

    assert holds["How they were checked"] == "Number from the partnership directory"
    assert holds["Who tells the person, and when"].endswith("When they judge it safe.")
    assert holds["What was not known"].startswith("What the mother thinks about sharing\n")
    assert holds["What to do next, and by when"].count("Mark what is fact") == 1


def test_who_asked_and_for_what_stands_among_what_was_known():
    asked = wrote(question(Request, "asked_for").ask.label, "Attendance since September.")
    found = examination.examination(CONTENT.model_copy(update={"concern": (asked,)}))
    known = next(one for one in found if one.question.startswith("What did you know then"))

    assert known.said[0].words == "Attendance since September."


def test_the_schedule_lists_every_field_with_room_for_a_decision():
    table = Document(
        io.BytesIO(schedule_document.render(CONTENT, kid="k", demonstration=False))
    ).tables[0]

    assert [cell.text for cell in table.rows[0].cells][-2:] == ["Release?", "Reason"]
    assert len(table.rows) == len(schedule.schedule(CONTENT)) + 1
    assert SECRET in "".join(cell.text for row in table.rows for cell in row.cells)


def test_two_versions_that_say_the_same_have_no_difference():
    assert comparison.comparison(CONTENT, CONTENT) == ()


def test_what_differs_is_found_where_it_stands_and_word_by_word():
    decided = CONTENT.decision.recipients[0]
    other = decided.model_copy(update={"sent_to": "Alex Placeholder, duty social worker"})
    decision = CONTENT.decision.model_copy(
        update={"recipients": (other, *CONTENT.decision.recipients[1:])}
    )
    newer = CONTENT.model_copy(update={"decision": decision, "concern": CONTENT.concern[:2]})

    found = comparison.comparison(CONTENT, newer)

    assert [(one.what, bool(one.after)) for one in found] == [
        ("Sent to", True),
        ("Is it safe to tell the person, or their family?", False),
    ]
    assert [
        (one.words, one.is_before, one.is_after) for one in found[0].pieces if one.words.strip()
    ] == [
        ("Jo", True, False),
        ("Alex", False, True),
        (" Placeholder, duty social worker", True, True),
    ]


def test_how_a_recipient_was_checked_and_what_was_written_to_them_are_compared():
    first = CONTENT.decision.recipients[0]
    other = first.model_copy(update={"verified_how": "Rang the switchboard"})
    decision = CONTENT.decision.model_copy(
        update={"recipients": (other, *CONTENT.decision.recipients[1:])}
    )
    letter = CONTENT.letters[first.recipient_id].model_copy(update={"ask": "Ring me today."})
    newer = CONTENT.model_copy(
        update={"decision": decision, "letters": {first.recipient_id: letter}}
    )

    found = {one.what: one.after for one in comparison.comparison(CONTENT, newer)}

    assert found["How they were checked"] == "Rang the switchboard"
    assert found["What you are asked to do"] == "Ring me today."


def test_the_questions_print_advice_that_several_were_given_once():
    shown = CONTENT.assessment
    first, second = shown.recipients
    same = {name: getattr(first, name) for name in ("sentence", "when", "guidance", "reasons")}
    alike = shown.model_copy(update={"recipients": (first, second.model_copy(update=same))})
    found = examination.examination(CONTENT.model_copy(update={"assessment": alike}))
    screen = "\n".join(said.words for said in found[2].said)

    assert screen.count(first.sentence) == 1
    assert f"as for {first.name}" in screen


def test_a_copy_says_how_it_was_sent_as_its_reader_would():
    assert wording.method("phone_callback") == "By phone, on a number we hold"
    assert wording.method_for_them("phone_callback") == "By phone"
    assert wording.method_for_them("secure_email") == wording.method("secure_email")
    assert wording.method_for_them("") == ""


def test_whoever_decided_is_named_where_they_said_that_they_tell_the_person():
    decision = CONTENT.decision.model_copy(
        update={"telling_by": "I will", "telling_when": "On Thursday, alone."}
    )

    assert wording.told_by(decision) == f"{decision.decided_by_name}. On Thursday, alone."
    assert wording.teller(decision) == decision.decided_by_name
    told = decision.model_copy(update={"telling_by": "They know", "telling_when": "on the phone"})
    assert wording.told_by(told) == "They know. On the phone."


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_redline_holds_both_texts_whole(before, after):
    pieces = comparison.redline(before, after)

    assert "".join(one.words for one in pieces if one.is_before) == before
    assert "".join(one.words for one in pieces if one.is_after) == after


def test_texts_too_long_to_compare_are_shown_whole():
    before, after = "word " * comparison.MOST_WORDS, "other"

    assert [one.words for one in comparison.redline(before, after)] == [before, after]


def test_texts_that_share_little_are_shown_whole_one_after_the_other():
    found = comparison.redline("Her mother wants the help.", "The number of days was wrong.")

    assert [one.words for one in found] == [
        "Her mother wants the help.",
        "The number of days was wrong.",
    ]
    assert len(comparison.redline("On eleven of twenty days.", "On nine of twenty days.")) == 4


def test_who_speaks_stays_on_the_page_of_what_they_say():
    data = examination_document.render(CONTENT, kid=KID, demonstration=False)
    told = Document(io.BytesIO(data)).paragraphs

    places = [n for n, one in enumerate(told) if one.text.startswith("Written by the tool")]
    assert places
    assert all(told[n].paragraph_format.keep_with_next for n in places)
    above = [told[n - 1] for n in places if told[n - 1].style.name == "Normal"]
    assert above
    assert all(one.paragraph_format.keep_with_next for one in above)


def test_what_the_tool_advised_is_a_field_and_of_a_private_person_a_third_partys():
    surgery = CONTENT.assessment.recipients[1].name
    found = {(one.part, one.name): one for one in schedule.schedule(CONTENT)}
    one = found["The tool", f"Its advice about {surgery}"]

    assert CONTENT.assessment.recipients[1].sentence in one.holds
    assert one.tags == ()
    assert found["The tool", "Its advice about telling the person"].holds

    private = [{**fact, "recipient_class": "parent_carer"} for fact in CONTENT.facts["recipients"]]
    other = CONTENT.model_copy(update={"facts": {**CONTENT.facts, "recipients": private}})
    assert fields(other)["The tool", f"Its advice about {surgery}"] == (Tag.THIRD_PARTY,)
