"""What a file is, by its content and never by its name, and what an e-mail says of itself (pure).

Nothing is opened, run or unpacked: of a zip only the list of its members is read.
"""

import io
import zipfile
from datetime import date
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from enum import StrEnum

from isa.coverage.model import Frozen
from isa.platform.wording import gettext as _

MOST_MEGABYTES = 5
LARGEST = MOST_MEGABYTES * 1024 * 1024
_MOST_MEMBERS = 5000
_MOST_HEADERS = 64 * 1024
_LONGEST_HEADER = 1000
"""Of one header: nobody's address or date is longer, and hostile ones take long to read."""
_UNREADABLE = (ValueError, IndexError, AttributeError, LookupError, TypeError, RecursionError)
"""What the standard library raises over headers that somebody made up."""


class MediaType(StrEnum):
    """The kinds of file that are kept."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    EMAIL = "message/rfc822"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"


EXTENSIONS = {
    MediaType.PDF: ".pdf",
    MediaType.PNG: ".png",
    MediaType.JPEG: ".jpg",
    MediaType.EMAIL: ".eml",
    MediaType.DOCX: ".docx",
    MediaType.XLSX: ".xlsx",
    MediaType.ODT: ".odt",
}
ACCEPTANCE = (MediaType.PDF, MediaType.PNG, MediaType.JPEG, MediaType.EMAIL)
"""What can show that somebody accepted an agreement."""
_NOT_TAKEN = _(
    "This kind of file is not taken. Use a PDF, a PNG or JPEG picture, an e-mail saved as .eml, "
    "or a Word, Excel or OpenDocument file without macros"
)


class MailFacts(Frozen):
    """What an e-mail says of itself. Anybody can write these lines: they are a suggestion only."""

    sender: str
    sent_on: date | None


def content_fault(data: bytes) -> str:
    """Why a file is not kept; empty when it is."""
    if not data:
        return _("The file is empty. Choose another")
    if len(data) > LARGEST:
        return _("The file is larger than {value} MB. Make it smaller first").format(
            value=LARGEST // 1024 // 1024
        )
    if b"vbaProject.bin" in data or (b"/Launch" in data and data[:5] == b"%PDF-"):
        return _("The file can run a program when it is opened. Save it without macros first")
    return "" if media_type(data) is not None else _NOT_TAKEN


def media_type(data: bytes) -> MediaType | None:
    """What a file is by its content; None for anything that is not kept."""
    for start, kind in (
        (b"%PDF-", MediaType.PDF),
        (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
        (b"\xff\xd8\xff", MediaType.JPEG),
    ):
        if data.startswith(start):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    return MediaType.EMAIL if _looks_like_mail(data) else None


def _zipped(data: bytes) -> MediaType | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = {each.filename for each in packed.infolist()[:_MOST_MEMBERS]}
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    if any(name.endswith("vbaProject.bin") for name in members):
        return None
    if "word/document.xml" in members:
        return MediaType.DOCX
    if "xl/workbook.xml" in members:
        return MediaType.XLSX
    is_text = b"application/vnd.oasis.opendocument.text" in data[:200]
    return MediaType.ODT if is_text and "content.xml" in members else None


def _headers(data: bytes) -> Message:
    """The headers as they stand: the older policy takes none of them apart."""
    return BytesParser(policy=policy.compat32).parsebytes(data[:_MOST_HEADERS], headersonly=True)


def _cut(header: object) -> str:
    return str(header or "")[:_LONGEST_HEADER]


def _looks_like_mail(data: bytes) -> bool:
    if b"\x00" in data[:_MOST_HEADERS]:
        return False
    try:
        message = _headers(data)
        return bool(_cut(message["From"]) and _cut(message["Date"]))
    except _UNREADABLE:
        return False


def mail_facts(data: bytes) -> MailFacts:
    """What an e-mail says of its sender and its day, empty where it says nothing usable."""
    try:
        message = _headers(data)
    except _UNREADABLE:
        return MailFacts(sender="", sent_on=None)
    return MailFacts(sender=_sender(message), sent_on=_sent_on(message))


def _sender(message: Message) -> str:
    try:
        return parseaddr(_cut(message["From"]))[1][:200]
    except _UNREADABLE:
        return ""


def _sent_on(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_cut(message["Date"])).date()
    except (*_UNREADABLE, OverflowError):
        return None
