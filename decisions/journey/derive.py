"""From answers to facts: what the tables read, worked out from what a person said and what we hold.

The facts meet every constraint of the pack, whatever was answered: a question that is hidden becomes
``not_applicable``, an answer that the law lifts is lifted, and nothing else is made up. An unanswered
question leaves its fact out; "I do not know" is the value ``not_known``. Where a question took the
place of another, the old answer feeds the old fact and the new one is then ``not_applicable``.
"""

from collections.abc import Mapping

from decisions.journey.answers import Answers, Discloser
from decisions.journey.commencement import Switches, switches_of
from decisions.journey.facts_case import case_facts
from decisions.journey.facts_item import item_facts
from decisions.journey.facts_recipient import recipient_facts
from decisions.journey.listed import Listed, listed_id
from decisions.policy.model import Facts

__all__ = ["FACTS_SCHEMA", "Listed", "Switches", "derive", "listed_id", "switches_of"]

FACTS_SCHEMA = "2"


def derive(
    answers: Answers,
    discloser: Discloser | None,
    listed: Mapping[str, Listed],
    switches: Switches,
) -> Facts:
    """The facts of relevant answers. ``listed`` holds register entries by agency id."""
    case = case_facts(answers, discloser, listed, switches)
    recipients = tuple(recipient_facts(one, answers, listed) for one in answers.recipients)
    items = tuple(item_facts(one, answers, case) for one in answers.items)
    return Facts(case=case, recipients=recipients, items=items)
