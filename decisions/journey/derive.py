"""From answers to facts: what the tables read, worked out from what a person said and what we hold.

The facts meet every constraint of the pack, whatever was answered: a question that is hidden becomes
``not_applicable``, an answer that the law lifts is lifted, and nothing else is made up. An unanswered
question leaves its fact out; "I do not know" is the value ``not_known``. Where a question took the
place of another, the old answer feeds the old fact and the new one is then ``not_applicable``.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from decisions.assessment import Contact
from decisions.journey import people
from decisions.journey.answers import Answers, Discloser, ItemAnswers, RecipientAnswers
from decisions.journey.choices_case import (
    Competence,
    Depth,
    FreeChoice,
    ProxyView,
    Purpose,
    SafeToTell,
    Trigger,
    Unsafe,
    View,
)
from decisions.journey.choices_circumstances import FACT_VALUE, SETS, Circumstance
from decisions.journey.choices_sharing import About, Kind, RecipientUse, Restriction
from decisions.journey.choices_start import Power
from decisions.journey.fields import NOT_LISTED, Scope, Step
from decisions.journey.powers import binds_us
from decisions.journey.sending import is_check
from decisions.journey.steps_choice import Telling, Views, Whose
from decisions.policy.model import Answer, Facts
from decisions.policy.pack import Pack
from decisions.policy.subjects import ANOTHER, CASE_PERSON, WHOSE

FACTS_SCHEMA = "2"

_ASKED_NOW = "not_applicable"
"""What a fact is whose question no page asks any more, or whose question was not the one answered."""
_NOBODY_ASKED = dict.fromkeys((Trigger.OWN_CONCERN, Trigger.ROUTINE_SENDING), "not_applicable")
_DOES_SOMETHING = {RecipientUse.ONLY_KNOW: "no", RecipientUse.NOT_KNOWN: "not_known"}
"""Whether a reader can do something with a letter, by what they would do; yes for all else."""
_CRIME_FIRST = ("yes", "asserted_only", "not_known")
_STAFF_FIRST = ("position_of_trust_child", "position_of_trust_adult", "organisation", "not_known")


class Listed(BaseModel):
    """What the register says of an agency that is to receive something."""

    model_config = ConfigDict(frozen=True)

    agency_id: str
    name: str
    recipient_class: str
    listed_16la: str = "not_known"
    contacts: tuple[Contact, ...] = ()

    @property
    def has_checked_route(self) -> bool:
        """Whether somebody has checked a number of theirs."""
        return any(contact.checked_on for contact in self.contacts)


class Switches(BaseModel):
    """What the pack says of commencement on the day; uncertain never counts as in force."""

    model_config = ConfigDict(frozen=True)

    duty_16la: Literal["in_force", "uncertain", "not_in_force"] = "uncertain"
    csa_duty: Literal["in_force", "not_in_force"] = "not_in_force"


def derive(
    answers: Answers,
    discloser: Discloser | None,
    listed: Mapping[str, Listed],
    switches: Switches,
) -> Facts:
    """The facts of relevant answers. ``listed`` holds register entries by agency id."""
    case = _case(answers, discloser, listed, switches)
    recipients = tuple(_recipient(one, answers, listed) for one in answers.recipients)
    items = tuple(_item(one, answers, case) for one in answers.items)
    return Facts(case=case, recipients=recipients, items=items)


def _case(
    answers: Answers,
    discloser: Discloser | None,
    listed: Mapping[str, Listed],
    switches: Switches,
) -> dict[str, Answer]:
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
        "time_available": _said(answers.enquiries, "time"),
        "advice": _said(answers.enquiries, "advice"),
    }
    if discloser is not None:
        facts["acting_as"] = discloser.acting_as
        facts["discloser_health_or_secrecy"] = discloser.health_or_secrecy
        facts["discloser_listed_16la"] = _own_listing(discloser)
    facts.update(_circumstances(answers))
    facts.update(_person(answers, Scope.CASE, None))
    return {name: value for name, value in facts.items() if value is not None}


def _purpose(answers: Answers) -> str | None:
    """What was said; a coroner is answered by the coroner's own process (K17)."""
    power = answers.request.power if answers.request else None
    if is_check(answers):
        return Purpose.SERVICE_COMMUNICATION.value
    return "court_coroner" if power is Power.CORONER else _said(answers.purpose, "aim")


def _power(
    answers: Answers, discloser: Discloser | None, listed: Mapping[str, Listed]
) -> dict[str, Answer | None]:
    """The power that a requester named, and whether it binds us."""
    if answers.trigger is not Trigger.REQUEST_RECEIVED:
        cited = _NOBODY_ASKED.get(answers.trigger, "none_cited")
        return {"power_cited": cited, "power_binds_us": "not_applicable"}
    askers = [_recipient_class(one, _entry(one, listed)) for one in answers.recipients]
    named = _said(answers.request, "power")
    return {
        "power_cited": Power.NONE.value if named == Power.RIGHT else named,
        "power_binds_us": binds_us(answers.request, discloser, askers),
    }


def _own_listing(discloser: Discloser) -> str:
    """The bodies the Act lists are public (K25): a charity said to be listed needs looking into."""
    if discloser.acting_as == "private_or_charity" and discloser.listed_16la == "listed":
        return "not_known"
    return discloser.listed_16la


def _said(step: Step | None, name: str) -> str | None:
    """The code of one answer, or None while it is unanswered."""
    value = getattr(step, name, None)
    return None if value is None else str(value)


def _circumstances(answers: Answers) -> dict[str, Answer | None]:
    lines = people.ticked(answers)
    if lines is None:
        return {}
    said: dict[str, list[str]] = {}
    sets: dict[str, list[str]] = {name: [] for name in SETS.values()}
    for line in lines:
        if line in FACT_VALUE:
            fact, value = FACT_VALUE[line]
            said.setdefault(fact, []).append(value)
        else:
            prefix = line.value[:3]
            sets[SETS[prefix]].append(line.value[3:])
    if Circumstance.FGM_DUTY in lines and "fgm_known" not in sets["special_procedure"]:
        sets["special_procedure"].append("fgm_known")
    facts: dict[str, Answer | None] = {name: tuple(sorted(found)) for name, found in sets.items()}
    facts["others_at_risk"] = tuple(sorted(set(said.get("others_at_risk", ()))))
    facts["serious_crime"] = _first(said.get("serious_crime"), _CRIME_FIRST, "no")
    facts["staff_or_provider_implicated"] = _first(
        said.get("staff_or_provider_implicated"), _STAFF_FIRST, "no"
    )
    return facts


def _first(said: list[str] | None, order: tuple[str, ...], nothing: str) -> str:
    """The first of ``order`` that was said."""
    return next((value for value in order if value in (said or ())), nothing)


def _person(answers: Answers, scope: Scope, owner: str | None) -> dict[str, Answer | None]:
    """The person facts of the person the case is about, or of somebody else by id."""
    other = answers.another(owner)
    them = other.them if other else None
    telling, choice, views = (
        (them, them, them)
        if scope is Scope.PERSON
        else (answers.telling, answers.choice, answers.views)
    )
    said = _said(telling, "safe")
    # No rule knows of one parent alone: until somebody has advised, it is safe to tell neither.
    safe: dict[str, Answer | None] = {
        "safe_to_tell": SafeToTell.NO.value if said == SafeToTell.ONE_PARENT else said
    }
    found = people.worked_out(answers, scope, owner)
    if found["somebody"] == "yes" and found["decides"] == "no":
        return {**safe, **_too_young(views, telling)}
    return {**safe, **_choice(choice, views, found, people.child_in_play(answers))}


def _choice(
    choice: Whose | None, views: Views | None, found: Mapping[str, str], child: str | None
) -> dict[str, Answer | None]:
    """Whose choice it is and what they say; ``found`` is what was worked out for that person."""
    if found["somebody"] == "no":
        return {
            "person_competence": "not_applicable",
            "free_choice": "not_applicable",
            "view_on_sharing": "not_applicable",
            "reason_not_asked": "not_applicable",
            "best_interests": "not_applicable",
            "proxy_view": "no_proxy",
        }
    facts: dict[str, Answer | None] = {}
    competence = choice.competence if choice else None
    facts["person_competence"] = _competence(choice, child)
    facts["free_choice"] = _said(choice, "free")
    facts["view_on_sharing"] = _said(views, "view")
    facts["proxy_view"] = _said(views, "proxy")
    if competence is Competence.NOBODY:
        facts["free_choice"] = facts["view_on_sharing"] = "not_applicable"
    if competence is not None and found["needs_proxy"] == "no":
        facts["proxy_view"] = "no_proxy"
    facts["best_interests"] = _said(choice, "best_interests")
    if competence is not None and found["lacks_adult"] == "no":
        facts["best_interests"] = "not_applicable"
    facts["reason_not_asked"] = _reason(views, competence)
    return facts


def _too_young(views: Views | None, telling: Telling | None) -> dict[str, Answer | None]:
    """A child under 12: nobody asks them for an adult's choice, and whether the parents were asked counts.

    That somebody presses them is known where it was said to make telling unsafe; else it does not arise.
    """
    unsafe = (telling.unsafe if telling else None) or ()
    is_pressed = Unsafe.COERCED in unsafe
    proxy = views.proxy if views else None
    is_unasked = proxy in (ProxyView.NOT_ASKED, ProxyView.NOT_KNOWN)
    return {
        "person_competence": Competence.LACKS.value,
        "free_choice": FreeChoice.PRESSURE.value if is_pressed else "not_applicable",
        "best_interests": "not_applicable",
        "proxy_view": _said(views, "proxy"),
        "view_on_sharing": (View.NOT_ASKED if is_unasked else View.CANNOT_BE_ASKED).value,
        "reason_not_asked": _said(views, "parents_not_asked") if is_unasked else "not_applicable",
    }


def _competence(choice: Whose | None, child: str | None) -> str | None:
    """What was said; "under 16 and understands" cannot hold of an adult, so it is then not assessed."""
    said = _said(choice, "competence")
    return Competence.NOT_ASSESSED.value if said == Competence.GILLICK and child == "none" else said


def _reason(views: Views | None, competence: Competence | None) -> str | None:
    view = views.view if views else None
    if competence is Competence.NOBODY:
        return "not_applicable"
    if view is None:
        return None
    if view in (View.NOT_ASKED, View.NOT_KNOWN):
        return _said(views, "reason_not_asked")
    return "not_applicable"


def _channel(one: RecipientAnswers, answers: Answers) -> str | None:
    """What was said; safe where it is not asked, as for facts from before it was a question."""
    asked = people.worked_out(answers, Scope.RECIPIENT, one.id)["channel"] == "ask"
    is_due = asked and answers.depth is not Depth.PHONE
    return _said(one.recipient, "channel") if is_due else "yes"


def _recipient(
    one: RecipientAnswers, answers: Answers, listed: Mapping[str, Listed]
) -> dict[str, Answer]:
    entry = _entry(one, listed)
    facts: dict[str, Answer | None] = {
        "recipient_class": _recipient_class(one, entry),
        "recipient_verified": _verified(one, entry),
        "recipient_listed_16la": _listed_16la(entry) if entry else "not_known",
        "recipient_conflict": _said(one.link, "conflict"),
        "recipient_use": _said(one.link, "use"),
        "unmet_without_them": _said(one.link, "unmet"),
        "recipient_can_help": _can_help(one, answers) or _ASKED_NOW,
        "channel_safe": _channel(one, answers),
        "harm_if_shared": _said(one.effect, "harm"),
    }
    if not people.use_counts(answers, one.id):
        facts["recipient_can_help"] = "not_known"
    if facts["recipient_can_help"] != _ASKED_NOW:
        facts["recipient_use"] = facts["unmet_without_them"] = _ASKED_NOW
    return {name: value for name, value in facts.items() if value is not None}


def _can_help(one: RecipientAnswers, answers: Answers) -> str | None:
    """What was said, in old words; of an ordinary letter, whether the reader does anything with it."""
    use = one.link.use if one.link else None
    if is_check(answers) and use is not None:
        return _DOES_SOMETHING.get(use, "yes")
    return _said(one.link, "can_help")


def _entry(one: RecipientAnswers, listed: Mapping[str, Listed]) -> Listed | None:
    found = listed_id(one)
    return listed.get(found) if found else None


def _recipient_class(one: RecipientAnswers, entry: Listed | None) -> str | None:
    if entry is not None:
        return entry.recipient_class
    return _said(one.recipient, "recipient_class")


def _verified(one: RecipientAnswers, entry: Listed | None) -> str | None:
    """A route counts as known only while somebody has checked it; otherwise it is not verified yet."""
    said = _said(one.recipient, "verified")
    if entry is None:
        return said
    if said is None and entry.has_checked_route:
        return "known_route"
    if said == "known_route" and not entry.has_checked_route:
        return "not_verified"
    return said


def _listed_16la(entry: Listed) -> str:
    if entry.listed_16la in ("listed", "designated", "commissioned", "yes"):
        return "yes"
    return "no" if entry.listed_16la in ("not_listed", "no") else "not_known"


def _item(one: ItemAnswers, answers: Answers, case: dict[str, Answer]) -> dict[str, Answer]:
    restriction = one.care.restriction if one.care else None
    facts: dict[str, Answer | None] = {
        "item_about": _about(one.item.about if one.item else None),
        "item_class": _kinds(one.item.kinds if one.item else None),
        "how_much_needed": _said(one.use, "how_much"),
        "item_needed": _said(one.use, "needed") or _ASKED_NOW,
        "effect_on_person": _said(one.use, "effect"),
        "proportionate": _weighed(one, answers),
        "item_protects_child": _protects(one, case),
        "item_reliability": _said(one.care, "reliability"),
        "restriction": _said(one.care, "restriction"),
        "permission": _said(one.care, "permission"),
        "locates_or_identifies": _said(one.care, "locates"),
    }
    for old, new in (("item_needed", "how_much_needed"), ("proportionate", "effect_on_person")):
        if facts[old] != _ASKED_NOW:
            facts[new] = _ASKED_NOW
    if restriction is Restriction.NONE:
        facts["permission"] = "not_needed"
    whose = people.whose(answers, one.id)
    facts[WHOSE] = whose if whose in (None, CASE_PERSON) else ANOTHER
    if facts[WHOSE] == ANOTHER:
        facts.update(_person(answers, Scope.PERSON, whose))
    return {name: value for name, value in facts.items() if value is not None}


def _weighed(one: ItemAnswers, answers: Answers) -> str | None:
    """Whether it was weighed: asked as such of whoever shares against a no, and by older questions."""
    said = _said(one.use, "weighed") or _said(one.use, "proportionate")
    is_asked = people.worked_out(answers, Scope.ITEM, one.id)["weighs"] == "against_a_no"
    return said or (None if is_asked else _ASKED_NOW)


def _about(about: tuple[About, ...] | None) -> tuple[str, ...] | None:
    return None if about is None else tuple(sorted(about))


def _kinds(kinds: tuple[Kind, ...] | None) -> tuple[str, ...] | None:
    """The set fact: anonymous stands alone, everything else is personal information as well."""
    if kinds is None:
        return None
    if kinds == (Kind.ANONYMOUS,):
        return ("anonymous",)
    told = [kind.value for kind in kinds if kind not in (Kind.NONE, Kind.ANONYMOUS)]
    return tuple(sorted(["personal", *told]))


def _protects(one: ItemAnswers, case: dict[str, Answer]) -> str | None:
    """What was said; it is asked only where a child and an adult are both in play."""
    if "none" in (case.get("child_in_play"), case.get("adult_position")):
        return "not_applicable"
    return _said(one.use, "protects_child")


def listed_id(one: RecipientAnswers) -> str | None:
    """The register id of a recipient, or None when it is not in the register or not chosen."""
    found = one.recipient.agency_id if one.recipient else None
    return found if found and found != NOT_LISTED else None


def switches_of(pack: Pack, on: date) -> Switches:
    """What the pack says of commencement on a day; a switch it does not name is not in force."""
    return Switches(
        duty_16la="in_force" if _is_on(pack, "duty_16la", on) else "uncertain",
        csa_duty="in_force" if _is_on(pack, "csa_duty", on) else "not_in_force",
    )


def _is_on(pack: Pack, name: str, on: date) -> bool:
    return name in pack.switches and pack.is_on(name, on)
