"""The facts of a case: what happened, which power was named, who decides, and what was ticked."""

from collections.abc import Mapping

from decisions.journey import people
from decisions.journey.answers import Answers, Discloser
from decisions.journey.choices_case import Purpose, Trigger
from decisions.journey.choices_circumstances import FACT_VALUE, SETS, Circumstance
from decisions.journey.choices_start import Power
from decisions.journey.commencement import Switches
from decisions.journey.facts_person import person_facts
from decisions.journey.facts_recipient import entry_of, recipient_class
from decisions.journey.fields import Scope
from decisions.journey.listed import Listed
from decisions.journey.powers import binds_us
from decisions.journey.said import said
from decisions.journey.sending import is_check
from decisions.policy.model import Answer

_NOBODY_ASKED = dict.fromkeys((Trigger.OWN_CONCERN, Trigger.ROUTINE_SENDING), "not_applicable")
_CRIME_FIRST = ("yes", "asserted_only", "not_known")
_STAFF_FIRST = ("position_of_trust_child", "position_of_trust_adult", "organisation", "not_known")


def case_facts(
    answers: Answers,
    discloser: Discloser | None,
    listed: Mapping[str, Listed],
    switches: Switches,
) -> dict[str, Answer]:
    """What holds of the whole case; ``listed`` holds register entries by agency id."""
    facts: dict[str, Answer | None] = {
        "trigger": answers.trigger.value,
        "harm_if_not_shared": people.harm_if_not_shared(answers),
        "child_in_play": people.child_in_play(answers),
        "adult_position": people.adult_position(answers),
        "purpose": _purpose(answers),
        "sharing_pattern": "one_off",
        "duty_16la_state": switches.duty_16la,
        "csa_duty_state": switches.csa_duty,
        **_power(answers, discloser, listed),
        "time_available": said(answers.enquiries, "time"),
        "advice": said(answers.enquiries, "advice"),
    }
    if discloser is not None:
        facts["acting_as"] = discloser.acting_as
        facts["discloser_health_or_secrecy"] = discloser.health_or_secrecy
        facts["discloser_listed_16la"] = _own_listing(discloser)
    facts.update(_circumstances(answers))
    facts.update(person_facts(answers, Scope.CASE, None))
    return {name: value for name, value in facts.items() if value is not None}


def _purpose(answers: Answers) -> str | None:
    """What was said; a coroner is answered by the coroner's own process (K17)."""
    power = answers.request.power if answers.request else None
    if is_check(answers):
        return Purpose.SERVICE_COMMUNICATION.value
    return "court_coroner" if power is Power.CORONER else said(answers.purpose, "aim")


def _power(
    answers: Answers, discloser: Discloser | None, listed: Mapping[str, Listed]
) -> dict[str, Answer | None]:
    """The power that a requester named, and whether it binds us."""
    if answers.trigger is not Trigger.REQUEST_RECEIVED:
        cited = _NOBODY_ASKED.get(answers.trigger, "none_cited")
        return {"power_cited": cited, "power_binds_us": "not_applicable"}
    askers = [recipient_class(one, entry_of(one, listed)) for one in answers.recipients]
    named = said(answers.request, "power")
    return {
        "power_cited": Power.NONE.value if named == Power.RIGHT else named,
        "power_binds_us": binds_us(answers.request, discloser, askers),
    }


def _own_listing(discloser: Discloser) -> str:
    """The bodies the Act lists are public (K25): a charity said to be listed needs looking into."""
    if discloser.acting_as == "private_or_charity" and discloser.listed_16la == "listed":
        return "not_known"
    return discloser.listed_16la


def _circumstances(answers: Answers) -> dict[str, Answer | None]:
    lines = people.ticked(answers)
    if lines is None:
        return {}
    told: dict[str, list[str]] = {}
    sets: dict[str, list[str]] = {name: [] for name in SETS.values()}
    for line in lines:
        if line in FACT_VALUE:
            fact, value = FACT_VALUE[line]
            told.setdefault(fact, []).append(value)
        else:
            prefix = line.value[:3]
            sets[SETS[prefix]].append(line.value[3:])
    if Circumstance.FGM_DUTY in lines and "fgm_known" not in sets["special_procedure"]:
        sets["special_procedure"].append("fgm_known")
    facts: dict[str, Answer | None] = {name: tuple(sorted(found)) for name, found in sets.items()}
    facts["others_at_risk"] = tuple(sorted(set(told.get("others_at_risk", ()))))
    facts["serious_crime"] = _first(told.get("serious_crime"), _CRIME_FIRST, "no")
    facts["staff_or_provider_implicated"] = _first(
        told.get("staff_or_provider_implicated"), _STAFF_FIRST, "no"
    )
    return facts


def _first(said: list[str] | None, order: tuple[str, ...], nothing: str) -> str:
    """The first of ``order`` that was said."""
    return next((value for value in order if value in (said or ())), nothing)
