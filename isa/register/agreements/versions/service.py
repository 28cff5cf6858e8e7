"""Numbered versions of an agreement, and what changed between two of them.

A version is a number for the register's own version at a moment, with the day it is read as at. It
holds no copy: the register never forgets what it knew. One kept in another register, which this one
never held, comes with what it said.
"""

import json
import re
from datetime import date, datetime

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.coverage.view import ANY, Direction
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.people import brought, people
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agreements.fields import fields, in_words
from isa.register.agreements.redline import TermChange, changed_terms
from isa.register.agreements.service import rows_at
from isa.register.agreements.tables import AgreementVersionRow
from isa.register.agreements.terms.service import mentioned, row_at, terms_at
from isa.register.checks import raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.model import DataRow
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import held, newest_version, open_version
from isa.register.vocabulary import Term, vocabulary

NOW = "now"
_NUMBER = re.compile(r"^[0-9]{1,3}(\.[0-9]{1,3}){0,2}$")


class AgreementVersion(Frozen):
    """A numbered version, and who kept it."""

    id: str
    number: str
    note: str
    held_on: date
    register_version: int
    actor_id: str
    by: str
    at: datetime


def mark_version(
    database: Database, actor: Actor, agreement_id: str, number: str, note: str
) -> str:
    """Give the agreement as it stands today a version number; returns the version's id."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(
        {}
        if _NUMBER.match(number.strip())
        else {"number": _("Enter a version number, like 1.0 or 2.1")},
        text_faults("note", note, _("the note"), limit=1000),
    )
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "agreement version kept")
        row_at(session, agreement_id, clock.today(), version)
        if any(each.number == number.strip() for each in _rows(session, agreement_id)):
            raise Invalid(
                {"number": _("There is a version {number} already").format(number=number.strip())}
            )
        version_id = new_id("ver")
        session.add(
            AgreementVersionRow(
                id=version_id,
                agreement_id=agreement_id,
                number=number.strip(),
                note=note.strip(),
                held_on=clock.today(),
                register_version=version,
                actor_id=actor.id,
                at=work.at,
            )
        )
        work.record("agreement_version_kept", agreement_id, kept=version_id, version=version)
    return version_id


def _rows(session: Session, agreement_id: str) -> list[AgreementVersionRow]:
    return list(
        session.exec(
            select(AgreementVersionRow)
            .where(AgreementVersionRow.agreement_id == agreement_id)
            .order_by(col(AgreementVersionRow.at).desc())
        ).all()
    )


def agreement_versions(
    database: Database, actor: Actor, agreement_id: str
) -> tuple[AgreementVersion, ...]:
    """The numbered versions of an agreement, newest first."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        rows = _rows(session, agreement_id)
        who = people(session, (row.actor_id for row in rows))
        return tuple(
            AgreementVersion(
                **row.model_dump(exclude={"agreement_id", "told", "batch_id"}),
                by=brought(who[row.actor_id], row.batch_id),
            )
            for row in rows
        )


def compare_versions(
    database: Database, actor: Actor, agreement_id: str, *, before: str, after: str
) -> tuple[TermChange, ...]:
    """What two versions say differently, term by term; either may be ``now``."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        old = _described_as(session, agreement_id, before)
        new = _described_as(session, agreement_id, after)
    return changed_terms(old, new)


def _described_as(session: Session, agreement_id: str, which: str) -> dict[str, str]:
    if which == NOW:
        return described(session, agreement_id, clock.today(), newest_version(session))
    row = session.get(AgreementVersionRow, which)
    if row is None or row.agreement_id != agreement_id:
        raise NotFound(_("There is no such version of this agreement."))
    return said(session, row)


def said(session: Session, row: AgreementVersionRow) -> dict[str, str]:
    """What a numbered version says, by the label of each part."""
    if row.told is not None:
        told: dict[str, str] = json.loads(row.told)
        return told
    return described(session, row.agreement_id, row.held_on, row.register_version)


def described(session: Session, agreement_id: str, on: date, version: int) -> dict[str, str]:
    """An agreement whole, in words, by the label of each part: what is compared, and what is printed."""
    terms = terms_at(session, agreement_id, on, version)
    names = mentioned(session, terms)
    found = {
        field.label: in_words(field, terms[field.code], names)
        for field in fields().values()
        if terms.get(field.code)
    }
    rows = rows_at(session, agreement_id, on, version)
    agencies = names_of(session, {a for row in rows for a in (*row.providers, *row.recipients)})
    for row in rows:
        found[_("Row {number} of the sharing table").format(number=row.number)] = row_in_words(
            row, agencies
        )
    parties = session.exec(
        select(AgreementPartyRow.agency_id)
        .where(AgreementPartyRow.agreement_id == agreement_id)
        .where(held(AgreementPartyRow, on, version))
    ).all()
    if parties:
        found[_("Parties")] = "; ".join(sorted(names_of(session, set(parties)).values()))
    return found


def row_in_words(row: DataRow, names: dict[str, str]) -> str:
    """A row of a sharing table as one text."""
    words = vocabulary()

    def who(ids: tuple[str, ...]) -> str:
        return ", ".join(_("every party") if each == ANY else names.get(each, each) for each in ids)

    both = row.direction is Direction.RECIPROCAL
    sentence = _("{givers} and {receivers}") if both else _("{givers} to {receivers}")
    between = sentence.format(
        givers=who(row.providers) or _("not recorded"),
        receivers=who(row.recipients) or _("not recorded"),
    )
    subjects = ", ".join(
        _("anyone") if code == ANY else words.subjects[code].label for code in row.subjects
    )
    parts = {
        "": between,
        _("What"): _labels(row.categories, words.categories),
        _("Except"): _labels(row.exclusions, words.categories),
        _("About"): subjects,
        _("Purposes"): _labels(row.purposes, words.purposes),
        _("Items"): row.items,
        _("Why"): row.justification,
        _("How"): _labels(row.methods, words.transfer_methods),
        _("How often"): _labels(row.frequencies, words.frequencies),
        _("In what form"): _labels(row.formats, words.formats),
        _("On condition that"): _labels(row.conditions, words.conditions),
    }
    return ". ".join(f"{name}: {text}" if name else text for name, text in parts.items() if text)


def _labels(codes: tuple[str, ...], terms: dict[str, Term]) -> str:
    return ", ".join(terms[code].label for code in codes)
