"""The two documents of the invented case, compared part by part with the files kept here.

Run with ``UPDATE_GOLDEN=1`` to write them anew, and read the difference aloud in the commit.
"""

import os
from pathlib import Path

import pytest

from tests.unit.records.test_documents import decision, parts, recipient_copy

HERE = Path(__file__).parent


@pytest.mark.parametrize(("name", "render"), [("decision", decision), ("copy", recipient_copy)])
def test_document_is_as_kept(name, render):
    path = HERE / f"{name}.docx"
    made = render(demonstration=True)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(made)

    kept = parts(path.read_bytes())

    assert list(parts(made)) == list(kept)
    assert [one for one, data in parts(made).items() if data != kept[one]] == []
