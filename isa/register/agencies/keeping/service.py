"""Changing what an agency is called, its codes, its numbers and who answers for what.

Ordinary rows. Whoever changes a list says what they saw, so that two people never undo each other.
"""

from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.adding.service import holder
from isa.register.agencies.checks import identifier_faults
from isa.register.agencies.service import NO_AGENCY, changed_meanwhile, names_of, other_names, shown
from isa.register.agencies.tables import AgencyOfficerRow
from isa.register.checks import (
    Faults,
    code_faults,
    email_faults,
    name_faults,
    number_faults,
    raise_if_any,
)
from isa.register.keepers.service import require_agency_keeper
from isa.register.model import Agency, Identifier
from isa.register.naming import search_key
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    SuccessionRow,
)
from isa.register.vocabulary import vocabulary

MOST_OFFICERS = 20
MOST_IDENTIFIERS = 20


class About(Frozen):
    """What an agency is called and what it is."""

    name: str
    type: str
    area: str
    other_names: tuple[str, ...]
    became: tuple[str, ...] = ()
    """That it closed, or who took over from it, in words. Only seen here, never changed."""


class DescribedMeanwhile(Stale):
    """Somebody else described the agency; ``theirs`` is what the register says now."""

    def __init__(self, sentence: str, theirs: About) -> None:
        """Keep what the other person wrote, so that a page can show both."""
        super().__init__(sentence)
        self.theirs = theirs


class Officer(Frozen):
    """Who answers for something: a post, and how to reach it. Posts change hands; names are not kept."""

    role: str
    post: str
    email: str = ""
    number: str = ""
    verified_on: date | None = None


def about_faults(about: About) -> Faults:
    """What is wrong with a name, a kind or an area."""
    kinds = vocabulary().agency_types
    found = {
        **name_faults("name", about.name, _("the agency's name")),
        **code_faults("type", [about.type], kinds, _("kind of agency"), "agency_types.toml"),
    }
    if about.area:
        found |= name_faults("area", about.area, _("the area"), limit=60)
    for other in about.other_names:
        if fault := name_faults("other_names", other, _("each other name")):
            found |= fault
    return found


def about_agency(database: Database, actor: Actor, agency_id: str) -> About:
    """What the register says of an agency now, to be handed back as seen."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        return _about(session, agency_row(session, agency_id))


def _about(session: Session, row: AgencyRow) -> About:
    return About(
        name=row.name,
        type=row.type,
        area=row.area,
        other_names=other_names(row),
        became=_became(session, row.id),
    )


def _became(session: Session, agency_id: str) -> tuple[str, ...]:
    """Whoever renames an agency has to know that it is gone, or that another does its work."""
    status, taken = AgencyStatusRow, SuccessionRow
    closed = session.exec(
        select(status)
        .where(status.agency_id == agency_id, col(status.known_to).is_(None))
        .where(status.status == AgencyState.CLOSED.value)
    ).all()
    after = session.exec(
        select(taken)
        .where(taken.predecessor_id == agency_id, col(taken.known_to).is_(None))
        .order_by(col(taken.valid_from), col(taken.successor_id))
    ).all()
    names = names_of(session, {each.successor_id for each in after})
    gone = _("It stopped operating on {on}")
    over = _("{name} took over from it on {on}")
    return (
        *(gone.format(on=show_date(each.valid_from)) for each in closed),
        *(
            over.format(name=names[each.successor_id], on=show_date(each.valid_from))
            for each in after
        ),
    )


def agency_row(session: Session, agency_id: str) -> AgencyRow:
    """An agency's row; ``NotFound`` when there is none."""
    row = session.get(AgencyRow, agency_id)
    if row is None:
        raise NotFound(NO_AGENCY)
    return row


def describe_agency(
    database: Database, actor: Actor, agency_id: str, about: About, *, seen: About
) -> Agency:
    """Change an agency's name, kind, area and other names. ``Stale`` when they are not as seen."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(about_faults(about))
    with database.write(actor) as work:
        row = agency_row(work.session, agency_id)
        now = _about(work.session, row)
        if now != seen:
            about_it = ("agency_described", "agency_closed", "succession_recorded")
            told = changed_meanwhile(work.session, agency_id, *about_it)
            raise DescribedMeanwhile(str(told), now)
        kinds = vocabulary().agency_types
        if kinds[row.type].is_class is not kinds[about.type].is_class:
            raise Invalid({"type": _("A group stays a group, and an agency an agency")})
        names = tuple(each.strip() for each in about.other_names if each.strip())
        row.name, row.type, row.area = about.name.strip(), about.type, about.area.strip()
        row.other_names = "\n".join(names)
        row.search_key = search_key(about.name, names)
        work.session.add(row)
        work.session.flush()
        work.record("agency_described", agency_id, type=about.type)
        return shown(work.session, row)


def identifier_warnings(identifiers: tuple[Identifier, ...]) -> tuple[str, ...]:
    """A sentence for each code that does not look as such codes do. A warning, never a refusal."""
    kinds = vocabulary().identifier_kinds
    return tuple(
        _(
            "{label} {value}: codes of this kind usually look different. Check it; it was kept as you typed it."
        ).format(label=kinds[each.kind].label, value=each.value)
        for each in identifiers
        if each.kind in kinds and not kinds[each.kind].matches(each.value)
    )


def set_identifiers(
    database: Database,
    actor: Actor,
    agency_id: str,
    wanted: tuple[Identifier, ...],
    *,
    seen: tuple[Identifier, ...],
) -> tuple[str, ...]:
    """Replace an agency's codes; returns what looks unusual about them. ``Stale`` when not as seen."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(
        *(identifier_faults("identifiers", each) for each in wanted),
        {
            "identifiers": _("Keep at most {most_identifiers} codes").format(
                most_identifiers=MOST_IDENTIFIERS
            )
        }
        if len(wanted) > MOST_IDENTIFIERS
        else {},
    )
    with database.write(actor) as work:
        session = work.session
        agency_row(session, agency_id)
        rows = session.exec(
            select(AgencyIdentifierRow).where(AgencyIdentifierRow.agency_id == agency_id)
        ).all()
        if {(row.kind, row.value) for row in rows} != {(each.kind, each.value) for each in seen}:
            raise changed_meanwhile(session, agency_id, "agency_identifiers_set")
        for row in rows:
            session.delete(row)
        session.flush()
        for each in dict.fromkeys(wanted):
            if holder(session, each) is not None:
                label = vocabulary().identifier_kinds[each.kind].label
                raise Invalid(
                    {
                        "identifiers": _("Another agency has the {label} {value}").format(
                            label=label, value=each.value
                        )
                    }
                )
            session.add(
                AgencyIdentifierRow(
                    id=new_id("idn"),
                    agency_id=agency_id,
                    kind=each.kind,
                    value=each.value.strip(),
                )
            )
        work.record("agency_identifiers_set", agency_id, count=len(wanted))
    return identifier_warnings(wanted)


def officer_faults(officer: Officer, today: date) -> Faults:
    """What is wrong with a post and how to reach it."""
    roles = vocabulary().officer_roles
    found = {
        **code_faults("role", [officer.role], roles, "role", "officer_roles.toml"),
        **name_faults("post", officer.post, _("the post"), limit=100),
        **(email_faults("email", officer.email) if officer.email else {}),
        **(number_faults("number", officer.number) if officer.number else {}),
    }
    if not officer.email and not officer.number:
        found["email"] = _("Enter an e-mail address or a number")
    if officer.verified_on and officer.verified_on > today:
        found["verified_on"] = _("The day it was checked must not be after today")
    return found


def officers(database: Database, actor: Actor, agency_id: str) -> tuple[Officer, ...]:
    """Who answers for what in an agency."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        return tuple(_officer(row) for row in _officer_rows(session, agency_id))


def _officer_rows(session: Session, agency_id: str) -> list[AgencyOfficerRow]:
    return list(
        session.exec(
            select(AgencyOfficerRow)
            .where(AgencyOfficerRow.agency_id == agency_id)
            .order_by(col(AgencyOfficerRow.role), col(AgencyOfficerRow.post))
        ).all()
    )


def _officer(row: AgencyOfficerRow) -> Officer:
    return Officer(**row.model_dump(exclude={"id", "agency_id"}))


def set_officers(
    database: Database,
    actor: Actor,
    agency_id: str,
    wanted: tuple[Officer, ...],
    *,
    seen: tuple[Officer, ...],
) -> None:
    """Replace who answers for what in an agency. ``Stale`` when it is not as seen."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(
        *(officer_faults(each, clock.today()) for each in wanted),
        {"post": _("Keep at most {most_officers} posts").format(most_officers=MOST_OFFICERS)}
        if len(wanted) > MOST_OFFICERS
        else {},
    )
    with database.write(actor) as work:
        agency_row(work.session, agency_id)
        rows = _officer_rows(work.session, agency_id)
        if {_officer(row) for row in rows} != set(seen):
            raise changed_meanwhile(work.session, agency_id, "agency_officers_set")
        for row in rows:
            work.session.delete(row)
        for each in dict.fromkeys(wanted):
            work.session.add(
                AgencyOfficerRow(id=new_id("off"), agency_id=agency_id, **each.model_dump())
            )
        work.record("agency_officers_set", agency_id, count=len(wanted))
