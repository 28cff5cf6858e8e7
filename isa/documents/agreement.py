"""An agreement as a Word document, with its signature pages, accession form and review letter (pure).

The clauses are data (``data/templates/agreement_clauses.toml``), a starting point that an agency edits;
what stands below them is what the register holds. Nothing here decides what an agreement says.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from isa.coverage.model import Frozen
from isa.documents.copies import MARK, copies
from isa.documents.paper import Cell, Paper, Piece
from isa.platform.clock import show_date
from isa.platform.errors import ConfigurationError
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext

MARKING = "OFFICIAL"
_BLANK, _SIGN_HERE = "\n", "\n\n\n"
"""Room to write in by hand: the rules of the table are the lines."""


class Clause(Frozen):
    """One clause: its own words, and the fields of the register that stand below them."""

    code: str
    heading: str
    text: str = ""
    fields: tuple[str, ...] = ()
    is_optional: bool = False


class Said(Frozen):
    """A field of the register as a person reads it; one without a label is a sentence of the clause."""

    label: str
    value: str


class PaperRow(Frozen):
    """One flow of the table: who sends what about whom to whom, how and on which conditions."""

    number: int
    givers: str
    receivers: str
    what: str
    about: str
    why: str
    how: str
    conditions: str


class PaperParty(Frozen):
    """A party: how far it has come with signing."""

    name: str
    role: str
    state: str
    signed: str


class PaperVersion(Frozen):
    """A line of the version control sheet."""

    number: str
    day: date
    note: str


class AgreementPaper(Frozen):
    """Everything the document says, in words."""

    title: str
    reference: str
    type: str
    standing: str
    lead: str
    parent: str
    starts_on: date | None
    review_due_on: date | None
    ends_on: date | None
    hours: str
    contact: str
    said: dict[str, Said]
    rows: tuple[PaperRow, ...]
    parties: tuple[PaperParty, ...]
    versions: tuple[PaperVersion, ...]
    on: date
    demonstration: str = ""


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
    made.facts(_front(paper)[1:])  # its title stands above
    _versions(made, paper)
    for number, clause in enumerate(_used(paper, template), start=1):
        _clause(made, paper, clause, number)
    _flows(made, paper)
    _parties(made, paper)
    made.new_page()
    _signature(made, paper, "")
    return _finished(made, paper, at)


def signature_pages(paper: AgreementPaper, parties: Sequence[str], at: datetime) -> Iterator[bytes]:
    """The page each party signs and sends back, laid out once for all of them."""
    return copies(_signature_page(paper, MARK, at), parties)


def _signature_page(paper: AgreementPaper, party: str, at: datetime) -> bytes:
    made = Paper()
    made.title(_("Signature page"))
    made.facts(_front(paper))
    _signature(made, paper, party)
    made.say(_send_back(paper))
    return _finished(made, paper, at)


def accession_form(paper: AgreementPaper, at: datetime) -> bytes:
    """The form with which another organisation joins later."""
    made = Paper()
    made.title(_("Joining an information sharing agreement"))
    made.facts(_front(paper))
    made.say(
        _(
            "We have read the agreement named above and join it as a party. We keep to it from the day we sign. "
            "We may send and receive what the table of flows gives to bodies of our kind, and nothing more."
        )
    )
    made.heading(_("Who we are"))
    made.facts(
        [
            (_("What kind of organisation"), Cell(_BLANK)),
            (_("Registration with the Information Commissioner"), Cell(_BLANK)),
            (_("Who looks after information sharing: post and e-mail"), Cell(_BLANK)),
            (_("The day from which we join"), Cell(_BLANK)),
        ]
    )
    _signature(made, paper, "")
    made.say(_send_back(paper))
    _flows(made, paper)
    return _finished(made, paper, at)


def review_letter(paper: AgreementPaper, at: datetime) -> bytes:
    """A letter that asks the parties to review the agreement."""
    made = Paper()
    made.title(_("Review of an information sharing agreement"))
    made.facts(_front(paper))
    made.say(show_date(paper.on))
    made.say(_due(paper))
    made.say(_("Tell us, by answering this letter:"))
    for asked in (
        _("whether you still send or receive what the table of flows says, and what has changed"),
        _(
            "whether your contact, your training and vetting, and your policy document are up to date"
        ),
        _("what went wrong since the last review, and what was done"),
        _("whether you agree to go on as a party"),
    ):
        made.say(asked, style="List Bullet")
    made.say(_("Answers go to {lead}.").format(lead=_lead(paper)))
    if paper.contact:
        made.say(paper.contact)
    _flows(made, paper)
    return _finished(made, paper, at)


def _due(paper: AgreementPaper) -> str:
    """When the review is due, and what holds meanwhile."""
    if paper.review_due_on is None:
        due = _("You are a party to this agreement. The day of its review is not recorded.")
    elif paper.review_due_on < paper.on:
        due = _(
            "You are a party to this agreement. Its review was due by {due}, and has not been held."
        ).format(due=show_date(paper.review_due_on))
    else:
        due = _("You are a party to this agreement. Its review is due by {due}.").format(
            due=show_date(paper.review_due_on)
        )
    if paper.ends_on is not None:
        return f"{due} " + _("It ends on {day}, reviewed or not.").format(
            day=show_date(paper.ends_on)
        )
    return f"{due} " + _("A review that is late does not end it.")


def _lead(paper: AgreementPaper) -> str:
    return paper.lead or _("the lead organisation")


def _send_back(paper: AgreementPaper) -> str:
    return _("Send this back to {lead}, as a scan or by post.").format(lead=_lead(paper))


def covering_words(paper: AgreementPaper) -> str:
    """The text of an e-mail that goes with a signing pack, ready to send."""
    return _(
        "Subject: {reference}, for your signature\n\n"
        "Here is the agreement “{title}” with your signature page.\n\n"
        "You can accept in one of two ways. Sign the page, scan it and send it back. Or answer this e-mail "
        "with the words: We accept {reference}, with your name and your role. Whoever signs has to be one of "
        "the people your organisation has authorised to sign such agreements.\n\n"
        "Questions about a clause? Answer with the number of the clause and the question.\n\n"
        "{lead}\n"
    ).format(reference=paper.reference, title=paper.title, lead=paper.lead)


def _front(paper: AgreementPaper) -> list[tuple[str, Cell]]:
    facts = (
        (_("Agreement"), paper.title),
        (_("Reference"), paper.reference),
        (_("Type"), paper.type),
        (_("Lead organisation"), paper.lead),
        (
            _("Standing"),
            _("{standing}, as at {day}").format(standing=paper.standing, day=show_date(paper.on)),
        ),
        (_("In force from"), show_date(paper.starts_on) if paper.starts_on else ""),
        (_("Next review by"), show_date(paper.review_due_on) if paper.review_due_on else ""),
        (_("Ends on"), show_date(paper.ends_on) if paper.ends_on else ""),
    )
    return [(name, Cell(value)) for name, value in facts if value]


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
        "lead": _lead(paper),
        "parent": paper.parent,
        "start": show_date(paper.starts_on) if paper.starts_on else unknown,
        "review": show_date(paper.review_due_on) if paper.review_due_on else unknown,
        "soon": _soon(paper.hours),
        "contact": paper.contact,
    }


def _flows(made: Paper, paper: AgreementPaper) -> None:
    made.heading(_("Table of flows"))
    if not paper.rows:
        made.say(_("No flow has been recorded yet: until one is, this agreement covers nothing."))
        return
    made.table(
        (_("No"), _("From, and to"), _("What, and about whom"), _("Why, and how")),
        [
            [
                Cell(str(row.number)),
                _named((_("From"), row.givers), (_("To"), row.receivers)),
                _named((_("What"), row.what), (_("About"), row.about)),
                _named((_("Why"), row.why), (_("How"), row.how), (_("If"), row.conditions)),
            ]
            for row in paper.rows
        ],
        (1, 5, 6, 5),
    )


def _named(*parts: tuple[str, str]) -> Cell:
    """A cell of several parts, each below its name: seven columns would be too narrow to read."""
    pieces: list[Piece] = []
    for name, text in parts:
        if text:
            above = "\n" if pieces else ""
            pieces += [(f"{above}{name}", "Strong text"), f"\n{text}"]
    return Cell(*pieces)


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


def _signature(made: Paper, paper: AgreementPaper, party: str) -> None:
    made.heading(_("Signature"))
    made.say(
        _(
            "We agree to {reference}, {title}. I am authorised to sign it for the organisation named here."
        ).format(reference=paper.reference, title=paper.title)
    )
    made.facts(
        [
            (_("Organisation"), Cell(party or _BLANK)),
            (_("Name"), Cell(_BLANK)),
            (_("Role, for example SIRO, director, headteacher or partner"), Cell(_BLANK)),
            (_("If under delegated authority: whose, and what shows it"), Cell(_BLANK)),
            (_("Signature"), Cell(_SIGN_HERE)),
            (_("Date"), Cell(_BLANK)),
        ]
    )


def _finished(made: Paper, paper: AgreementPaper, at: datetime) -> bytes:
    return made.finish(
        title=f"{paper.reference} {paper.title}",
        footer=paper.reference,
        at=at,
        demonstration=paper.demonstration,
        marking=MARKING,
    )
