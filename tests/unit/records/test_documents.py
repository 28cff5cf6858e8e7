"""What the two documents say, what they never say, and that they open whatever was typed."""

import io
import zipfile
from datetime import timedelta

import pytest
from docx import Document
from docx.oxml.ns import qn

from decisions.assessment import Ground
from decisions.records import decision_document, payload, recipient_document, template
from decisions.records.content import Content, Letter
from isa.documents.paper import printable, rezip
from isa.platform.config import data_dir
from tests.unit.records.sample import (
    LETTER,
    MATERIAL,
    SEALED_AT,
    SECRET,
    SECRET_LABEL,
)

RECORD_ID = "rec_4k2m8x0q7w3n5v9z"
KID = "4_OrXG--9uNThC1c-rO1dShDIwdLHO3tg_u1dSEvvvg"
BLOCKS = payload.compose(MATERIAL)
CONTENT = payload.read(BLOCKS, RECORD_ID, int(SEALED_AT.timestamp()))


def decision(content: Content = CONTENT, *, demonstration: bool = False) -> bytes:
    return decision_document.render(content, kid=KID, demonstration=demonstration)


def recipient_copy(*, demonstration: bool = False, **changes: object) -> bytes:
    names = payload.copy_names(CONTENT.addressees[0])
    letter, items = payload.read_copy({name: BLOCKS[name] for name in names})
    return recipient_document.render(
        letter.model_copy(update=changes),
        items,
        record_id=RECORD_ID,
        kid=KID,
        sealed_at=SEALED_AT,
        demonstration=demonstration,
    )


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        return {name: read.read(name) for name in read.namelist()}


def words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    texts = document.element.body.iter(qn("w:t"))
    return " ".join(found.text or "" for found in texts)


def headings(data: bytes) -> list[str]:
    found = Document(io.BytesIO(data)).paragraphs
    return [one.text for one in found if one.style.name == "Heading 1"]


def test_what_the_advice_rests_on_is_printed_and_an_older_record_has_no_such_part():
    ground = Ground(fact="free_choice", what="Choosing freely", said="they are pressed", about="")
    shown = CONTENT.assessment
    first = shown.recipients[0].model_copy(update={"rests_on": (ground,)})
    newer = shown.model_copy(update={"recipients": (first, *shown.recipients[1:])})

    printed = decision(CONTENT.model_copy(update={"assessment": newer}))

    assert "What this rests on in the answers" in headings(printed)
    assert "Choosing freely" in words(printed)
    assert "They are pressed" in words(printed)
    assert "What this rests on in the answers" not in headings(decision())


def test_the_answer_stands_before_the_evidence():
    document = Document(io.BytesIO(decision()))

    assert document.paragraphs[0].text == "Decision to share some of it, CASE-1042"
    assert document.paragraphs[1].text == (
        "Amina Yusuf, designated safeguarding lead at Exampleshire Primary School, decided to share "
        "some of it with Exampleshire children's social care and not to share with Exampleshire "
        "Surgery."
    )
    assert document.paragraphs[2].text == "Ring the front door now"
    assert headings(decision())[:4] == [
        "When",
        "What was decided",
        "What the tool said",
        "Answers that may not fit together",
    ]


def test_machine_text_and_human_words_differ_in_style_and_typeface():
    document = Document(io.BytesIO(decision()))
    by_style = {one.text: one.style for one in document.paragraphs}

    person = by_style["She has been open with us until now and may feel let down."]
    machine = by_style["Tell them what you saw and heard, today. When: today."]

    assert (person.name, machine.name) == ("Own words", "Tool text")
    assert (person.font.name, machine.font.name) == ("Times New Roman", "Arial")


SAID = words(decision())


@pytest.mark.parametrize(
    "said",
    [
        "21 November 2026, 15:20",
        "21 November 2026 at 16:50",
        "01632 960001",
        "Share with Exampleshire children's social care, without asking for agreement first",
        "(Children Act 1989, section 47)",
        "I have asked our lead already, and she says to wait for social care.",
        "On 19 November 2026 at 09:10 I saw two round bruises on his left arm.",
        "To verify",
        "In ESH-014",
        "within one working day, by Monday 23 November 2026 at 16:58",
        "What the mother thinks about sharing",
        "Our deputy lead, 16:30: tell social care today, and leave the surgery to them.",
        "I have only the details they gave me",
        "Sami K",
        SECRET,
        f"--thumbprint {KID}",
    ],
)
def test_the_decision_document_says(said):
    assert said in SAID


def test_a_line_and_a_source_are_marked_to_verify_exactly_as_on_the_page():
    said = words(decision())

    assert said.count("To verify ") == 2
    assert "Information sharing advice 2024, golden rule 2, May 2024 (to verify)" in said
    assert "Children Act 2004, section 16LA, as enacted (to verify)" in said


def test_a_source_that_was_read_is_not_marked():
    assert "section 47 (to verify)" not in words(decision())


def test_our_file_says_why_each_item_was_kept_back_and_who_has_a_stake_in_it():
    facts = {"item_about": ("parent_carer",), "item_class": ("special",)}
    items = [one.model_copy(update={"facts": facts}) for one in CONTENT.items]

    said = words(decision(CONTENT.model_copy(update={"items": tuple(items)})))

    assert "They can act without it." in said
    assert "Third party; Health opinion needed" in said


def test_an_entry_made_days_after_the_call_is_marked_late_and_one_made_at_once_is_not():
    entered = CONTENT.decision.entered_at + timedelta(days=4)
    late = CONTENT.decision.model_copy(update={"entered_at": entered})

    assert "Late entry" not in words(decision())
    assert "Entered late: 4 days after it." in words(
        decision(CONTENT.model_copy(update={"decision": late}))
    )


@pytest.mark.parametrize(
    "trace", [SECRET, SECRET_LABEL, "CASE-1042", "Surgery", "Leave it out", "withhold", "held back"]
)
def test_a_recipient_document_bears_no_trace_of_what_was_held_back(trace):
    everything = " ".join(
        data.decode("utf-8", "replace") for data in parts(recipient_copy()).values()
    )

    assert "two round bruises" in everything
    assert trace not in everything


def test_a_recipient_document_follows_the_order_of_a_hub_referral():
    assert headings(recipient_copy()) == [
        "Why you are being told",
        "Immediate risk, and what may happen next",
        "What is known",
        "What has been done, and what came of it",
        "What protects them",
        "What you are asked to do",
        "Their own words",
        "How to check this copy",
    ]


def test_a_chronology_follows_what_is_known_and_a_reply_says_that_it_is_one():
    data = recipient_copy(chronology="18 November: absent.\n19 November: bruise.", is_reply=True)

    assert headings(data)[2:4] == ["What is known", "What happened when"]
    assert Document(io.BytesIO(data)).paragraphs[0].text == "Reply to your request for information"
    assert headings(data)[0] == "Why we are giving you this"


def test_a_letter_from_before_these_were_asked_still_reads():
    old = LETTER.model_dump(mode="json", exclude={"chronology", "is_reply", "only_them"})

    assert Letter.model_validate(old) == LETTER


def test_an_unsafe_telling_is_said_and_a_safe_one_is_not():
    assert "Do not tell them. Speak to the sender first" in words(recipient_copy())
    assert "not safe" not in words(recipient_copy(is_contact_safe=True))


def test_whoever_leads_the_enquiry_decides_on_telling_and_is_not_sent_back_to_the_sender():
    told = words(recipient_copy(leads_enquiry=True))

    assert "Whom you tell, and when, is for you" in told
    assert "Speak to the sender first" not in told
    assert "Contact may put someone at risk" not in words(
        recipient_copy(leads_enquiry=True, is_contact_safe=True)
    )


def test_where_only_the_person_may_know_it_says_so_whoever_reads_it():
    for leads in (True, False):
        told = words(recipient_copy(is_contact_safe=True, only_them=True, leads_enquiry=leads))

        assert "Only the person may be told, and only alone" in told
        assert "It is not safe for their family, or anyone around them" in told
    assert "only alone" not in words(recipient_copy(only_them=True))  # nobody may be told at all


def test_the_number_to_call_back_on_stands_at_the_top():
    rows = [
        [cell.text for cell in row.cells]
        for row in Document(io.BytesIO(recipient_copy())).tables[0].rows
    ]

    assert ["Call back on", LETTER.call_back] in rows
    assert "Who to call back" in headings(recipient_copy(call_back=""))


def test_how_to_check_a_copy_never_breaks_over_two_pages():
    heading, how = Document(io.BytesIO(recipient_copy())).paragraphs[-2:]

    assert heading.text == "How to check this copy"
    assert how.paragraph_format.keep_together
    assert how.text.endswith(f"Record {RECORD_ID}. Key {KID}.")


def test_each_source_of_the_law_stands_once_and_is_pointed_to_by_number():
    law = next(
        one for one in Document(io.BytesIO(decision())).tables if one.cell(0, 0).text == "Part"
    )

    assert [row.cells[2].text for row in law.rows[1:]] == ["1", "2"]
    assert SAID.count("Information sharing advice 2024, golden rule 2, May 2024") == 1


def test_the_law_of_what_was_not_shared_is_not_what_the_decision_rests_on():
    kept = [
        one.model_copy(update={"outcome": "do_not_share"}) for one in CONTENT.decision.recipients
    ]
    nothing = CONTENT.decision.model_copy(update={"recipients": tuple(kept)})

    told = headings(decision(CONTENT.model_copy(update={"decision": nothing})))

    assert "What in law would bear on sharing" in told
    assert "What this rests on in law" not in told


def test_what_the_register_answered_alike_stands_in_one_row():
    answered = [
        one for one in Document(io.BytesIO(decision())).tables if one.cell(0, 0).text == "Agreement"
    ]
    first = [[cell.text for cell in row.cells] for row in answered[0].rows[1:]]

    assert len({(row[0], row[2]) for row in first}) == len(first)
    assert any(row[0] == "In ESH-014" for row in first)
    assert "Add health information" not in SAID


def test_parts_the_sender_left_empty_leave_no_heading():
    bare = recipient_copy(done="", protective="", words="", ask="", risk="")

    assert headings(bare) == [
        "Why you are being told",
        "What is known",
        "How to check this copy",
    ]


def test_somebody_at_home_is_called_by_their_name_and_told_no_purpose():
    theirs = words(recipient_copy(reader="near", to_agency="His aunt, who drinks"))
    agency = words(recipient_copy(to_agency="Exampleshire hub"))

    assert "Jo Placeholder, duty social worker" in theirs
    for said in ("who drinks", "Purpose"):
        assert said not in theirs
    assert "Exampleshire hub" in agency
    assert "Use this for the purpose above. Keep" in agency
    assert "purpose" not in words(recipient_copy(purpose="")).lower()
    assert "His aunt" in words(recipient_copy(reader="near", to_agency="His aunt", to_person=""))


@pytest.mark.parametrize("reader", ["", "near"])
def test_a_sender_whose_agency_was_in_no_register_is_named_without_it(reader):
    said = words(recipient_copy(sender_agency="", call_back="", reader=reader))

    assert "Amina Yusuf, Designated safeguarding lead" in said
    assert ", ." not in said
    assert ("Ring Amina Yusuf on a number that you already have" in said) is bool(reader)


@pytest.mark.parametrize("render", [decision, recipient_copy])
def test_every_page_bears_the_marking_and_a_demonstration_says_so(render):
    live = Document(io.BytesIO(render())).sections[0].header
    demo = Document(io.BytesIO(render(demonstration=True))).sections[0].header

    assert [one.text for one in live.paragraphs] == ["OFFICIAL-SENSITIVE"]
    assert demo.paragraphs[1].text.startswith("Demonstration")


@pytest.mark.parametrize("render", [decision, recipient_copy])
def test_heading_rows_repeat_and_pages_are_counted(render):
    document = Document(io.BytesIO(render()))
    repeated = document.element.body.findall(f".//{qn('w:tblHeader')}")
    footer = document.sections[0].footer._element
    fields = [one.get(qn("w:instr")) for one in footer.iter(qn("w:fldSimple"))]

    assert len(repeated) >= 1
    assert fields == ["PAGE", "NUMPAGES"]
    assert f"Record {RECORD_ID}" in document.sections[0].footer.paragraphs[0].text


def test_the_properties_of_the_file_name_nobody():
    core = Document(io.BytesIO(decision())).core_properties

    assert (core.title, core.author, core.language) == ("Decision and rationale", "", "en-GB")
    assert core.created == SEALED_AT


@pytest.mark.parametrize("render", [decision, recipient_copy])
def test_the_same_record_gives_the_same_bytes(render):
    assert render() == render()


def test_characters_a_document_cannot_hold_are_replaced_and_the_rest_stays():
    nasty = "tab\tnull\x00 bell\x07 half\ud800 end\uffff\r\nnext\vline\fpage <b>&amp;</b> 👩‍👧 Ŵ"
    content = CONTENT.model_copy(
        update={
            "reference": nasty,
            "concern": (MATERIAL.concern[0].model_copy(update={"answer": nasty}),),
        }
    )

    shown = words(decision(content))

    assert "null\ufffd bell\ufffd half\ufffd end\ufffd" in shown
    assert "<b>&amp;</b> 👩‍👧 Ŵ" in shown


def test_printable_leaves_ordinary_text_alone():
    assert printable("Zażółć gęślą jaźń\n\tŴyn-Jones") == "Zażółć gęślą jaźń\n\tŴyn-Jones"


def test_the_committed_template_is_what_the_generator_builds():
    kept, built = (data_dir() / template.NAME).read_bytes(), template.build()

    assert parts(kept) == parts(built)


def test_every_style_a_document_uses_is_in_the_template():
    document = Document(io.BytesIO(decision()))
    known = {style.style_id for style in document.styles}
    body = document.element.body
    used = {
        one.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for one in body.iter(qn(tag))
    }

    assert used <= known
    assert LETTER.reason


def test_a_list_of_names_and_values_is_read_by_its_first_column_and_a_table_by_its_first_row():
    tables = Document(io.BytesIO(decision())).tables
    looks = {
        table.cell(0, 0).text: table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:val"))
        for table in tables
    }

    assert looks["When it happened"] == "0080"
    assert looks["Question"] == "0020"


def test_how_to_tell_own_words_apart_stands_before_the_answers():
    said = words(decision())

    told = said.split("Own words are set in a different typeface")[1]
    assert CONTENT.concern[0].question in told


def test_a_document_tells_nothing_of_whoever_made_its_template():
    document = Document()
    core = document.core_properties
    core.author, core.last_modified_by, core.comments = "A Person", "A Person", "Draft of a person"

    made = parts(rezip(document))

    assert b"erson" not in made["docProps/core.xml"]
    for one in (made, parts(decision()), parts(recipient_copy())):
        assert [name for name in one if name.startswith("docProps/")] == ["docProps/core.xml"]
