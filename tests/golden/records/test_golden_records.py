"""Records sealed by every release so far verify and read for ever. Files here are never rewritten."""

from pathlib import Path

import pytest

from decisions.records import bundle, payload

HERE = Path(__file__).parent
WHOLE = sorted(HERE.glob("*/record-*.sdjwt"))
COPIES = sorted(HERE.glob("*/copy-*.sdjwt"))


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.parent.name)
def test_a_record_of_this_release_still_verifies_and_reads(path):
    verified = bundle.check(path.read_text())

    content = payload.read(verified.blocks, verified.claims.record_id, verified.claims.iat)

    assert content.decision.decided_by_name == "Amina Yusuf"
    assert content.assessment.pack_digest == verified.claims.pack_digest
    assert f"record-{content.record_id}.sdjwt" == path.name


@pytest.mark.parametrize("path", COPIES, ids=lambda path: path.parent.name)
def test_a_recipients_copy_of_this_release_still_verifies_and_reads(path):
    letter, items = payload.read_copy(bundle.check(path.read_text()).blocks)

    assert letter.to_agency == "Exampleshire children's social care"
    assert [item.number for item in items] == [1, 2]


def test_there_is_a_record_of_each_kind():
    assert (
        {path.parent.name for path in WHOLE} == {path.parent.name for path in COPIES} >= {"0.1.0"}
    )
