"""One Word document many times over, each with a name of its own (pure).

Laid out once: what differs is one text, and all else of the file is copied as it is. The same name
gives the same bytes.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from isa.documents.paper import STOPPED, printable

MARK = "⦂name⦂"
"""Stands where the name goes; Z notation that no agreement says."""
_WORDS = "word/document.xml"


def copies(first: bytes, names: Iterable[str]) -> Iterator[bytes]:
    """The document ``first`` once for each name, with the name where ``MARK`` stands in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(first)) as read, zipfile.ZipFile(held, "w") as write:
        words = read.read(_WORDS).decode()
        for entry in read.infolist():
            if entry.filename != _WORDS:
                write.writestr(_entry(entry.filename), read.read(entry), compresslevel=6)
    around = held.getvalue()
    for name in names:
        made = io.BytesIO()
        made.write(around)
        said = escape(" ".join(printable(name).split()))
        with zipfile.ZipFile(made, "a") as write:
            write.writestr(_entry(_WORDS), words.replace(MARK, said), compresslevel=6)
        yield made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, STOPPED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
