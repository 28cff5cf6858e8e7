"""What is wrong with a cell, told at its place; and days, told where they cannot be read (pure)."""

from dataclasses import dataclass

from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.importing.dates import NOTHING, Read, read_day
from isa.register.importing.model import ColumnMap, Findings

_NO_DAY = _("'{text}' cannot be read as a day. Write it like 31/3/2026")
_NOT_YES = _("'{text}' does not say whether they signed. Write yes, no, or the day")
_LATEST_COUNTS = ("review_due_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Telling:
    """The findings of one file, told by field."""

    mapping: ColumnMap
    findings: Findings

    def fault(self, line: int, field: str, sentence: str) -> None:
        """Something that stops the import."""
        self.findings.fault(line, self.mapping.column(field), sentence)

    def doubt(self, line: int, field: str, sentence: str) -> None:
        """Something that would go in, and is worth a look."""
        self.findings.doubt(line, self.mapping.column(field), sentence)

    def refuse(self, line: int, field: str, sentence: str) -> None:
        """A fault, or only a doubt where the person said to leave out what cannot be used."""
        if self.mapping.leave_out_unreadable:
            self.doubt(line, field, _("{sentence}. It is left out").format(sentence=sentence))
        else:
            self.fault(line, field, sentence)

    def day(self, text: str, line: int, field: str) -> Read:
        """The day a cell says; one that cannot be read is refused."""
        if not text:
            return NOTHING
        read = read_day(text, takes_latest=field in _LATEST_COUNTS)
        if not read.is_readable:
            self.refuse(
                line,
                field,
                (_NOT_YES if field == "is_signed" else _NO_DAY).format(text=text[:40]),
            )
            return NOTHING
        if read.doubt:
            chosen = read.first if field == "starts_on" else read.last
            day = _("; taken as {chosen}").format(chosen=show_date(chosen)) if chosen else ""
            self.doubt(line, field, f"{read.doubt}: '{text[:40]}'{day}")
        return read
