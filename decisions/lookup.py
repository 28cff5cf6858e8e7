"""What a decision needs from the register: the two agencies, numbers to ring, agreements.

An agency that is gone from the register counts as not listed. In danger nothing here is a gate:
when the register cannot be read, the words say so and the advice stands.
"""

from collections.abc import Mapping
from datetime import date, datetime

from decisions.assessing import Covered, Known
from decisions.assessment import Contact
from decisions.journey import people
from decisions.journey.answers import Answers, Discloser, RecipientAnswers
from decisions.journey.clocks import is_in_office_hours
from decisions.journey.contacts import Contacts
from decisions.journey.coverage_words import (
    NOT_ASKED,
    NOT_LISTED_SENTENCE,
    NOTHING_TO_ASK,
    coverage_sentence,
    question_for,
)
from decisions.journey.derive import Listed, listed_id
from decisions.policy.compiled import CompiledPack
from isa.coverage.model import CoverageAnswer
from isa.platform.clock import LONDON
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, StorageUnavailable
from isa.platform.identity import Actor
from isa.register import service as register
from isa.register.agencies.tables import ContactKind
from isa.register.model import AgencyContact, AgencyInBrief
from isa.register.vocabulary import vocabulary

_TO_RING = (ContactKind.FRONT_DOOR, ContactKind.OUT_OF_HOURS)
_MOST_FRONT_DOORS = 3


def discloser_of(database: Database, actor: Actor, agency_id: str) -> Discloser | None:
    """The profile of the agency that would share, or None when it is not in the register."""
    found = register.agencies_in_brief(database, actor, [agency_id]).get(agency_id)
    return _discloser(found) if found else None


def _discloser(found: AgencyInBrief) -> Discloser:
    return Discloser.model_validate(
        {
            "agency_id": found.id,
            "name": found.name,
            "acting_as": found.acting_as,
            "health_or_secrecy": found.health_or_secrecy,
            "listed_16la": found.listed_16la,
        }
    )


def known_on_the_way(database: Database, actor: Actor, answers: Answers, agency_id: str) -> Known:
    """What the route needs: the profile and the recipients' entries. Numbers to ring are left out."""
    wanted = _listed_ids(answers)
    found = register.agencies_in_brief(database, actor, [agency_id, *wanted])
    own = found.get(agency_id)
    recipients = {key: found[key] for key in wanted if key in found}
    return _known(answers, _discloser(own) if own else None, recipients, ())


def known_for(
    database: Database,
    actor: Actor,
    answers: Answers,
    discloser: Discloser | None,
    *,
    at: datetime,
) -> Known:
    """Everything the register says that one set of answers needs, with numbers to ring at that time."""
    found = _recipients(database, actor, answers)
    doors = _front_doors(database, actor, answers, tuple(found.values()), at)
    return _known(answers, discloser, found, doors)


def _known(
    answers: Answers,
    discloser: Discloser | None,
    found: Mapping[str, AgencyInBrief],
    front_doors: tuple[Contact, ...],
) -> Known:
    names = {
        one.id: found[key].name
        for one in answers.recipients
        if (key := listed_id(one)) is not None and key in found
    }
    return Known(
        discloser=discloser,
        listed={key: _listed(entry) for key, entry in found.items()},
        contacts=Contacts(
            names=names, front_door=front_doors, for_police=people.is_for_police(answers)
        ),
    )


def _recipients(database: Database, actor: Actor, answers: Answers) -> dict[str, AgencyInBrief]:
    wanted = _listed_ids(answers)
    found = register.agencies_in_brief(database, actor, wanted)
    return {key: found[key] for key in wanted if key in found}


def _listed_ids(answers: Answers) -> list[str]:
    """The recipients that were chosen from the register, each once and in order."""
    ids = (listed_id(one) for one in answers.recipients)
    return list(dict.fromkeys(key for key in ids if key is not None))


def _listed(entry: AgencyInBrief) -> Listed:
    return Listed(
        agency_id=entry.id,
        name=entry.name,
        recipient_class=entry.recipient_class,
        listed_16la=entry.listed_16la,
        contacts=tuple(_contact(entry, contact) for contact in entry.contacts),
    )


def _contact(entry: AgencyInBrief, contact: AgencyContact) -> Contact:
    return Contact(
        label=f"{entry.name}: {contact.label}",
        number=contact.number,
        hours=contact.hours,
        checked_on=contact.verified_on,
    )


def _front_doors(
    database: Database,
    actor: Actor,
    answers: Answers,
    chosen: tuple[AgencyInBrief, ...],
    at: datetime,
) -> tuple[Contact, ...]:
    """Checked numbers of the front doors for whoever is in play; a chosen one, or who took over, comes first.

    Outside office hours the number for nights and weekends leads: nobody answers the other.
    """
    wanted = _kinds_of_front_door(answers)
    found = _still_there(database, actor, [one for one in chosen if one.type in wanted], at)
    for kind in wanted:
        hits = register.nearby_agencies(database, actor, kind, limit=_MOST_FRONT_DOORS)
        near = register.agencies_in_brief(database, actor, [hit.id for hit in hits])
        found |= {hit.id: near[hit.id] for hit in hits if hit.id not in found}
    first = ContactKind.FRONT_DOOR if is_in_office_hours(at) else ContactKind.OUT_OF_HOURS
    return tuple(
        _contact(entry, contact)
        for entry in found.values()
        for contact in sorted(entry.contacts, key=lambda one: one.kind is not first)
        if contact.kind in _TO_RING and contact.verified_on is not None
    )


def _still_there(
    database: Database, actor: Actor, chosen: list[AgencyInBrief], at: datetime
) -> dict[str, AgencyInBrief]:
    """The chosen front doors by id; in the place of one that ended whoever took over, if anybody did."""
    on = at.astimezone(LONDON).date()
    ended = register.ended_agencies(database, actor, [one.id for one in chosen], on=on)
    after = [id_ for one in ended.values() for id_, _name in one.successors]
    came = register.agencies_in_brief(database, actor, after)
    return {one.id: one for one in chosen if one.id not in ended} | came


def _kinds_of_front_door(answers: Answers) -> tuple[str, ...]:
    kinds = []
    if people.child_in_play(answers) != "none":
        kinds.append("children_sc")
    if people.adult_position(answers) != "none":
        kinds.append("adults_sc")
    return tuple(kinds)


def coverage_for(
    database: Database,
    actor: Actor,
    answers: Answers,
    known: Known,
    pack: CompiledPack,
    *,
    on: date,
) -> Covered:
    """For each recipient: what the register says about agreements, and the sentence for it."""
    return {
        one.id: _covered(database, actor, answers, one, known, pack, on)
        for one in answers.recipients
    }


def _covered(
    database: Database,
    actor: Actor,
    answers: Answers,
    one: RecipientAnswers,
    known: Known,
    pack: CompiledPack,
    on: date,
) -> tuple[CoverageAnswer | None, str]:
    provider = known.discloser
    is_police = provider is not None and provider.acting_as == "police_law_enforcement"
    question = question_for(
        answers,
        one,
        provider.agency_id if provider else "",
        regime="part3" if is_police else "uk_gdpr",
        on=on,
    )
    if listed_id(one) not in known.listed:
        return None, NOT_LISTED_SENTENCE
    if question is None:
        return None, NOTHING_TO_ASK
    try:
        answer = register.ask_coverage(database, actor, question)
    except (StorageUnavailable, Invalid, NotFound):
        return None, NOT_ASKED
    return answer, coverage_sentence(pack, vocabulary(), answer)
