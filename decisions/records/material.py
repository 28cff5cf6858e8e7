"""From a finished draft to what is sealed: the answers in words, the items, the letters.

A letter holds only what is meant for its reader: option texts, and what the practitioner wrote for
them. The account of the concern is never copied into it, because it may say what was held back.
"""

from collections.abc import Collection, Sequence

from pydantic import JsonValue, TypeAdapter

from decisions.assessment import Assessment
from decisions.decision import Decision, RecipientDecision
from decisions.journey import people
from decisions.journey.answers import Answers
from decisions.journey.check_answers import Row, check_rows
from decisions.journey.choices_decided import ItemRule
from decisions.journey.fields import NOT_LISTED, Scope, Step
from decisions.journey.relevance import owners
from decisions.journey.sending import is_check
from decisions.journey.steps import QUESTIONS
from decisions.journey.steps_case import Enquiries, Person
from decisions.journey.steps_introduced import Introduced
from decisions.journey.steps_item import More
from decisions.policy.model import Evaluation, Facts
from decisions.records import wording
from decisions.records.content import FullItem, LateChange, Letter, Told, is_sent
from decisions.records.hearing import may_hear
from decisions.records.letters import letter
from decisions.records.naming import is_named
from decisions.records.payload import Material

_JSON = TypeAdapter(dict[str, JsonValue])
IDENTIFYING = (Person, Introduced)
"""The steps that say who somebody is: sealed as one block, so that a copy can leave it out."""
_NOT_HERE = (Person, More)
"""Who it is stands apart; whether there is another item says nothing of the case."""
_ADVICE = ("advice", "adviser")
"""The questions about advice: a block of their own, so that a copy can leave them out."""


def _told(row: Row) -> Told:
    return Told(question=row.label, answer=row.shown, is_own_words=row.is_own_words)


class Teller:
    """Puts answers into words, with the names the practitioner saw."""

    def __init__(self, answers: Answers, assessment: Assessment) -> None:
        """Take the names of agencies from the assessment that was shown."""
        self._answers = answers
        self._names = {one.recipient_id: one.name for one in assessment.recipients}
        self._people = {one.id: people.called(answers, one.id) for one in answers.people}
        self._agencies = {
            one.recipient.agency_id: self._names[one.id]
            for one in answers.recipients
            if one.recipient and one.recipient.agency_id not in (None, NOT_LISTED)
        }

    def rows(self, step: type[Step], owner: str | None) -> tuple[Row, ...]:
        """The check-answers rows of one step; none for a page that was not asked."""
        if self._answers.step(step, owner) is None:
            return ()
        return check_rows(
            step,
            owner,
            self._answers,
            agency=lambda code: self._agencies.get(code, code),
            category=wording.category,
        )

    def told(self, steps: Sequence[type[Step]], owner: str | None) -> tuple[Told, ...]:
        """Several steps in words."""
        return tuple(_told(row) for step in steps for row in self.rows(step, owner))

    def concern(self) -> tuple[Told, ...]:
        """Everything but identity, advice and the items themselves, in asking order."""
        found = []
        for step in QUESTIONS:
            if step in _NOT_HERE or step.scope is Scope.ITEM:
                continue
            for owner in owners(self._answers, step.scope):
                for row in self.rows(step, owner):
                    if step is Enquiries and row.path_name in _ADVICE:
                        continue
                    about = f"{self._name(step, owner)}: " if owner else ""
                    found.append(_told(row.model_copy(update={"label": about + row.label})))
        return tuple(found)

    def _name(self, step: type[Step], owner: str) -> str:
        return (self._people if step.scope is Scope.PERSON else self._names)[owner]

    def advice(self) -> tuple[Told, ...]:
        """Whether anyone advised, and what they said."""
        rows = self.rows(Enquiries, None)
        return tuple(_told(row) for row in rows if row.path_name in _ADVICE)


def _items(answers: Answers, facts: Facts, teller: Teller) -> tuple[FullItem, ...]:
    steps = [step for step in QUESTIONS if step.scope is Scope.ITEM]
    if is_check(answers):
        steps = []  # laid out from the answers about the paper: nobody answered them
    found = []
    for number, (item, known) in enumerate(zip(answers.items, facts.items, strict=True), start=1):
        label = answers.labels[item.id]
        found.append(
            FullItem(
                number=number,
                item_id=item.id,
                label=label,
                told=teller.told(steps, item.id),
                facts=dict(known),
            )
        )
    return tuple(found)


def gather(
    answers: Answers,
    facts: Facts,
    evaluation: Evaluation,
    assessment: Assessment,
    decision: Decision,
    *,
    changes: tuple[LateChange, ...],
    phone: str,
    hears_where: Collection[str] = (),
) -> Material:
    """Everything that is sealed. ``answers`` are the relevant ones; ``phone`` is for calling back.

    ``hears_where`` are the recipients who may be told where the person is now, by id.
    """
    teller = Teller(answers, assessment)
    kinds = {
        asked.id: known.get("recipient_class")
        for asked, known in zip(answers.recipients, facts.recipients, strict=True)
    }
    known = {item.id: told for item, told in zip(answers.items, facts.items, strict=True)}

    def _letter(one: RecipientDecision) -> Letter:
        is_told_who = is_named((cell.rule, known.get(cell.item_id, {})) for cell in one.items)
        going = [cell.item_id for cell in one.items if cell.rule != ItemRule.WITHHOLD]
        number = list(kinds).index(one.recipient_id)
        return letter(
            answers,
            assessment,
            decision,
            one,
            phone,
            may_hear_where=one.recipient_id in hears_where,
            is_named=is_told_who,
            heard=may_hear(
                answers, evaluation, assessment.telling, number, going, is_named=is_told_who
            ),
            kind=kinds[one.recipient_id],
        )

    raw = _JSON.validate_python(answers.model_dump(mode="json", exclude_none=True))
    identity = {step.key: raw.pop(step.key) for step in IDENTIFYING if step.key in raw}
    return Material(
        reference=(answers.about.reference or "") if answers.about else "",
        person=teller.told(IDENTIFYING, None),
        concern=teller.concern(),
        answers=raw,
        person_answers=identity,
        facts=facts,
        evaluation=evaluation,
        assessment=assessment,
        decision=decision,
        items=_items(answers, facts, teller),
        letters={one.recipient_id: _letter(one) for one in decision.recipients if is_sent(one)},
        advice=teller.advice(),
        changes=changes,
    )
