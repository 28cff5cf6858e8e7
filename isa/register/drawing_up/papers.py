"""The documents of an agreement and its signing pack, from what the register holds on a day."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from isa.coverage.view import ANY, Direction, PartyState
from isa.documents.agreement import Clause, agreement_document, clauses
from isa.documents.agreement_letters import (
    accession_form,
    covering_words,
    review_letter,
    signature_pages,
)
from isa.documents.agreement_parts import (
    MARKING,
    AgreementPaper,
    PaperParty,
    PaperRow,
    PaperVersion,
    Said,
)
from isa.documents.redline import ChangedPart, Words, redline_document
from isa.platform import clock, installation
from isa.platform.clock import show_date
from isa.platform.config import data_dir
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service
from isa.register.agreements.fields import TermField, fields, in_words
from isa.register.agreements.lifecycle import STATE_LABELS
from isa.register.agreements.redline import Change
from isa.register.agreements.standing import standing
from isa.register.agreements.terms.service import agreement_terms
from isa.register.agreements.versions.service import agreement_versions
from isa.register.listing.sheet import as_csv
from isa.register.model import Agreement, AgreementParty, DataRow
from isa.register.vocabulary import Term, vocabulary

DEMONSTRATION = _("Demonstration: made-up agencies. Not an agreement.")
MOST_PARTIES = 2000
MOST_PACKS = 30
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_WAITING = (PartyState.INVITED, PartyState.VIEWED, PartyState.QUERIED, PartyState.SIGNED_UNVERIFIED)


def named(*parts: str) -> str:
    """A file name from the reference of an agreement, which may hold anything, and what the file is."""
    plain = (_NOT_IN_NAMES.sub("-", part).strip("-") for part in parts)
    return "-".join(part for part in plain if part)


def template() -> tuple[Clause, ...]:
    """The clauses of this installation."""
    return clauses(data_dir() / "templates" / "agreement_clauses.toml")


def agreement_paper(
    database: Database, actor: Actor, agreement_id: str, *, on: date
) -> AgreementPaper:
    """Everything the documents of an agreement say; ``NotFound`` when there is no such agreement."""
    shown = service.agreement(database, actor, agreement_id, on=on)
    held = agreement_terms(database, actor, agreement_id, on=on)
    names = {**held.names, **shown.names}
    said = {
        code: _said(field, held.terms[code], names)
        for code, field in fields().items()
        if held.terms.get(code)
    }
    stands = standing(shown.status, shown.starts_on, shown.ends_on, shown.review_due_on, on=on)
    versions = agreement_versions(database, actor, agreement_id)
    is_demo = installation.kind_of(database.engine) is installation.Kind.DEMO
    return AgreementPaper(
        title=shown.title,
        reference=shown.reference,
        type=shown.type_label,
        standing=stands.label,
        lead=shown.lead_name,
        parent=shown.parent_reference,
        starts_on=shown.starts_on,
        review_due_on=shown.review_due_on,
        ends_on=shown.ends_on,
        hours=held.terms.get("breach_hours", ""),
        contact=held.terms.get("rights_contact", ""),
        said=said,
        rows=tuple(_row(row, names) for row in shown.rows),
        parties=tuple(_party(one) for one in _all_parties(database, actor, shown, on)),
        versions=tuple(
            PaperVersion(number=one.number, day=one.held_on, note=one.note) for one in versions
        ),
        on=on,
        demonstration=DEMONSTRATION if is_demo else "",
    )


def redline_paper(
    database: Database, actor: Actor, agreement_id: str, heading: str, *, before: str, after: str
) -> bytes:
    """What two versions say differently, as a Word file; either may be ``now``."""
    shown = service.agreement(database, actor, agreement_id, on=clock.today())
    changes = service.compare_versions(database, actor, agreement_id, before=before, after=after)
    is_demo = installation.kind_of(database.engine) is installation.Kind.DEMO
    return redline_document(
        shown.reference,
        shown.title,
        heading,
        [
            ChangedPart(
                label=change.label,
                words=tuple(
                    Words(
                        text=piece.words,
                        is_added=piece.change is Change.ADDED,
                        is_removed=piece.change is Change.REMOVED,
                    )
                    for piece in change.pieces
                ),
            )
            for change in changes
        ],
        at=clock.now(),
        demonstration=DEMONSTRATION if is_demo else "",
        marking=MARKING,
    )


def documents(paper: AgreementPaper, at: datetime) -> dict[str, bytes]:
    """The agreement and what goes with it, by what each is."""
    return {
        "agreement.docx": agreement_document(paper, template(), at),
        "accession-form.docx": accession_form(paper, at),
        "review-letter.docx": review_letter(paper, at),
    }


def signing_pack(
    database: Database, actor: Actor, agreement_id: str, *, on: date, at: datetime
) -> bytes:
    """One zip to send: the agreement, a page for each party that has not signed, and what to write.

    A party needs no login: it signs its page, or accepts by e-mail, and what comes back is kept as the
    evidence of its signature.
    """
    paper = agreement_paper(database, actor, agreement_id, on=on)
    return zipped(_pack(database, actor, agreement_id, paper, on=on, at=at))


def _pack(
    database: Database,
    actor: Actor,
    agreement_id: str,
    paper: AgreementPaper,
    *,
    on: date,
    at: datetime,
) -> dict[str, bytes]:
    shown = service.agreement(database, actor, agreement_id, on=on)
    waiting = [
        one.name for one in _all_parties(database, actor, shown, on) if one.state in _WAITING
    ]
    files = {"agreement.docx": agreement_document(paper, template(), at)}
    if waiting:
        files["email.txt"] = covering_words(paper).encode()
    names = [f"signature-page-{number:03}.docx" for number in range(1, len(waiting) + 1)]
    files |= zip(names, signature_pages(paper, waiting, at), strict=True)
    if waiting:
        lines = list(zip(names, waiting, strict=True))
        files["who-gets-which.csv"] = as_csv((_("File"), _("Party")), lines)
    return files


def signing_packs(
    database: Database, actor: Actor, agreement_ids: Sequence[str], *, on: date, at: datetime
) -> bytes:
    """The signing packs of several agreements as one zip, a folder for each, whole or not at all.

    ``Invalid`` when there are more than a person sends at once.
    """
    require(actor, Action.WORK_LIST_READ)
    if not 0 < len(agreement_ids) <= MOST_PACKS:
        words = _("Select from 1 to {most} agreements for signing packs")
        raise Invalid({"": words.format(most=MOST_PACKS)})
    files: dict[str, bytes] = {}
    for number, agreement_id in enumerate(agreement_ids, start=1):
        paper = agreement_paper(database, actor, agreement_id, on=on)
        folder = named(f"{number:02}", paper.reference)
        pack = _pack(database, actor, agreement_id, paper, on=on, at=at)
        files |= {f"{folder}/{name}": body for name, body in pack.items()}
    with database.write(actor) as work:
        for agreement_id in agreement_ids:
            work.record("signing_pack_made", agreement_id)
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one, the same bytes for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            # A Word file is packed already: packing it again costs time and saves nothing.
            how = zipfile.ZIP_STORED if name.endswith(".docx") else zipfile.ZIP_DEFLATED
            packed.writestr(zipfile.ZipInfo(name), body, compress_type=how)
    return held.getvalue()


def _all_parties(
    database: Database, actor: Actor, shown: Agreement, on: date
) -> tuple[AgreementParty, ...]:
    return service.parties(database, actor, shown.id, on=on, limit=MOST_PARTIES).parties


def _said(field: TermField, value: str, names: Mapping[str, str]) -> Said:
    """An answer to a form's question as a sentence of the agreement, any other field below its name."""
    if value in field.says:
        return Said(label="", value=field.says[value])
    return Said(label=field.label, value=in_words(field, value, names))


def _party(one: AgreementParty) -> PaperParty:
    return PaperParty(
        name=one.name,
        role=one.role.value.replace("_", " ").capitalize(),
        state=STATE_LABELS[one.state],
        signed=show_date(one.signed_on) if one.signed_on else "",
    )


def _row(row: DataRow, names: Mapping[str, str]) -> PaperRow:
    words = vocabulary()

    def who(ids: tuple[str, ...]) -> str:
        every = _("Every party")
        return ", ".join(every if one == ANY else names.get(one, one) for one in ids)

    both = row.direction is Direction.RECIPROCAL
    about = [_("anyone") if one == ANY else words.subjects[one].label for one in row.subjects]
    what = _labels(row.categories, words.categories)
    except_ = _labels(row.exclusions, words.categories)
    return PaperRow(
        number=row.number,
        givers=who(row.providers) + (_(" (both ways)") if both else ""),
        receivers=who(row.recipients),
        what="\n".join(
            part
            for part in (
                what,
                row.items,
                _("Except: {what}").format(what=except_) if except_ else "",
            )
            if part
        ),
        about=", ".join(about),
        why=row.justification or _labels(row.purposes, words.purposes),
        how=_labels(row.methods, words.transfer_methods),
        conditions=_labels(row.conditions, words.conditions),
    )


def _labels(codes: tuple[str, ...], terms: Mapping[str, Term]) -> str:
    return ", ".join(terms[code].label for code in codes)
