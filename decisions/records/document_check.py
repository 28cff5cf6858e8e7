"""Whether a Word document says what its sealed record says: written again, and compared by part.

The record is what is signed, so a document is checked by making it anew from a file that has been
verified. A document from another release, or in another language, may differ and be honest.
"""

import io
import lzma
import struct
import zipfile
import zlib
from datetime import UTC, datetime

from decisions.assessment import Frozen
from decisions.records import decision_document, payload, recipient_document
from decisions.records.verify import Verified
from isa.platform.errors import Tampered
from isa.platform.wording import gettext as _

WORDS = "word/document.xml"
"""The part of a document that holds its words; the others hold its looks."""
MOST_BYTES = 30_000_000
_LARGER = _("The document is far larger than any of ours.")
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
"""What reading a damaged or invented zip file raises."""


class Compared(Frozen):
    """The parts that are not as the record gives them; none where the document is exactly it."""

    differing: tuple[str, ...]

    @property
    def has_the_words(self) -> bool:
        """Whether every word stands as in the record, whatever the looks."""
        return WORDS not in self.differing


def compare(verified: Verified, document: bytes) -> Compared:
    """The document beside what the record gives today; raises ``Tampered`` if it cannot be read."""
    given = _parts(document)
    nearest: tuple[str, ...] | None = None
    for demonstration in (False, True):
        made = _parts(_written(verified, demonstration=demonstration))
        names = sorted(made.keys() | given.keys())
        differing = tuple(name for name in names if made.get(name) != given.get(name))
        if nearest is None or len(differing) < len(nearest):
            nearest = differing
    return Compared(differing=nearest or ())


def _written(verified: Verified, *, demonstration: bool) -> bytes:
    claims = verified.claims
    try:
        if "assessment" in verified.blocks:
            content = payload.read(verified.blocks, claims.record_id, claims.iat)
            return decision_document.render(content, kid=verified.kid, demonstration=demonstration)
        letter, items = payload.read_copy(verified.blocks)
    except ValueError as error:
        raise Tampered(
            _("The file holds neither a whole record nor one recipient's copy.")
        ) from error
    return recipient_document.render(
        letter,
        items,
        record_id=claims.record_id,
        kid=verified.kid,
        sealed_at=datetime.fromtimestamp(claims.iat, UTC),
        demonstration=demonstration,
    )


def _parts(document: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as read:
            if sum(entry.file_size for entry in read.infolist()) > MOST_BYTES:
                raise Tampered(_LARGER)
            return {name: _part(read, name) for name in read.namelist()}
    except _UNREADABLE as error:
        raise Tampered(_("The document is not a Word file that can be read.")) from error


def _part(read: zipfile.ZipFile, name: str) -> bytes:
    """One part, never more of it than fits, whatever the file says of its size."""
    with read.open(name) as part:
        data = part.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Tampered(_LARGER)
    return data
