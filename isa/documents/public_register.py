"""The public register as files that need no server: a page, a table for spreadsheets, JSON (pure).

It holds what a freedom of information request may ask for and nothing else: no contact, no name of a
person, no free text unless the agreement is marked as public whole. What counts as public is decided
before; nothing is left out here.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from isa.coverage.model import Frozen
from isa.platform.clock import show_date
from isa.platform.config import language
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class PublicEntry(Frozen):
    """One agreement as anybody may see it."""

    reference: str
    title: str
    type: str
    purposes: tuple[str, ...]
    lead: str
    parties: tuple[str, ...]
    lawful_basis: tuple[str, ...]
    starts_on: date | None
    review_due_on: date | None
    ends_on: date | None
    standing: str
    summary: str = ""
    bound_by: tuple[str, ...] = ()
    """How the one agency that was asked about is bound; empty in a list of all agreements."""


class PublicRegister(Frozen):
    """Every entry, who publishes it, and the day it was true."""

    publisher: str
    on: date
    entries: tuple[PublicEntry, ...]
    not_decided: int = 0
    """Agreements that are left out because nobody has said whether they may be published."""
    held_back: int = 0
    overdue: int = 0
    is_demonstration: bool = False

    @property
    def left_out(self) -> str:
        """How many agreements are not in the list, and why; empty when none is left out."""
        told = (
            (self.held_back, _("{count} held back")),
            (self.not_decided, _("{count} not yet decided on")),
            (self.overdue, _("{count} long overdue for review")),
        )
        said = ", ".join(words.format(count=count) for count, words in told if count)
        return _("Agreements not in this list: {said}.").format(said=said) if said else ""


_Column = tuple[str, Callable[[PublicEntry], str]]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


_COLUMNS: tuple[_Column, ...] = (
    ("Reference", lambda one: one.reference),
    ("Title", lambda one: one.title),
    ("Type", lambda one: one.type),
    ("Purpose", lambda one: "; ".join(one.purposes)),
    ("Lead organisation", lambda one: one.lead),
    ("Other organisations", lambda one: "; ".join(one.parties)),
    ("Lawful basis", lambda one: "; ".join(one.lawful_basis)),
    ("In force from", lambda one: _day(one.starts_on)),
    ("Review date", lambda one: _day(one.review_due_on)),
    ("Ends", lambda one: _day(one.ends_on)),
    ("Status", lambda one: one.standing),
    ("Summary", lambda one: one.summary),
    ("How it is bound", lambda one: "; ".join(one.bound_by)),
)
# The field names of the government's register of information sharing agreements under chapters 1, 2, 3
# and 4 of part 5 of the Digital Economy Act 2017, for those who keep one list of both kinds.
_DEA_COLUMNS: tuple[_Column, ...] = (
    ("Information sharing agreement reference", lambda one: one.reference),
    ("Title of information share", lambda one: one.title),
    ("Objective", lambda one: "; ".join(one.purposes)),
    ("Disclosing organisation", lambda one: one.lead),
    ("Receiving organisation", lambda one: "; ".join(one.parties)),
    ("Legal power", lambda one: "; ".join(one.lawful_basis)),
    ("Start date", lambda one: _day(one.starts_on)),
    ("Review date", lambda one: _day(one.review_due_on)),
    ("End date", lambda one: _day(one.ends_on)),
    ("Status", lambda one: one.standing),
)


def as_csv(register: PublicRegister, *, is_dea: bool = False) -> str:
    """The entries for a spreadsheet; a text that a spreadsheet would run is made plain text."""
    written = io.StringIO()
    columns = _DEA_COLUMNS if is_dea else _COLUMNS
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([name for name, _of in columns])
    for entry in register.entries:
        lines.writerow([_plain(of(entry)) for _name, of in columns])
    return written.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_json(register: PublicRegister) -> str:
    """The entries with the day they were true."""
    return json.dumps(register.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def as_page(register: PublicRegister, style: str) -> str:
    """One page that reads without scripts: a list of contents, then one section for each agreement."""
    title = _("Information sharing agreements")
    demonstration = _("Demonstration: made-up people and agreements.")
    banner = f"<p class='demo'>{escape(demonstration)}</p>" if register.is_demonstration else ""
    count = ngettext(
        "{count} agreement, as at {day}.", "{count} agreements, as at {day}.", len(register.entries)
    ).format(count=len(register.entries), day=show_date(register.on))
    named = title
    if register.publisher:
        publisher = _("Published by {publisher}.").format(publisher=register.publisher)
        count, named = f"{count} {publisher}", f"{title}: {register.publisher}"
    left_out = f"<p>{escape(register.left_out)}</p>" if register.left_out else ""
    files = _("The same list as a spreadsheet or as data:")
    contents = "".join(
        f"<li><a href='#a{number}'>{escape(entry.title)}</a></li>"
        for number, entry in enumerate(register.entries, start=1)
    )
    return f"""<!doctype html>
<html lang="{language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(named)}</title>
<style>{style}</style>
</head>
<body>
<main>
{banner}
<h1>{escape(title)}</h1>
<p>{escape(count)}</p>
{left_out}
<p>{escape(files)} <a href="register.csv">register.csv</a>, <a href="register.json">register.json</a></p>
<h2>{escape(_("Contents"))}</h2>
<ol>{contents}</ol>
{_sections(register.entries)}
</main>
</body>
</html>
"""


def _sections(entries: Sequence[PublicEntry]) -> str:
    return "\n".join(_section(number, entry) for number, entry in enumerate(entries, start=1))


def _section(number: int, entry: PublicEntry) -> str:
    facts = (
        (_("Reference"), entry.reference),
        (_("Type"), entry.type),
        (_("Purpose"), "; ".join(entry.purposes)),
        (_("Lead organisation"), entry.lead),
        (_("Other organisations"), "; ".join(entry.parties)),
        (_("How it is bound"), "; ".join(entry.bound_by)),
        (_("Lawful basis"), "; ".join(entry.lawful_basis)),
        (_("In force from"), show_date(entry.starts_on) if entry.starts_on else ""),
        (_("Review date"), show_date(entry.review_due_on) if entry.review_due_on else ""),
        (_("Ends"), show_date(entry.ends_on) if entry.ends_on else ""),
        (_("Status"), entry.standing),
        (_("About it"), entry.summary),
    )
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts if value
    )
    return f"<section id='a{number}'><h2>{escape(entry.title)}</h2><dl>{rows}</dl></section>"


def as_files(register: PublicRegister, style: str) -> dict[str, bytes]:
    """The folder to put on a website, by file name."""
    return {
        "index.html": as_page(register, style).encode(),
        "register.csv": ("\ufeff" + as_csv(register)).encode(),
        "register-dea.csv": ("\ufeff" + as_csv(register, is_dea=True)).encode(),
        "register.json": as_json(register).encode(),
    }
