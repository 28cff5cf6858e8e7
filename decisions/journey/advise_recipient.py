"""The advice about one recipient: the answer first, then why, item by item, in law, and what next."""

from decisions.assessment import (
    Ground,
    ItemAdvice,
    LawLine,
    LocalGuidance,
    NextStep,
    RecipientAdvice,
    Telling,
)
from decisions.journey.advice_words import Words
from decisions.journey.answers import Answers, ItemAnswers, RecipientAnswers
from decisions.journey.contacts import Contacts, for_act_now
from decisions.journey.contradictions import rung_and_held
from decisions.journey.coverage_words import subjects_of
from decisions.journey.fields import NOT_LISTED
from decisions.journey.fitting import fitting
from decisions.journey.local import safe
from decisions.journey.people import another_called
from decisions.journey.sending import ending, is_check, is_laid_out
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Evaluation, Facts, Finding
from decisions.policy.pack import Pack
from decisions.policy.subjects import with_subjects
from isa.coverage.model import CoverageAnswer
from isa.platform.wording import gettext as _

_FAMILY = "family_"
_OF_ITEM = ("default_", "before_second_person")
_OPEN_HEADLINE = _("Not settled yet for {recipient}")
_OPEN_SENTENCE = _(
    "Some answers that decide this are still missing. If someone is in danger, do not wait for them."
)
_OPEN_RULE = (
    "",
    _("Not settled yet"),
    _("Answer the questions that are left to settle this item."),
)
_OPEN_IN_DANGER = (
    "",
    _("Say what keeps someone safe"),
    _(
        "Tell them what they need from this to act now: to the police or an ambulance, where the person in "
        "danger is. Leave out where anybody else is, and who told you, unless they cannot act without it."
    ),
)
"""In danger nobody is asked more questions, so an item that is not settled still says what to do."""
_RULED = ("outcome", "item_rule")
_SECOND_PERSON = ("before_withholding", "after", "none")


class RecipientWords:
    """The advice about one recipient, from the cells of all items for it."""

    def __init__(
        self,
        answers: Answers,
        facts: Facts,
        evaluation: Evaluation,
        pack: CompiledPack,
        words: Words,
        contacts: Contacts,
        telling: Telling,
        number: int,
    ) -> None:
        """Hold what the advice is read from; ``number`` is the recipient's place in the answers."""
        self._answers = answers
        self._facts = facts
        self._evaluation = evaluation
        self._pack = pack.pack
        self._wording = pack.pack.wording
        self._words = words
        self._contacts = contacts
        self._telling = telling
        self._number = number
        self._cells = evaluation.cells[number]
        people = frozenset(n for n, fact in pack.pack.facts.items() if fact.level == "person")
        self._of_items = with_subjects(facts, people)
        self._laws: dict[int, tuple[LawLine, ...]] = {}

    def advice(
        self, one: RecipientAnswers, covered: tuple[CoverageAnswer | None, str]
    ) -> RecipientAdvice:
        """The whole advice about this recipient."""
        outcome = self._evaluation.outcomes[self._number]
        name = self._name(one)
        headline, sentence = _OPEN_HEADLINE, _OPEN_SENTENCE
        lead = self._leading(outcome)
        if outcome is not None:
            plain = self._wording.outcome[outcome]
            said = fitting(plain, plain.variant, *self._read(lead))
            headline, sentence = said.headline, said.sentence
            headline, sentence = self._ending(outcome, headline, sentence)
            headline, sentence = self._asked_back(one, outcome) or (headline, sentence)
        answer, coverage_sentence = covered
        return RecipientAdvice(
            recipient_id=one.id,
            name=name,
            outcome=outcome or "",
            headline=headline.replace("{recipient}", name),
            sentence=sentence.replace("{recipient}", name),
            when=self._when(lead),
            scope=self._evaluation.scopes[self._number] or "",
            reasons=self._words.reasons("outcome", self._known(lead), self._values(lead))
            if outcome
            else (),
            items=tuple(self._item(place, item) for place, item in enumerate(self._answers.items)),
            law=self._law(),
            conditions=self._steps("conditions"),
            consult=self._steps("consult"),
            next_steps=self._steps("next_steps"),
            prompts=self._steps("record_prompts"),
            second_person=self._second_person(),
            coverage=answer,
            coverage_sentence=coverage_sentence,
            guidance=self._guidance(outcome),
            rests_on=self._rests_on() if outcome else (),
        )

    def _asked_back(self, one: RecipientAnswers, outcome: str) -> tuple[str, str] | None:
        """What is asked where the recipient to hold it from is the one to ring now."""
        act_now = self._evaluation.act_now
        return rung_and_held(
            act_now,
            outcome,
            one.effect.harm if one.effect else None,
            self._name(one),
            (contact.label for contact in for_act_now(act_now or "", self._contacts)),
        )

    def _ending(self, outcome: str, headline: str, sentence: str) -> tuple[str, str]:
        """A check ends in words for something that lies ready to be sent."""
        if not is_check(self._answers):
            return headline, sentence
        rules = [cell["item_rule"].value or "" for cell in self._cells]
        is_safe_way = self._facts.recipients[self._number].get("channel_safe") == "yes"
        return ending(self._answers, outcome, rules, is_safe_way=is_safe_way) or (
            headline,
            sentence,
        )

    def _rests_on(self) -> tuple[Ground, ...]:
        """What the answer and each item's rule rest on, each thing once."""
        found: dict[tuple[str, str, str], Ground] = {}
        labels = self._answers.labels or {"": ""}
        for place, (item, label) in enumerate(labels.items()):
            values, about = self._of_subject(place), label if len(labels) > 1 else ""
            person = another_called(self._answers, item)
            for one in self._words.grounds(_RULED, self._known(place), values, about, person):
                if not is_laid_out(self._answers, one.fact, values.get(one.fact)):
                    found.setdefault((one.fact, one.said, one.about), one)
        return tuple(found.values())

    def _guidance(self, outcome: str | None) -> tuple[LocalGuidance, ...]:
        """The partnership's own sentences beside the answer and the second pair of eyes."""
        said = (
            *self._words.local.at_finding("outcome", outcome),
            *self._words.local.at_finding("second_person", self._second_person_code()),
        )
        return safe(said, is_contact_safe=self._telling.is_contact_safe)

    def _name(self, one: RecipientAnswers) -> str:
        given = one.recipient
        if one.id in self._contacts.names:
            return self._contacts.names[one.id]
        if given and given.name:
            return given.name
        is_listed = given and given.agency_id and given.agency_id != NOT_LISTED
        return _("this agency") if is_listed else "them"

    def _leading(self, outcome: str | None) -> int:
        """The item whose own outcome is the recipient's: its reasons are the ones to show."""
        for place, cell in enumerate(self._cells):
            if cell["outcome"].value == outcome:
                return place
        return 0

    def _known(self, place: int) -> dict[str, Finding]:
        return {
            **self._evaluation.case,
            **self._evaluation.recipients[self._number],
            **self._cells[place],
        }

    def _values(self, place: int) -> dict[str, Answer]:
        items = self._facts.items or ({},)
        return {**self._facts.case, **self._facts.recipients[self._number], **items[place]}

    def _when(self, lead: int) -> str:
        plain = self._wording.when.get(self._evaluation.whens[self._number] or "")
        return fitting(plain, plain.variant, *self._read(lead)).text if plain else ""

    def _read(self, place: int) -> tuple[Pack, dict[str, Answer], dict[str, Finding]]:
        """What words that differ with the case may read of one item for this recipient."""
        return self._pack, self._of_subject(place), self._known(place)

    def _of_subject(self, place: int) -> dict[str, Answer]:
        """Every answer, with the person facts of whoever the item is about."""
        recipient = self._facts.recipients[self._number]
        return {**self._facts.case, **recipient, **self._of_items[place]}

    def _item(self, place: int, item: ItemAnswers) -> ItemAdvice:
        cell = self._cells[place]
        rule = cell["item_rule"].value
        is_danger = cell["outcome"].value == "share_now"
        code, label, sentence = _OPEN_IN_DANGER if is_danger else _OPEN_RULE
        if rule is not None:
            said = self._wording.item_rule[rule]
            code, label, sentence = rule, said.label, said.sentence
        known, values = self._known(place), self._values(place)
        reason = self._words.reason("item_rule", known, values)
        told = item.item
        return ItemAdvice(
            item_id=item.id,
            label=(told and told.label) or _("This item"),
            outcome=cell["outcome"].value or "",
            rule=code,
            rule_label=label,
            sentence=sentence,
            reasons=(reason,) if reason else (),
            law=self._law_of(place),
            category=(told and told.category) or "",
            subject=subjects_of(self._answers, told)[0],
        )

    def _split(self) -> tuple[list[int], list[int]]:
        """The items that share the recipient's outcome, and those that need something of their own.

        What is not needed is simply left out: it raises no steps beside a share of the rest.
        """
        outcome = self._evaluation.outcomes[self._number]
        places = range(len(self._cells))
        leading = [p for p in places if self._cells[p]["outcome"].value == outcome]
        if not leading:
            return list(places), []
        others = [
            p for p in places if p not in leading and self._cells[p]["necessity"].value != "not_met"
        ]
        return leading, others

    def _unlike(self, places: list[int]) -> list[int]:
        """The first of the items with the very same findings: a long list holds few kinds of items."""
        first: dict[int, int] = {}
        for place in places:
            first.setdefault(id(self._cells[place]), place)
        return list(first.values())

    def _law(self) -> tuple[LawLine, ...]:
        leading, _rest = self._split()
        places = self._unlike(leading)
        lines = [line for place in places for line in self._law_of(place)]
        return tuple({line.code: line for line in lines}.values())

    def _law_of(self, place: int) -> tuple[LawLine, ...]:
        """What an item rests on: the same for all items with the very same findings."""
        kind = id(self._cells[place])
        if kind not in self._laws:
            self._laws[kind] = self._words.law(self._known(place))
        return self._laws[kind]

    def _steps(self, table: str) -> tuple[NextStep, ...]:
        leading, others = self._split()
        found: dict[str, NextStep] = {}
        for place in self._unlike(leading):
            for step in self._words.steps(table, self._known(place), self._of_subject(place)):
                found.setdefault(step.code, step)
        for place in self._unlike(others):
            for step in self._words.steps(table, self._known(place), self._of_subject(place)):
                if table == "consult" or step.code.startswith(_OF_ITEM):
                    found.setdefault(step.code, self._about(place, step))
        if not self._telling.is_contact_safe:
            return tuple(
                step.model_copy(update={"guidance": safe(step.guidance, is_contact_safe=False)})
                for code, step in found.items()
                if not code.startswith(_FAMILY)
            )
        return tuple(found.values())

    def _about(self, place: int, step: NextStep) -> NextStep:
        """A step that is for one item alone, and says so."""
        told = self._answers.items[place].item
        label = (told and told.label) or _("one item")
        return step.model_copy(
            update={
                "sentence": _("For \u2018{label}\u2019: {sentence}").format(
                    label=label, sentence=step.sentence
                )
            }
        )

    def _second_person(self) -> str:
        return self._wording.second_person[self._second_person_code()].sentence

    def _second_person_code(self) -> str:
        """The strictest of the items' rules about a second pair of eyes."""
        leading, others = self._split()
        codes = {self._cells[place]["second_person"].value for place in (*leading, *others)}
        return next((code for code in _SECOND_PERSON if code in codes), "none")
