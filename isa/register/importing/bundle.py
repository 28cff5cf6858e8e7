"""An export with its papers, unpacked: each part measured as it comes, each paper checked (pure).

Nothing is written to a disk, run or shown; the names in the zip are compared and never used as paths.
"""

import hashlib
import io
import re
import zipfile

from isa.platform.wording import gettext as _
from isa.register.agreements.papers.content import LARGEST, content_fault
from isa.register.exporting.bundle import AS_JSON, BOOK, PAPERS
from isa.register.importing.limits import MOST_BYTES, MOST_PAPERS, MOST_WITH_PAPERS
from isa.register.importing.model import Unreadable
from isa.register.importing.workbook import opened_zip, unpacked

_PAPER = re.compile(rf"^{PAPERS}([0-9a-f]{{64}})(?:\.[a-z]{{3,4}})?$")
_LEFT_BY_PACKERS = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$)")
_DAMAGED = _("This zip file is damaged, so nothing of it was read. Export the register again.")
_TOO_LARGE = _(
    "This export comes to more than {most} MB, which is more than one file can bring in. Import the "
    "workbook without the papers, or put back a copy of the database with: isa restore"
).format(most=MOST_WITH_PAPERS // 1_000_000)

_PAPER_TOO_LARGE = _(
    "{name} in this zip file is larger than {most} MB, which no paper is. Take it out and retry."
)


def is_bundle(data: bytes) -> bool:
    """Whether a file is, or once was, an export with its papers; also one that was unpacked and packed again."""
    if data[:4] != b"PK\x03\x04":
        return False
    if data[30:].startswith((BOOK.encode(), AS_JSON.encode())):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            return any(name in (BOOK, AS_JSON) for name in _within(pack))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def opened(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The export in a zip, and its papers by digest; ``Unreadable`` says what is wrong and how to mend it."""
    if len(data) > MOST_WITH_PAPERS:
        raise Unreadable(_TOO_LARGE)
    with opened_zip(data, _DAMAGED) as pack:
        return _parts(pack)


def _within(pack: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files by their name, without the one folder that all of them may lie in."""
    parts = [
        part
        for part in pack.infolist()
        if not part.is_dir() and not _LEFT_BY_PACKERS.search(part.filename)
    ]
    tops = {part.filename.partition("/")[0] for part in parts if "/" in part.filename}
    one = f"{tops.pop()}/" if len(tops) == 1 else ""
    if one in ("", PAPERS) or not all(part.filename.startswith(one) for part in parts):
        one = ""
    return {part.filename.removeprefix(one): part for part in parts}


def _parts(pack: zipfile.ZipFile) -> tuple[bytes, dict[str, bytes]]:
    if len(pack.infolist()) > MOST_PAPERS:
        raise Unreadable(
            _("This zip file holds more than {most:,} files, which no export does.").format(
                most=MOST_PAPERS
            )
        )
    parts = _within(pack)
    if any(part.flag_bits & 1 for part in parts.values()):
        raise Unreadable(
            _("This zip file is locked with a password. Take the password off and retry.")
        )
    books = [name for name in (BOOK, AS_JSON) if name in parts]
    if len(books) != 1:
        raise Unreadable(
            _("This zip file holds both {book} and {as_json}. Leave the one you mean.").format(
                book=BOOK, as_json=AS_JSON
            )
        )
    book = unpacked(pack, parts.pop(books[0]), MOST_BYTES, _TOO_LARGE)
    left, papers = MOST_WITH_PAPERS - len(book), {}
    for name, part in parts.items():
        if (found := _PAPER.match(name)) is None:
            raise Unreadable(
                _(
                    "This zip file holds '{name}', which no export holds. Take it out and retry."
                ).format(name=name[:80])
            )
        content = unpacked(
            pack,
            part,
            min(left, LARGEST),
            _PAPER_TOO_LARGE.format(name=name, most=LARGEST // 1024 // 1024)
            if left > LARGEST
            else _TOO_LARGE,
        )
        left -= len(content)
        papers[found[1]] = _checked(name, found[1], content)
    return book, papers


def _checked(name: str, digest: str, content: bytes) -> bytes:
    if fault := content_fault(content):
        raise Unreadable(
            _("{name} in this zip file: {fault}. Nothing of it was read.").format(
                name=name, fault=fault
            )
        )
    if hashlib.sha256(content).hexdigest() != digest:
        raise Unreadable(
            _(
                "{name} in this zip file is not the paper its name says: it was changed or damaged. Put "
                "back the paper as it was exported, or take it out, and retry."
            ).format(name=name)
        )
    return content
