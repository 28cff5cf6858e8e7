"""The parts of an agreement's page: summary, rows, and who may share what because of it."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from isa.coverage.view import ANY, Direction, PartyState
from isa.pages._register import facts
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.checks import MOST_PARTIES
from isa.register.agreements.fields import GROUPS, in_group, in_words
from isa.register.agreements.lifecycle import SIGNED, STATE_LABELS
from isa.register.agreements.standing import standing
from isa.register.agreements.terms.service import AgreementTerms
from isa.register.model import Agreement, DataRow
from isa.register.vocabulary import Term, vocabulary
from isa.ui import panels, site
from isa.ui.components.table import Cell, table
from isa.ui.door import actor, database
from isa.ui.text import plain

_DIRECTIONS = {
    Direction.ONE_WAY: _("One way"),
    Direction.RECIPROCAL: _("Both ways"),
    Direction.NOT_RECORDED: _("Which way is not recorded"),
}
_BOTH_WAYS = _(
    "{givers} and {receivers} may share with each other: {categories}; about {subjects}."
)
_SENDS = _("{givers} may send to {receivers}: {categories}; about {subjects}.")


def words(codes: Iterable[str], terms: Mapping[str, Term]) -> str:
    """Codes in their words and in the order of their file, parted by semicolons."""
    named = set(codes)
    anyone = ["anyone"] if ANY in named else []
    return "; ".join([*anyone, *(term.label for term in terms.values() if term.code in named)])


def who(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Agencies by name; the star is every party."""
    return "; ".join(_("Every party") if each == ANY else names.get(each, each) for each in ids)


def summary(agreement: Agreement, *, may_write: bool) -> None:
    """What the agreement says, part by part, and what is missing."""
    found = register.agreement_terms(database(), actor(), agreement.id, on=clock.today())
    if agreement.summary:
        st.header(_("What it is for"), anchor=False)
        st.text(agreement.summary)
    _lacking(agreement, found, may_write=may_write)
    for part, title in GROUPS.items():
        said = {
            field.label: in_words(field, found.terms[field.code], found.names)
            for field in in_group(part)
            if found.terms.get(field.code) and field.code not in ("summary", "title")
        }
        st.header(title, anchor=False)
        if said:
            facts(f"terms-{part}", title, said)
        else:
            st.markdown(_("Nothing is recorded."))
        if may_write:
            site.link(
                _("Change: {title}").format(title=title),
                "agreement_edit",
                id=agreement.id,
                part=part,
            )


def _lacking(agreement: Agreement, found: AgreementTerms, *, may_write: bool) -> None:
    """How complete it is, and a link to each page where something is missing."""
    score = found.completeness
    st.header(_("How complete it is"), anchor=False)
    if not score.missing:
        st.markdown(_("Complete: all {of} things it should say are recorded.").format(of=score.of))
        return
    tag = panels.tag(f"{score.percent}%", "yellow")
    st.markdown(
        _("{tag} {has} of the {of} things it should say are recorded.").format(
            tag=tag, has=score.has, of=score.of
        )
    )
    if agreement.starts_on is None:
        st.markdown(_("The day it starts is not recorded, so nobody can say what it covers."))
    with panels.details(
        _("What is not recorded ({missing})").format(missing=len(score.missing)), is_open=may_write
    ):
        for part, title in {**GROUPS, "parties": _("Parties"), "rows": _("Data")}.items():
            labels = [each.label for each in score.missing if each.part == part]
            if labels and may_write:
                _mend(agreement.id, part, f"{title}: {'; '.join(labels)}")
            elif labels:
                st.markdown(plain(f"{title}: {'; '.join(labels)}"))


def _mend(agreement_id: str, part: str, label: str) -> None:
    if part == "parties":
        site.link(label, "agreement_parties", id=agreement_id)
    elif part == "rows":
        site.link(label, "agreement_row", id=agreement_id)
    else:
        site.link(label, "agreement_edit", id=agreement_id, part=part)


def rows(agreement: Agreement, *, may_write: bool) -> None:
    """The sharing table; for a lead each row opens the page where it is changed."""
    if may_write:
        site.link(_("Add a row"), "agreement_row", id=agreement.id)
    if not agreement.rows:
        st.markdown(_("No sharing table is recorded, so this agreement covers nothing by itself."))
        return
    table(
        "rows",
        caption=_("The sharing table"),
        columns=[
            _("Row"),
            _("From"),
            _("To"),
            _("What"),
            _("About"),
            _("Why"),
            _("How and on what conditions"),
        ],
        rows=[_row(row, agreement.names, may_write=may_write) for row in agreement.rows],
        on_go=lambda row_id: site.go("agreement_row", id=agreement.id, row=row_id),
    )


def _row(row: DataRow, names: Mapping[str, str], *, may_write: bool) -> list[Cell | str]:
    terms = vocabulary()
    how = [
        _DIRECTIONS[row.direction],
        words(row.methods, terms.transfer_methods),
        words(row.frequencies, terms.frequencies),
        words(row.formats, terms.formats),
        words(row.conditions, terms.conditions),
    ]
    what = words(row.categories, terms.categories)
    if row.exclusions:
        what += _(" (not: {exclusions})").format(exclusions=words(row.exclusions, terms.categories))
    number = str(row.number)
    return [
        Cell(number, go=row.id, more=_("row {number}").format(number=number), sort=row.number)
        if may_write
        else number,
        who(row.providers, names) or _("Not recorded"),
        who(row.recipients, names) or _("Not recorded"),
        what,
        words(row.subjects, terms.subjects),
        row.justification or _("Not recorded"),
        ". ".join(part[0].upper() + part[1:] for part in how if part),
    ]


def cover(agreement: Agreement, stands: str) -> None:
    """Who may share what because of this, in sentences, and what its standing does to that."""
    terms = vocabulary()
    st.markdown(
        _("Standing today: **{stands}**. A party is covered only once it has signed.").format(
            stands=plain(stands)
        )
    )
    names = _with_standing(agreement)
    for row in agreement.rows:
        sentence = _BOTH_WAYS if row.direction is Direction.RECIPROCAL else _SENDS
        st.markdown(
            plain(
                sentence.format(
                    givers=who(row.providers, names) or _("Parties"),
                    receivers=who(row.recipients, names) or _("parties"),
                    categories=words(row.categories, terms.categories),
                    subjects=words(row.subjects, terms.subjects),
                )
            )
        )
    site.link(_("Ask about two agencies"), "coverage")


def _with_standing(agreement: Agreement) -> dict[str, str]:
    """The names that rows mention, and of those that are not bound how far they have come."""
    names = dict(agreement.names)
    loose = tuple(each for each in PartyState if each not in SIGNED)
    found = register.parties(
        database(), actor(), agreement.id, on=clock.today(), states=loose, limit=MOST_PARTIES
    )
    for party in found.parties:
        stands = STATE_LABELS[party.state].lower()
        names[party.agency_id] = _("{name} ({stands})").format(name=party.name, stands=stands)
    return names


def standing_of(agreement: Agreement, on: date) -> str:
    """How the agreement stands on a day."""
    return standing(
        agreement.status, agreement.starts_on, agreement.ends_on, agreement.review_due_on, on=on
    ).label
