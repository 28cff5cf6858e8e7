"""The partnership's own words on the pages: beside the harm question, in the advice, in the record."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from decisions import service as advice
from decisions.journey import service
from decisions.records import exports
from decisions.records import service as records
from isa.platform import clock
from isa.platform.config import data_dir, settings
from isa.platform.database import Database
from isa.platform.identity import Actor

OpenAs = Callable[..., AppTest]
QUESTION = "decisions/pages/question.py"
ASSESSMENT = "decisions/pages/assessment.py"
RECORD = "decisions/pages/record.py"
PARTNERSHIP = "Exampleshire Safeguarding Partnership"
USED = f"Local guidance exampleshire/1, {PARTNERSHIP}."


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.text, *app.caption, *app.title]
    return "\n".join(element.value for element in parts).replace("\\", "")


def seal(demo: Database, amina: Actor, draft: str) -> str:
    answers = service.load_draft(demo, amina, draft).answers
    owner = answers.recipients[0].id
    decided = {
        "outcome": "share_some",
        "reasons": "I am not willing to wait.",
        "weighed_against": "She has been open with us.",
        "differs_because": "I leave out what they do not need.",
        "method": "phone_callback",
        "sent_to": "The duty desk",
        "verified_how": "Rang the number held here",
        "gone": "not_yet",
    }
    saved = {f"recipients.{owner}.decided.{name}": value for name, value in decided.items()}
    saved[f"recipients.{owner}.message.reason"] = "A child has a bruise."
    for item in answers.items:
        saved[f"recipients.{owner}.items.{item.id}.as_sent.rule"] = "withhold"
    for path, value in saved.items():
        service.save_field(demo, amina, draft, path, value)
    found = advice.assess_draft(demo, amina, draft, on=clock.today(), at=clock.now())
    advice.note_shown(demo, amina, draft, found.assessment)
    return records.seal_decision(demo, amina, draft).line.id


def test_the_threshold_document_stands_next_to_the_question_about_harm(
    open_as: OpenAs, bruise: str
) -> None:
    app = open_as("demo-practitioner", QUESTION, draft=bruise, step="harm")

    assert not app.exception
    (below,) = [box for box in app.expander if PARTNERSHIP in box.label.replace("\\", "")]
    said = "\n".join(one.value for one in below.markdown).replace("\\", "")
    assert "Level 4, protection" in said
    assert "One clear sign is enough." in said
    assert "Exampleshire threshold document, edition 6, page 15 (invented)" in said
    assert "Tier 3" not in said, "an adult's thresholds have no place beside a child's case"


def test_no_other_question_has_quotations(open_as: OpenAs, bruise: str) -> None:
    app = open_as("demo-practitioner", QUESTION, draft=bruise, step="story")

    assert not [box for box in app.expander if PARTNERSHIP in box.label.replace("\\", "")]


def test_the_advice_marks_what_is_local_and_names_what_was_used(
    open_as: OpenAs, bruise: str
) -> None:
    app = open_as("demo-practitioner", ASSESSMENT, draft=bruise)

    assert not app.exception
    said = words(app)
    assert f"Local guidance ({PARTNERSHIP}): No answer by the end of the next working day" in said
    assert f"Local threshold ({PARTNERSHIP})." in said
    assert "One clear sign is enough." in said
    assert USED in said
    assert "If you and another agency disagree" in [box.label for box in app.expander]
    assert "ring 999" in said


def test_a_broken_overlay_is_named_and_the_advice_stands(
    open_as: OpenAs, demo: Database, bruise: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(data_dir() / "overlays/exampleshire", tmp_path / "exampleshire"))
    file = folder / "overlay.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("last_day = 2036-08-31", "last_day = 2026-09-02"), "utf-8")
    before = open_as("demo-practitioner", ASSESSMENT, draft=bruise)
    monkeypatch.setenv("ISA_OVERLAY", str(folder))
    settings.cache_clear()

    app = open_as("demo-practitioner", ASSESSMENT, draft=bruise)

    assert not app.exception
    assert app.title[0].value == before.title[0].value
    assert "because it expired on 2026-09-02. The advice is the same without it." in words(app)
    assert f"Local guidance ({PARTNERSHIP})" not in words(app)


def test_the_record_keeps_which_overlay_was_used_and_its_words(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str
) -> None:
    record = seal(demo, amina, bruise)

    kept = records.record(demo, amina, record).content.assessment.local
    assert kept is not None
    assert (kept.id, kept.version, len(kept.digest)) == ("exampleshire", "1", 64)
    app = open_as("demo-practitioner", RECORD, record=record)
    assert not app.exception
    assert USED in words(app)
    assert f"Local threshold ({PARTNERSHIP})." in words(app)

    file = exports.decision_word(demo, amina, record)
    document = Document(io.BytesIO(file.data))
    printed = "\n".join(
        [
            *(one.text for one in document.paragraphs),
            *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
        ]
    )
    assert USED in printed
    assert f"Local guidance digest {kept.digest}." in printed
    assert f"Local threshold ({PARTNERSHIP})." in printed
    assert f"Local guidance ({PARTNERSHIP}): No answer by the end" in printed


def test_whom_to_ring_for_advice_stands_before_the_log_is_begun(open_as: OpenAs) -> None:
    said = words(open_as("demo-practitioner", "decisions/pages/consultation.py"))

    assert "No-names advice for professionals: [01632 960114](tel:01632960114)" in said
