"""From the bytes of a file to sheets of text: what kind of file, which encoding, which separator (pure).

The content decides, never the name of the file.
"""

import csv
import io
import json
import re
from itertools import islice

from charset_normalizer import from_bytes

from isa.platform.wording import gettext as _
from isa.register.importing.cells import check_size
from isa.register.importing.limits import MOST_BYTES, MOST_IN_CELL
from isa.register.importing.model import Sheet, Unreadable
from isa.register.importing.workbook import read_workbook

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = (",", ";", "\t", "|")
_OTHER_KINDS = (
    (
        b"%PDF",
        _("This is a PDF. Ask for the spreadsheet it was made from, or copy its table into one."),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        _(
            "This is an old Excel file (.xls), or one locked with a password. Open it, save it "
            "as .xlsx without a password, and retry."
        ),
    ),
    (b"{\\rtf", _("This is a text document. Copy its table into a spreadsheet and retry.")),
    (b"\x89PNG", _("This is a picture. A spreadsheet is needed.")),
    (b"\xff\xd8\xff", _("This is a picture. A spreadsheet is needed.")),
    (b"\x1f\x8b", _("This is a compressed file. Unpack it and retry.")),
    (b"7z\xbc\xaf", _("This is a compressed file. Unpack it and retry.")),
    (b"MZ", _("This is a program. It was not run. A spreadsheet is needed.")),
    (b"\x7fELF", _("This is a program. It was not run. A spreadsheet is needed.")),
)
_MARKUP = re.compile(rb"^\s*<(?:!doctype|html|\?xml|table)", re.IGNORECASE)
_SAMPLE = 200_000
_OPEN_QUOTE = _(
    "A quotation mark is opened in this file and never closed, so rows may have run "
    "together. Check the last rows."
)


def read(data: bytes) -> list[Sheet]:
    """The sheets of a CSV, XLSX or ODS file, or of our own JSON; ``Unreadable`` for anything else."""
    if not data.strip():
        raise Unreadable(_("This file is empty. Choose the one that holds your table."))
    if len(data) > MOST_BYTES:
        raise Unreadable(
            _(
                "This file has {count:.0f} MB; {most_bytes} MB is the most. Keep only the columns "
                "and rows you need, save it, and retry."
            ).format(count=len(data) / 1000000, most_bytes=MOST_BYTES // 1000000)
        )
    for beginning, sentence in _OTHER_KINDS:
        if data.startswith(beginning):
            raise Unreadable(sentence)
    if data.startswith(b"PK"):
        return read_workbook(data) if _is_workbook(data) else _not_a_workbook()
    if _MARKUP.match(data[:500]):
        raise Unreadable(
            _(
                "This is a web page or XML file, whatever its name says. Open it in a spreadsheet "
                "program, save it as .xlsx, and retry."
            )
        )
    return [_separated(_decoded(data))]


def _is_workbook(data: bytes) -> bool:
    return b"xl/workbook" in data or b"opendocument.spreadsheet" in data[:200]


def _not_a_workbook() -> list[Sheet]:
    raise Unreadable(
        _(
            "This is a zip file or another kind of document, not a spreadsheet. Unpack it, or "
            "save the table as .xlsx, .ods or .csv, and retry."
        )
    )


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _in(data, encoding)
    if b"\0" in data:
        raise Unreadable(
            _(
                "This file holds bytes that are not text (the first is byte {data:,}). It is "
                "damaged, or not a spreadsheet. Save it again from the program it came from."
            ).format(data=data.index(0) + 1)
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Western European office programs write Windows-1252; a guess is only better for other scripts.
    found = from_bytes(data[:_SAMPLE], steps=5).best()
    guess = found.encoding if found is not None else "cp1252"
    if guess.startswith(("cp125", "latin", "iso8859", "mac", "cp437", "cp850", "hp_")):
        guess = "mac_roman" if guess.startswith("mac") else "cp1252"
    return data.decode(guess, errors="replace")


def _in(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            _(
                "This file says how its letters are written and does not keep to it. Save it again "
                "as CSV (UTF-8) and retry."
            )
        ) from error
    if "\0" in text:
        raise Unreadable(
            _("This file holds bytes that are not text. It is damaged, or not a spreadsheet.")
        )
    return text


def _separated(text: str) -> Sheet:
    separator, skipped = _separator(text)
    notes = (_OPEN_QUOTE,) if text.count('"') % 2 else ()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[str, ...]] = []
    try:
        before = -1
        while len(rows) > before:
            before = len(rows)
            rows.extend(map(tuple, islice(reader, 10_000)))
            check_size(len(rows), 1)
    except csv.Error as error:
        raise Unreadable(
            _(
                "Row {count} cannot be read: a cell has more than {most_in_cell:,} characters, or a "
                "quotation mark is opened and never closed."
            ).format(count=len(rows) + 1, most_in_cell=MOST_IN_CELL)
        ) from error
    if skipped:
        rows[0] = ()
    width = max(map(len, rows), default=0)
    check_size(len(rows), 1)
    check_size(1, width)
    if any(len(row) != width for row in rows):
        rows = [row + ("",) * (width - len(row)) for row in rows]
    return Sheet(name="", rows=rows, notes=notes)


def _separator(text: str) -> tuple[str, int]:
    """The separator that gives the most even columns; Excel's own line ``sep=;`` says it outright."""
    if text[:4].lower() == "sep=" and len(text) > 4:
        return text[4], 1
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(_SEPARATORS, key=lambda each: (_evenness(sample, each), -_SEPARATORS.index(each))), 0


def _evenness(sample: str, separator: str) -> float:
    """How many rows share the commonest number of columns, times that number less one."""
    counts: dict[int, int] = {}
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            counts[len(row)] = counts.get(len(row), 0) + 1
    except csv.Error:
        return 0
    return max((rows * (width - 1) for width, rows in counts.items()), default=0)


def is_json(data: bytes) -> bool:
    """Whether this looks like our own JSON export."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def read_json(data: bytes) -> object:
    """A JSON file's value; ``Unreadable`` names the place where it stops being JSON."""
    try:
        told: object = json.loads(data)
        json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise Unreadable(
            _(
                "A text in this JSON file has half a character in it, which cannot be kept. Export "
                "it again."
            )
        ) from error
    except (ValueError, RecursionError) as error:
        where = (
            _(" (line {lineno})").format(lineno=error.lineno)
            if isinstance(error, json.JSONDecodeError)
            else ""
        )
        raise Unreadable(
            _("This JSON file is damaged{where}. Export it again.").format(where=where)
        ) from error
    return told
