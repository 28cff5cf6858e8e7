"""What an import is made of: sheets as read, findings with their place, and what would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import Field

from isa.coverage.model import Frozen
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _


class Layout(StrEnum):
    """What the rows of a sheet are."""

    AGREEMENTS = "agreements"
    AGENCIES = "agencies"
    WHOLE = "whole"
    """Our own export of the whole register."""


class Weight(StrEnum):
    """What a finding means: a fault stops the import, a doubt is worth a look, a note is said."""

    FAULT = "fault"
    DOUBT = "doubt"
    NOTE = "note"


class Unreadable(Invalid):
    """The file cannot be read at all; one sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence at the field of the file."""
        super().__init__({"file": sentence})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: every cell as text, blank rows included, so that row 1 is the first row of the file."""

    name: str
    rows: list[tuple[str, ...]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a cell, a row (``column`` 0) or the whole file (``line`` 0)."""

    line: int
    column: int
    weight: Weight
    sentence: str

    def where(self, headings: Mapping[int, str]) -> str:
        """The place in words: ``Row 12, column D (Review date)``."""
        if not self.line:
            return _("The whole file")
        if not self.column:
            return _("Row {line}").format(line=self.line)
        heading = headings.get(self.column, "")
        name = f" ({heading})" if heading else ""
        return _("Row {line}, column {column}{name}").format(
            line=self.line, column=column_letter(self.column), name=name
        )


def column_letter(number: int) -> str:
    """A column's letters as a spreadsheet shows them: 1 is A, 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class ColumnMap(Frozen):
    """What each column means, and what the file leaves unsaid. Remembered for the same headings."""

    layout: Layout
    sheet: str = ""
    header_line: int
    """The row of headings; 0 where the sheet has none."""
    fields: tuple[str, ...]
    """One code per column (``isa.register.importing.headers``); empty for a column left out."""
    listed_means: str = "asked"
    """What being listed as a party says, where no date or tick does: ``asked`` or ``signed``."""
    status_means: str = ""
    """The status of an agreement for which none is given: ``in_force`` or ``draft``; a draft as long as
    nobody has said. Never remembered for another file."""
    kind_means: str = ""
    """The kind of every agency of a list, where it cannot be told from the name."""
    leave_out_unreadable: bool = False
    """Whether dates and codes that cannot be read are left out instead of stopping the import. An
    agreement whose status is left out comes in as a draft. Never remembered for another file."""

    def column(self, name: str) -> int:
        """The number of the column that holds a field; 0 where none does."""
        return self.fields.index(name) + 1 if name in self.fields else 0


class Choices(Frozen):
    """What a person decided about names: a folded name to ``new``, ``skip``, ``split`` for several
    agencies in one name, the id of an agency, or ``new:`` and another folded name of the file."""

    names: dict[str, str] = Field(default_factory=dict)


@dataclass(slots=True)
class Findings:
    """Findings as they are made, in the order of the file, each said once of a cell."""

    found: list[Finding] = field(default_factory=list)
    _said: set[Finding] = field(default_factory=set)

    def fault(self, line: int, column: int, sentence: str) -> None:
        """Something that stops the import."""
        self._say(Finding(line, column, Weight.FAULT, sentence))

    def doubt(self, line: int, column: int, sentence: str) -> None:
        """Something that would go in, and is worth a look."""
        self._say(Finding(line, column, Weight.DOUBT, sentence))

    def note(self, line: int, column: int, sentence: str) -> None:
        """Something said for the record."""
        self._say(Finding(line, column, Weight.NOTE, sentence))

    def _say(self, one: Finding) -> None:
        # A cell may be read again for each party of its row: what is wrong with it is one thing.
        if one not in self._said:
            self._said.add(one)
            self.found.append(one)


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that is wrong, and every row of a column in which it stands."""

    column: int
    weight: Weight
    sentence: str
    lines: tuple[int, ...]

    def where(self, headings: Mapping[int, str]) -> str:
        """The places in words: ``Rows 3, 5 to 9 and 12, column D (Review date)``."""
        if len(self.lines) == 1:
            return Finding(self.lines[0], self.column, self.weight, "").where(headings)
        place = Finding(1, self.column, self.weight, "").where(headings)
        return place.replace(_("Row {line}").format(line=1), _row_words(self.lines), 1)


def causes(found: Iterable[Finding]) -> list[Cause]:
    """Findings that say the same of cells of one column, put together, in the order they first stand."""
    lines: dict[tuple[int, Weight, str], list[int]] = {}
    for each in found:
        lines.setdefault((each.column, each.weight, each.sentence), []).append(each.line)
    return [Cause(*key, tuple(places)) for key, places in lines.items()]


_MOST_STRETCHES = 8


def _row_words(lines: Sequence[int]) -> str:
    stretches: list[list[int]] = []
    for line in sorted(lines):
        if stretches and line == stretches[-1][1] + 1:
            stretches[-1][1] = line
        else:
            stretches.append([line, line])
    told = [
        str(first)
        if first == last
        else _("{first} to {last}").format(first=first, last=last)
        if last > first + 1
        else f"{first}, {last}"
        for first, last in stretches
    ]
    if len(told) > _MOST_STRETCHES:
        shown = ", ".join(told[:_MOST_STRETCHES])
        rest = len(lines) - sum(last - first + 1 for first, last in stretches[:_MOST_STRETCHES])
        return _("Rows {shown} and {count:,} more").format(shown=shown, count=rest)
    if len(told) == 1:
        return _("Rows {shown}").format(shown=told[0])
    return _("Rows {shown} and {last}").format(shown=", ".join(told[:-1]), last=told[-1])
