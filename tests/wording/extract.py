"""Every word of the service as a template for translators, by Babel from the marks of ``marks.py``.

``words`` is an extraction method as Babel knows it: a file in, (line, function, text, comments) out.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from isa.platform.config import ROOT
from tests.wording.marks import SEVERAL, marked
from tests.wording.scope import everything

TEMPLATE = ROOT / "data" / "catalogues" / "isa.pot"
_METHOD = "tests.wording.extract:words"


def words(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """The messages of one module, for Babel."""
    for message in marked(ast.parse(file.read())):
        if message.many:
            yield message.line, SEVERAL, (message.text, message.many), []
        else:
            yield message.line, "gettext", message.text, []


def template(files: list[Path] | None = None) -> Catalog:
    """A catalogue without translations: each message with the files that say it."""
    catalog = Catalog(project="isa", charset="utf-8", copyright_holder="The ISA founders")
    for path in everything() if files is None else files:
        name = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, context in extract_from_file(_METHOD, path):
            catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def written(catalog: Catalog) -> str:
    """The template as a file: sorted, with file names and no line numbers or times, so that it changes
    only when words do."""
    out = BytesIO()
    catalog.header_comment = "# Every word the service says, for translators. Made by: make words"
    write_po(out, catalog, sort_output=True, include_lineno=False, omit_header=True, width=100)
    header = (
        f'{catalog.header_comment}\nmsgid ""\nmsgstr ""\n'
        '"Project-Id-Version: isa\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header + out.getvalue().decode()


def held(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file)
