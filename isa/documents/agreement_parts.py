"""What the documents of an agreement are made of: its words as values, and the parts they share (pure)."""

from datetime import date, datetime

from isa.coverage.model import Frozen
from isa.documents.paper import Cell, Paper, Piece
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _

MARKING = "OFFICIAL"
BLANK = "\n"
_SIGN_HERE = "\n\n\n"
"""Room to write in by hand: the rules of the table are the lines."""


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


def lead(paper: AgreementPaper) -> str:
    """Who leads, by name, or in words where nobody is named."""
    return paper.lead or _("the lead organisation")


def front(paper: AgreementPaper) -> list[tuple[str, Cell]]:
    """What stands at the head of each: which agreement it is, and how it stands."""
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


def flows(made: Paper, paper: AgreementPaper) -> None:
    """Who sends what about whom to whom, a row each."""
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


def signature(made: Paper, paper: AgreementPaper, party: str) -> None:
    """The room in which a party signs; without a name also that of the organisation."""
    made.heading(_("Signature"))
    made.say(
        _(
            "We agree to {reference}, {title}. I am authorised to sign it for the organisation named here."
        ).format(reference=paper.reference, title=paper.title)
    )
    made.facts(
        [
            (_("Organisation"), Cell(party or BLANK)),
            (_("Name"), Cell(BLANK)),
            (_("Role, for example SIRO, director, headteacher or partner"), Cell(BLANK)),
            (_("If under delegated authority: whose, and what shows it"), Cell(BLANK)),
            (_("Signature"), Cell(_SIGN_HERE)),
            (_("Date"), Cell(BLANK)),
        ]
    )


def finished(made: Paper, paper: AgreementPaper, at: datetime) -> bytes:
    """The file, with the reference below every page."""
    return made.finish(
        title=f"{paper.reference} {paper.title}",
        footer=paper.reference,
        at=at,
        demonstration=paper.demonstration,
        marking=MARKING,
    )
