"""The documents of an agreement say what the register holds, and the pack goes to those who have not signed."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar

from isa.documents import calendar
from isa.documents.agreement import clauses
from isa.documents.agreement_letters import review_letter
from isa.documents.copies import MARK, copies
from isa.documents.paper import Paper
from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.database import Database
from isa.platform.errors import ConfigurationError, NotFound, NotPermitted
from isa.platform.identity import SYSTEM, Actor
from isa.register import service
from isa.register.agreements.fields import fields
from isa.register.demo import load_demo
from isa.register.drawing_up.papers import (
    agreement_paper,
    documents,
    redline_paper,
    signing_pack,
    template,
)

ON, AT = date(2026, 11, 21), datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MASH = "esh-010"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('drawing') / 'isa.sqlite'}"
    database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
    load_demo(database)
    yield database
    database.engine.dispose()


def said(body: bytes) -> str:
    document = Document(io.BytesIO(body))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_agreement_has_its_clauses_its_flows_and_its_parties(demo: Database) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)
    text = said(documents(paper, AT)["agreement.docx"])

    assert "MASH and child protection information sharing agreement" in text
    for clause in template():
        assert clause.heading in text or clause.is_optional
    shown = service.agreement(demo, SYSTEM, MASH, on=ON)
    for party in service.parties(demo, SYSTEM, MASH, on=ON).parties:
        assert party.name in text
    assert len(paper.rows) == len(shown.rows)
    assert shown.parent_reference in text
    assert "{" not in text


def test_what_changed_is_underlined_and_struck_through_in_a_word_file(demo: Database) -> None:
    first = service.mark_version(demo, SYSTEM, "esh-018", "1.0", "")
    seen = service.agreement_terms(demo, SYSTEM, "esh-018", on=ON).register_version
    service.revise_terms(
        demo, SYSTEM, "esh-018", {"title": "Children who cross a border"}, seen=seen, on=None
    )

    body = redline_paper(demo, SYSTEM, "esh-018", "From 1.0", before=first, after="now")

    runs = [run for each in Document(io.BytesIO(body)).paragraphs for run in each.runs]
    added = [run.text for run in runs if run.style.font.underline]
    removed = [run.text for run in runs if run.style.font.strike]
    assert "cross a border" in added
    assert any("move between" in text for text in removed)
    assert "Children who" in [run.text for run in runs]


def test_an_empty_agreement_says_what_is_missing(demo: Database) -> None:
    bare = next(
        one.id
        for one in service.list_agreements(demo, SYSTEM, on=ON, limit=100).agreements
        if not service.agreement(demo, SYSTEM, one.id, on=ON).rows
    )
    text = said(documents(agreement_paper(demo, SYSTEM, bare, on=ON), AT)["agreement.docx"])

    assert "this agreement covers nothing" in text
    assert "No version has been numbered yet." in text


def test_the_same_register_gives_the_same_bytes(demo: Database) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)

    assert documents(paper, AT) == documents(paper, AT)


def test_the_pack_has_a_page_for_each_party_that_has_not_signed(demo: Database) -> None:
    pack = zipfile.ZipFile(io.BytesIO(signing_pack(demo, SYSTEM, "esh-013", on=ON, at=AT)))
    unsigned = service.agreement(demo, SYSTEM, "esh-013", on=ON).unsigned
    pages = [name for name in pack.namelist() if name.startswith("signature-page")]

    assert unsigned
    assert len(pages) == unsigned
    assert "Exampleshire Homes" in said(pack.read(pages[0]))
    assert "We accept ESH-013" in pack.read("email.txt").decode()
    assert "signature-page-001.docx,Exampleshire Homes" in pack.read("who-gets-which.csv").decode()


def test_a_pack_that_nobody_has_to_sign_asks_nobody_to_sign(demo: Database) -> None:
    signed = next(
        one.id
        for one in service.list_agreements(demo, SYSTEM, on=ON, limit=100).agreements
        if not service.agreement(demo, SYSTEM, one.id, on=ON).unsigned
    )

    pack = zipfile.ZipFile(io.BytesIO(signing_pack(demo, SYSTEM, signed, on=ON, at=AT)))

    assert pack.namelist() == ["agreement.docx"]


@pytest.mark.parametrize(
    ("due", "ends", "words"),
    [
        (date(2027, 1, 12), None, "Its review is due by 12 January 2027. A review that is late"),
        (
            date(2026, 9, 30),
            None,
            "Its review was due by 30 September 2026, and has not been held.",
        ),
        (None, date(2027, 2, 1), "is not recorded. It ends on 1 February 2027, reviewed or not."),
    ],
)
def test_the_letter_says_when_the_review_is_or_was_due_and_where_answers_go(
    demo: Database, due: date | None, ends: date | None, words: str
) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)

    told = said(review_letter(paper.model_copy(update={"review_due_on": due, "ends_on": ends}), AT))

    assert words in told
    assert "21 November 2026" in told
    assert "Answers go to Exampleshire Council" in told


def test_who_joins_says_who_they_are_and_sees_the_flows(demo: Database) -> None:
    told = said(documents(agreement_paper(demo, SYSTEM, MASH, on=ON), AT)["accession-form.docx"])

    for words in (
        "Who we are",
        "The day from which we join",
        "Send this back to Exampleshire Council",
    ):
        assert words in told
    assert "Brookfield Learning Trust" in told


def test_a_calendar_entry_names_the_reference_and_nothing_else(demo: Database) -> None:
    shown = service.agreement(demo, SYSTEM, MASH, on=ON)
    days = calendar.milestones(shown.id, shown.reference, shown.review_due_on, date(2027, 1, 12))

    made = calendar.subscription(days, service="Share safely", at=AT)
    events = Calendar.from_ical(made).walk("VEVENT")

    assert {str(event["summary"]) for event in events} == {
        "ESH-010: review due",
        "ESH-010: last day",
    }
    assert shown.lead_name not in made.decode()
    assert made == calendar.subscription(days, service="Share safely", at=AT)


def test_a_template_that_is_wrong_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "clauses.toml"
    broken.write_text('[[clause]]\nheading = "No code"\n')

    with pytest.raises(ConfigurationError, match=r"clauses\.toml"):
        clauses(broken)


def test_nobody_draws_up_without_leave_or_from_nothing(demo: Database) -> None:
    nobody = Actor(id="x", name="X", job_title="", agency_id="y", grants=frozenset())

    with pytest.raises(NotPermitted):
        agreement_paper(demo, nobody, MASH, on=ON)
    with pytest.raises(NotFound):
        agreement_paper(demo, SYSTEM, "esh-999", on=ON)


def test_a_page_for_each_party_says_its_name_as_it_stands_and_is_otherwise_the_same() -> None:
    first = Paper()
    first.say(MARK)
    first.say("Sign here")
    one = first.finish(
        title="t", footer="f", at=datetime(2026, 11, 22, tzinfo=UTC), demonstration=""
    )
    names = ("Mind & Body <Trust>", "Zażółć\nTrust \x00", "Mind & Body <Trust>")

    made = list(copies(one, names))

    said = [[p.text for p in Document(io.BytesIO(each)).paragraphs] for each in made]
    assert [texts[0] for texts in said] == ["Mind & Body <Trust>", "Zażółć Trust \ufffd", names[2]]
    assert {texts[1] for texts in said} == {"Sign here"}
    assert made[0] == made[2]
    parts = [set(zipfile.ZipFile(io.BytesIO(each)).namelist()) for each in (one, *made)]
    assert all(each == parts[0] for each in parts)


def test_a_flow_is_a_row_of_four_columns_wide_enough_to_read(demo: Database) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)
    made = Document(io.BytesIO(documents(paper, AT)["agreement.docx"]))
    flows = next(table for table in made.tables if table.cell(0, 0).text == "No")

    first = paper.rows[0]
    assert flows.cell(1, 1).text == f"From\n{first.givers}\nTo\n{first.receivers}"
    assert [cell.text for cell in flows.rows[0].cells][1:] == [
        "From, and to",
        "What, and about whom",
        "Why, and how",
    ]


def test_what_is_written_in_by_hand_has_room_and_no_row_of_underscores(demo: Database) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)
    for name, body in documents(paper, AT).items():
        assert "__" not in said(body), name
    form = Document(io.BytesIO(documents(paper, AT)["accession-form.docx"]))
    cells = {
        row.cells[0].text: row.cells[1].text for table in form.tables for row in table.rows[:9]
    }
    assert cells["Signature"].count("\n") > cells["Date"].count("\n") > 0


def test_a_review_letter_asks_in_a_list_that_is_a_list(demo: Database) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)
    letter = Document(io.BytesIO(documents(paper, AT)["review-letter.docx"]))

    asked = [one for one in letter.paragraphs if one.text.startswith(("whether", "what went"))]
    assert [one.style.name for one in asked] == ["List Bullet"] * 4


def test_a_question_of_the_form_stands_in_the_agreement_as_a_statement(demo: Database) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)

    text = said(documents(paper, AT)["agreement.docx"])

    assert "This agreement takes effect without waiting until every party has signed." in text
    assert "Does it take effect" not in text
    assert not [one.label for one in paper.said.values() if "?" in one.label]


def test_every_question_about_an_agreement_has_a_statement_for_each_answer() -> None:
    for field in fields().values():
        answers = ("yes", "no") if field.kind == "yes_no" else field.options
        if field.label.endswith("?"):
            assert set(field.says) == set(answers), field.code


def test_parties_stand_in_the_order_in_which_a_person_counts(demo: Database) -> None:
    paper = agreement_paper(demo, SYSTEM, MASH, on=ON)
    names = ("School 10", "School 2", "3rd School", "School ²", "School 1")
    named = tuple(paper.parties[0].model_copy(update={"name": one}) for one in names)

    told = documents(paper.model_copy(update={"parties": named}), AT)["agreement.docx"]

    table = next(one for one in Document(io.BytesIO(told)).tables if one.cell(0, 0).text == "Party")
    assert [row.cells[0].text for row in table.rows[1:]] == [
        "3rd School",
        "School 1",
        "School 2",
        "School 10",
        "School ²",
    ]
