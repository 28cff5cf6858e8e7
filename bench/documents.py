"""The decision document beside docxtpl: the same words in the same template, one interleaved run."""

import copy
import io
import tempfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from bench.measure import Measure, compared, race
from decisions.records import decision_document, payload
from decisions.records.content import Content
from tests.unit.records.sample import MATERIAL, SEALED_AT

BAR = 1.0
ROUNDS = 25
KID = "4_OrXG--9uNThC1c-rO1dShDIwdLHO3tg_u1dSEvvvg"


def ours(content: Content) -> bytes:
    return decision_document.render(content, kid=KID, demonstration=True)


def _texts(element: Any) -> list[Any]:
    return list(element.iter(qn("w:t")))


def _set_only(element: Any, text: str) -> None:
    found = _texts(element)
    for extra in found[1:]:
        extra.getparent().remove(extra)
    if found:
        found[0].text = text


def _tag_row(row: Any, tag: str) -> Any:
    made = copy.deepcopy(row)
    for number, cell in enumerate(made.iter(qn("w:tc"))):
        _set_only(cell, tag if number == 0 else "")
    return made


def template_of(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """Our own document turned into a docxtpl template, with the words it needs to become it again."""
    document = Document(io.BytesIO(data))
    words: list[str] = []
    tables: list[list[list[str]]] = []
    for child in document.element.body:
        if child.tag == qn("w:p"):
            for found in _texts(child):
                words.append(found.text or "")
                found.text = f"{{{{ words[{len(words) - 1}] }}}}"
        elif child.tag == qn("w:tbl"):
            rows = child.findall(qn("w:tr"))
            rows = [row for row in rows if row.find(f".//{qn('w:tblHeader')}") is None]
            tables.append(
                [
                    ["".join(t.text or "" for t in _texts(cell)) for cell in row.iter(qn("w:tc"))]
                    for row in rows
                ]
            )
            first = rows[0]
            first.addprevious(_tag_row(first, f"{{%tr for row in tables[{len(tables) - 1}] %}}"))
            first.addnext(_tag_row(first, "{%tr endfor %}"))
            for number, cell in enumerate(first.iter(qn("w:tc"))):
                _set_only(cell, f"{{{{ row[{number}] }}}}")
            for row in rows[1:]:
                child.remove(row)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), {"words": words, "tables": tables}


def theirs(template: Path, context: dict[str, Any]) -> bytes:
    document = DocxTemplate(template)
    document.render(context, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _said(data: bytes) -> str:
    return "".join(t.text or "" for t in _texts(Document(io.BytesIO(data)).element.body))


def measure() -> list[Measure]:
    content = payload.read(payload.compose(MATERIAL), "rec_bench", int(SEALED_AT.timestamp()))
    data, context = template_of(ours(content))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(data)
        assert _said(theirs(path, context)) == _said(ours(content)), "not the same document"
        took = race(
            {"ours": lambda _: ours(content), "docxtpl": lambda _: theirs(path, context)},
            [[0]] * ROUNDS,
        )
    return [compared("rationale .docx", took, "ours", "docxtpl", BAR, "ms")]


if __name__ == "__main__":
    for one in measure():
        print(one.told())
