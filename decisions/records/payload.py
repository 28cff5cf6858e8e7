"""The blocks of a record: what is sealed together, and what each recipient's copy is made of.

Block names are only ever seen by whoever is shown the block, and carry random tokens: a list such
as ``item:1``, ``item:3`` would tell a recipient that there is an ``item:2``. A recipient's item is a
block of its own that holds the decided wording and nothing of the original, not even its label.
"""

import dataclasses
import json
import secrets
from collections.abc import Iterable, Mapping

from pydantic import JsonValue, TypeAdapter

from decisions.assessment import Assessment, Frozen, RecipientAdvice
from decisions.decision import Decision, RecipientDecision
from decisions.journey.choices_decided import ItemRule
from decisions.policy.model import FACTS, Evaluation, Facts
from decisions.records.content import (
    Addressee,
    Content,
    FullItem,
    LateChange,
    Letter,
    SharedItem,
    Told,
    is_sent,
)
from isa.coverage.model import CoverageAnswer

_EVALUATION = TypeAdapter(Evaluation)
_ANSWERS = TypeAdapter(dict[str, JsonValue])
_ADDRESSEES = TypeAdapter(tuple[Addressee, ...])


class Person(Frozen):
    """The block with everything that identifies somebody."""

    told: tuple[Told, ...]
    answers: dict[str, JsonValue]


@dataclasses.dataclass(frozen=True)
class Material:
    """Everything that goes into a record, before it is cut into blocks."""

    reference: str
    person: tuple[Told, ...]
    """The answers that identify somebody."""
    concern: tuple[Told, ...]
    """Every other relevant answer, as asked and as given."""
    answers: dict[str, JsonValue]
    """The answers as they were given, without those in ``person_answers``."""
    person_answers: dict[str, JsonValue]
    facts: Facts
    evaluation: Evaluation
    assessment: Assessment
    decision: Decision
    items: tuple[FullItem, ...]
    letters: dict[str, Letter]
    """What each recipient who gets anything is told, by recipient id."""
    advice: tuple[Told, ...] = ()
    changes: tuple[LateChange, ...] = ()


_MAY_LOCATE = ("yes", "not_known")


def _token(kind: str) -> str:
    return f"{kind}:{secrets.token_hex(8)}"


def sent_items(decided: RecipientDecision, items: Iterable[FullItem]) -> tuple[SharedItem, ...]:
    """What one recipient gets, numbered over that alone, in the order it was entered."""
    facts = {item.item_id: item.facts for item in items}
    going = [one for one in decided.items if one.rule != ItemRule.WITHHOLD]
    return tuple(
        SharedItem(
            number=number,
            kind=str(facts[one.item_id].get("item_reliability", "")),
            wording=one.wording,
            # Of what went in part it would say what was taken out.
            locates=one.rule == ItemRule.SHARE
            and facts[one.item_id].get("locates_or_identifies") in _MAY_LOCATE,
        )
        for number, one in enumerate(going, start=1)
    )


def _dump(values: Iterable[Told | LateChange | Addressee]) -> JsonValue:
    return [value.model_dump(mode="json") for value in values]


def _split_coverage(assessment: Assessment) -> tuple[JsonValue, JsonValue]:
    """The assessment without its coverage answers, and those answers by recipient."""
    bare = [one.model_copy(update={"coverage": None}) for one in assessment.recipients]
    coverage: dict[str, JsonValue] = {
        one.recipient_id: one.coverage.model_dump(mode="json")
        for one in assessment.recipients
        if one.coverage is not None
    }
    rest = assessment.model_copy(update={"recipients": tuple(bare)})
    return rest.model_dump(mode="json"), coverage


def _addressed(material: Material) -> tuple[dict[str, JsonValue], list[Addressee]]:
    blocks: dict[str, JsonValue] = {}
    addressees = []
    for decided in material.decision.recipients:
        if not is_sent(decided):
            continue
        letter = _token("recipient")
        blocks[letter] = material.letters[decided.recipient_id].model_dump(mode="json")
        names = []
        for item in sent_items(decided, material.items):
            names.append(f"{_token('item')}/shared")
            blocks[names[-1]] = item.model_dump(mode="json")
        addressees.append(
            Addressee(recipient_id=decided.recipient_id, letter=letter, items=tuple(names))
        )
    return blocks, addressees


def compose(material: Material) -> dict[str, JsonValue]:
    """Cut the material into blocks, each of which can be shown or disposed of by itself."""
    assessment, coverage = _split_coverage(material.assessment)
    shared, addressees = _addressed(material)
    decision = material.decision
    full: dict[str, JsonValue] = {
        f"{_token('item')}/full": item.model_dump(mode="json") for item in material.items
    }
    blocks: dict[str, JsonValue] = {
        "reference": material.reference,
        "person": {"told": _dump(material.person), "answers": material.person_answers},
        "concern": _dump(material.concern),
        "answers": material.answers,
        "facts": FACTS.dump_python(material.facts, mode="json"),
        "findings": _EVALUATION.dump_python(material.evaluation, mode="json"),
        "assessment": assessment,
        "coverage": coverage,
        "decision": decision.model_dump(mode="json"),
        "times": {
            "happened": decision.happened,
            "known": decision.known,
            "decided": decision.decided_words or decision.decided_at.isoformat(),
            "entered": decision.entered_at.isoformat(),
        },
        "advice": _dump(material.advice),
        "changes": _dump(material.changes),
        "addressees": _dump(addressees),
        **full,
        **shared,
    }
    return {**blocks, "blocks": len(blocks) + 1}


def as_json(answers: Mapping[str, JsonValue]) -> str:
    """Sealed answers as the text they are parsed from."""
    return json.dumps(answers)


def copy_names(addressee: Addressee) -> list[str]:
    """The blocks of one recipient's copy: their letter and their items."""
    return [addressee.letter, *addressee.items]


def _with_coverage(advice: RecipientAdvice, coverage: object) -> RecipientAdvice:
    answers = coverage if isinstance(coverage, dict) else {}
    if advice.recipient_id not in answers:
        return advice
    answer = CoverageAnswer.model_validate(answers[advice.recipient_id])
    return advice.model_copy(update={"coverage": answer})


def read(blocks: Mapping[str, JsonValue], record_id: str, sealed_at: int) -> Content:
    """A whole record again from its blocks; ``sealed_at`` is the signed time in seconds.

    Raises ``ValueError`` when a block is missing.
    """
    if blocks.get("blocks") != len(blocks):
        raise ValueError("Blocks of the record are missing.")
    assessment = Assessment.model_validate(blocks["assessment"])
    recipients = [_with_coverage(one, blocks["coverage"]) for one in assessment.recipients]
    items = [FullItem.model_validate(blocks[name]) for name in blocks if name.endswith("/full")]
    person = Person.model_validate(blocks["person"])
    addressees = _ADDRESSEES.validate_python(blocks["addressees"])
    return Content.model_validate(
        {
            "record_id": record_id,
            "sealed_at": sealed_at,
            "reference": blocks["reference"],
            "person": person.told,
            "concern": blocks["concern"],
            "answers": {**_ANSWERS.validate_python(blocks["answers"]), **person.answers},
            "facts": blocks["facts"],
            "findings": blocks["findings"],
            "assessment": assessment.model_copy(update={"recipients": tuple(recipients)}),
            "decision": blocks["decision"],
            "advice": blocks["advice"],
            "changes": blocks["changes"],
            "items": sorted(items, key=lambda item: item.number),
            "addressees": addressees,
            "letters": {one.recipient_id: blocks[one.letter] for one in addressees},
        }
    )


def read_copy(blocks: Mapping[str, JsonValue]) -> tuple[Letter, tuple[SharedItem, ...]]:
    """One recipient's copy from exactly its own blocks; ``ValueError`` when it is not one."""
    letters = [value for name, value in blocks.items() if name.startswith("recipient:")]
    items = [value for name, value in blocks.items() if name.endswith("/shared")]
    if len(letters) != 1 or len(letters) + len(items) != len(blocks):
        raise ValueError("The file is not one recipient's copy.")
    shared = sorted((SharedItem.model_validate(one) for one in items), key=lambda one: one.number)
    return Letter.model_validate(letters[0]), tuple(shared)
