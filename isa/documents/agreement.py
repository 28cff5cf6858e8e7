"""An agreement as a Word document (pure).

The clauses are data (``data/templates/agreement_clauses.toml``), a starting point that an agency edits;
what stands below them is what the register holds. Nothing here decides what an agreement says.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from isa.coverage.model import Frozen
from isa.documents.agreement_parts import AgreementPaper, finished, flows, front, lead, signature
from isa.documents.paper import Cell, Paper
from isa.platform.clock import show_date
from isa.platform.errors import ConfigurationError
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext


class Clause(Frozen):
    """One clause: its own words, and the fields of the register that stand below them."""

    code: str
    heading: str
    text: str = ""
    fields: tuple[str, ...] = ()
    is_optional: bool = False


@lru_cache
def clauses(path: Path) -> tuple[Clause, ...]:
    """The clauses of a template, in order; ``ConfigurationError`` names the file and what is wrong."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(Clause(**entry) for entry in written["clause"])
    except (OSError, KeyError, TypeError, ValidationError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error


def agreement_document(paper: AgreementPaper, template: Sequence[Clause], at: datetime) -> bytes:
    """The agreement: version control, clauses, table of flows, parties and their signatures."""
    made = Paper()
    made.title(paper.title)
    made.facts(front(paper)[1:])  # its title stands above
    _versions(made, paper)
    for number, clause in enumerate(_used(paper, template), start=1):
        _clause(made, paper, clause, number)
    flows(made, paper)
    _parties(made, paper)
    made.new_page()
    signature(made, paper, "")
    return finished(made, paper, at)


def _versions(made: Paper, paper: AgreementPaper) -> None:
    made.heading(_("Version control"))
    if not paper.versions:
        made.say(_("No version has been numbered yet."))
        return
    made.table(
        (_("Version"), _("As at"), _("What changed")),
        [[Cell(one.number), Cell(show_date(one.day)), Cell(one.note)] for one in paper.versions],
        (1, 2, 6),
    )


def _used(paper: AgreementPaper, template: Sequence[Clause]) -> Iterator[Clause]:
    for clause in template:
        if not clause.is_optional or any(code in paper.said for code in clause.fields):
            yield clause


def _clause(made: Paper, paper: AgreementPaper, clause: Clause, number: int) -> None:
    made.heading(f"{number}. {clause.heading}")
    if clause.text:
        made.say(clause.text.format_map(_Filled(_names(paper))))
    held = [paper.said[code] for code in clause.fields if code in paper.said]
    for one in held:
        if not one.label:
            made.say(one.value)
    if named := [(one.label, Cell(one.value)) for one in held if one.label]:
        made.facts(named)


class _Filled(dict[str, str]):
    """What is filled into a clause; a name nobody knows stays as it is written."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _soon(hours: str) -> str:
    if not hours:
        return _("without delay")
    return ngettext("within {hours} hour", "within {hours} hours", int(hours)).format(hours=hours)


def _names(paper: AgreementPaper) -> Mapping[str, str]:
    unknown = _("a day not yet recorded")
    return {
        "title": paper.title,
        "reference": paper.reference,
        "lead": lead(paper),
        "parent": paper.parent,
        "start": show_date(paper.starts_on) if paper.starts_on else unknown,
        "review": show_date(paper.review_due_on) if paper.review_due_on else unknown,
        "soon": _soon(paper.hours),
        "contact": paper.contact,
    }


def _parties(made: Paper, paper: AgreementPaper) -> None:
    made.heading(_("Parties"))
    if not paper.parties:
        made.say(_("No party has been recorded yet."))
        return
    made.table(
        (_("Party"), _("Role"), _("State"), _("Signed")),
        [
            [Cell(one.name), Cell(one.role), Cell(one.state), Cell(one.signed)]
            for one in sorted(paper.parties, key=lambda one: _naturally(one.name))
        ],
        (5, 2, 2, 3),
    )


def _naturally(name: str) -> list[tuple[int, int, str]]:
    """The order in which a person looks for a name: School 2 stands before School 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.lower())
    return [(0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts]
