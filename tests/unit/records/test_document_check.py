"""A Word document against its sealed record: the same, the same words in other looks, other words."""

import io
import zipfile

import pytest
from typer.testing import CliRunner

from decisions.records import bundle, document_check, payload, recipient_document
from decisions.records.cli import app
from decisions.records.seal import copy, seal
from isa.platform.errors import Tampered
from tests.unit.records.sample import SEALED_AT
from tests.unit.records.test_documents import BLOCKS, CONTENT, RECORD_ID, decision
from tests.unit.records.test_seal import CLAIMS, KEY

SEALED = seal(
    BLOCKS,
    CLAIMS.model_copy(update={"record_id": RECORD_ID, "iat": int(SEALED_AT.timestamp())}),
    KEY,
)
WHOLE = bundle.pack(copy(SEALED, SEALED.disclosures), [bundle.public_jwk(KEY)])
NAMES = payload.copy_names(CONTENT.addressees[0])
THEIRS = bundle.pack(copy(SEALED, NAMES), [bundle.public_jwk(KEY)])


def written(*, demonstration: bool = False) -> bytes:
    return document_check.decision_document.render(
        CONTENT, kid=KEY.thumbprint(), demonstration=demonstration
    )


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w") as write:
        for name in read.namelist():
            held = read.read(name)
            write.writestr(name, held.replace(old, new) if name == part else held)
    return out.getvalue()


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_document_of_this_record_is_exactly_it(demonstration):
    data = written(demonstration=demonstration)

    assert document_check.compare(bundle.check(WHOLE), data).differing == ()


def test_one_word_changed_in_a_document_is_found():
    data = changed(written(), "word/document.xml", b"may feel let down", b"will feel let down")

    found = document_check.compare(bundle.check(WHOLE), data)

    assert found.differing == ("word/document.xml",)
    assert not found.has_the_words


def test_other_looks_are_told_from_other_words():
    data = changed(written(), "word/styles.xml", b"Arial", b"Verdana")

    found = document_check.compare(bundle.check(WHOLE), data)

    assert found.differing == ("word/styles.xml",)
    assert found.has_the_words


def test_a_recipients_copy_is_compared_with_their_document_and_not_with_ours():
    letter, items = payload.read_copy({name: BLOCKS[name] for name in NAMES})
    data = recipient_document.render(
        letter,
        items,
        record_id=RECORD_ID,
        kid=KEY.thumbprint(),
        sealed_at=SEALED_AT,
        demonstration=False,
    )

    assert document_check.compare(bundle.check(THEIRS), data).differing == ()
    assert not document_check.compare(bundle.check(THEIRS), written()).has_the_words


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK" + b"x" * 50])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(Tampered, match="not a Word file"):
        document_check.compare(bundle.check(WHOLE), data)


def damaged(data: bytes, at: int) -> bytes:
    """The document with bytes changed inside one part, so that it no longer unpacks."""
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        entry = read.getinfo("word/document.xml")
    start = entry.header_offset + 30 + len(entry.filename) + at
    return data[:start] + b"\xff" * 60 + data[start + 60 :]


@pytest.mark.parametrize("at", [-30, 0, 200, 500])
def test_a_document_with_a_damaged_part_is_refused_and_not_a_crash(at):
    with pytest.raises(Tampered, match="not a Word file"):
        document_check.compare(bundle.check(WHOLE), damaged(written(), at))


def test_a_part_larger_than_any_of_ours_is_refused(monkeypatch):
    monkeypatch.setattr(document_check, "MOST_BYTES", 1000)

    with pytest.raises(Tampered, match="far larger"):
        document_check.compare(bundle.check(WHOLE), written())


def test_the_command_says_so_and_ends_with_a_fault_where_the_words_differ(tmp_path):
    record, document = tmp_path / "record.sdjwt", tmp_path / "decision.docx"
    record.write_text(WHOLE)
    told = []
    for data in (written(), decision()):
        document.write_bytes(data)
        result = CliRunner().invoke(app, ["verify", str(record), "--document", str(document)])
        told.append((result.exit_code, result.output.splitlines()[4]))

    assert told == [
        (0, "The document is exactly what this record gives."),
        (1, "The document does not have the words of this record. It differs in:"),
    ]
