"""What a decision needs from the register: the two agencies, numbers to ring, agreements.

An agency that is gone from the register counts as not listed. In danger nothing here is a gate:
when the register cannot be read, the words say so and the advice stands.
"""

from collections.abc import Mapping
from datetime import date

from decisions.assessing import Covered, Known
from decisions.assessment import Contact
from decisions.journey import people
from decisions.journey.answers import Answers, Discloser, RecipientAnswers
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
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, StorageUnavailable
from isa.platform.identity import Actor
from isa.register import service as register
from isa.register.model import Agency, AgencyContact
from isa.register.tables import ContactKind
from isa.register.vocabulary import vocabulary

_TO_RING = (ContactKind.FRONT_DOOR, ContactKind.OUT_OF_HOURS)
_MOST_FRONT_DOORS = 3


def discloser_of(database: Database, actor: Actor, agency_id: str) -> Discloser | None:
    """The profile of the agency that would share, or None when it is not in the register."""
    try:
        found = register.agency(database, actor, agency_id)
    except NotFound:
        return None
    return Discloser.model_validate(
        {
            "agency_id": found.id,
            "name": found.name,
            "acting_as": found.acting_as,
            "health_or_secrecy": found.health_or_secrecy,
            "listed_16la": found.listed_16la,
        }
    )


def recipients_known(
    database: Database, actor: Actor, answers: Answers, discloser: Discloser | None
) -> Known:
    """What the route needs: the profile and the recipients' entries. Numbers to ring are left out."""
    found = _recipients(database, actor, answers)
    return _known(answers, discloser, found, ())


def known_for(
    database: Database, actor: Actor, answers: Answers, discloser: Discloser | None
) -> Known:
    """Everything the register says that one set of answers needs, with numbers to ring."""
    found = _recipients(database, actor, answers)
    doors = _front_doors(database, actor, answers, tuple(found.values()))
    return _known(answers, discloser, found, doors)


def _known(
    answers: Answers,
    discloser: Discloser | None,
    found: Mapping[str, Agency],
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
        contacts=Contacts(names=names, front_door=front_doors),
    )


def _recipients(database: Database, actor: Actor, answers: Answers) -> dict[str, Agency]:
    found: dict[str, Agency] = {}
    for one in answers.recipients:
        key = listed_id(one)
        if key is not None and key not in found:
            try:
                found[key] = register.agency(database, actor, key)
            except NotFound:
                continue
    return found


def _listed(entry: Agency) -> Listed:
    return Listed(
        agency_id=entry.id,
        name=entry.name,
        recipient_class=entry.recipient_class,
        listed_16la=entry.listed_16la,
        contacts=tuple(_contact(entry, contact) for contact in entry.contacts),
    )


def _contact(entry: Agency, contact: AgencyContact) -> Contact:
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
    chosen: tuple[Agency, ...],
) -> tuple[Contact, ...]:
    """Checked numbers of the front doors for whoever is in play; a chosen one comes first."""
    wanted = _kinds_of_front_door(answers)
    found = {entry.id: entry for entry in chosen if entry.type in wanted}
    for kind in wanted:
        for hit in register.nearby_agencies(database, actor, kind, limit=_MOST_FRONT_DOORS):
            if hit.id not in found:
                found[hit.id] = register.agency(database, actor, hit.id)
    return tuple(
        _contact(entry, contact)
        for entry in found.values()
        for contact in entry.contacts
        if contact.kind in _TO_RING and contact.verified_on is not None
    )


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
