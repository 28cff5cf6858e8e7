"""What the register said on the day, read back from sealed facts: it stands in no answer."""

from datetime import date

from decisions.assessing import Known
from decisions.assessment import Contact
from decisions.journey.answers import Answers, Discloser
from decisions.journey.derive import Listed, listed_id
from decisions.policy.model import Facts

_CHECKED = Contact(label="", number="", hours="", checked_on=date.min)
"""Stands for whatever number the register had checked on the day."""


def known_then(answers: Answers, facts: Facts) -> Known:
    """The agency that shared and the recipients' entries, for these facts to have come out.

    Raises ``ValidationError`` for values that this release does not know.
    """
    return Known(discloser=_discloser(facts), listed=_listed(answers, facts))


def _discloser(facts: Facts) -> Discloser | None:
    profile = {
        "acting_as": facts.case.get("acting_as"),
        "health_or_secrecy": facts.case.get("discloser_health_or_secrecy"),
        "listed_16la": facts.case.get("discloser_listed_16la"),
    }
    if any(value is None for value in profile.values()):
        return None
    return Discloser.model_validate(profile)


def _listed(answers: Answers, facts: Facts) -> dict[str, Listed]:
    found: dict[str, Listed] = {}
    for one, said in zip(answers.recipients, facts.recipients, strict=True):
        agency_id = listed_id(one)
        if agency_id is None or "recipient_class" not in said:
            continue
        had_number = said.get("recipient_verified") == "known_route"
        found[agency_id] = Listed.model_validate(
            {
                "agency_id": agency_id,
                "name": "",
                "recipient_class": said["recipient_class"],
                "listed_16la": said.get("recipient_listed_16la", "not_known"),
                "contacts": (_CHECKED,) if had_number else (),
            }
        )
    return found
