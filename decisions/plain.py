"""An assessment as plain JSON values, or as a page of text, for the command line and for programs."""

from typing import Any

from decisions.assessing import Assessed
from decisions.assessment import ItemAdvice, LocalGuidance, NextStep, RecipientAdvice, in_order
from decisions.journey.answers import Answers
from decisions.journey.fields import path_of, questions
from decisions.journey.relevance import owners
from decisions.journey.route import unanswered
from decisions.journey.steps import STEPS
from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import FACTS
from decisions.records import wording

_BASES = ("Lawful basis",)


def as_plain(assessed: Assessed, given: Answers, pack: CompiledPack) -> dict[str, Any]:
    """Everything that was found. An outcome that is not settled is null; ``ignored`` names answers
    that count for nothing because their question is not asked.
    """
    found = assessed.assessment
    whole = found.model_dump(mode="json")
    return {
        "pack": found.pack,
        "pack_digest": found.pack_digest,
        "on": whole["on"],
        "act_now": assessed.evaluation.act_now,
        "act_now_may_become": list(found.act_now_may_become),
        "act_now_advice": whole["act_now"],
        "is_settled": found.is_settled,
        "recipients": [
            _recipient(one, raw)
            for one, raw in zip(found.recipients, whole["recipients"], strict=True)
        ],
        "telling": whole["telling"],
        "local": whole["local"],
        "not_known": whole["not_known"],
        "doubts": whole["doubts"],
        "missing": list(found.missing),
        "questions_left": _left(assessed),
        "ignored": _ignored(assessed, given),
        "citations": whole["citations"],
        "facts": FACTS.dump_python(assessed.facts, mode="json"),
        "trace": explain.trace(pack, assessed.facts, assessed.evaluation),
    }


def _recipient(one: RecipientAdvice, raw: dict[str, Any]) -> dict[str, Any]:
    return {
        **raw,
        "outcome": one.outcome or None,
        "scope": one.scope or None,
        "bases": [line.code for line in one.law if line.heading in _BASES],
        "items": [
            {**item, "outcome": advice.outcome or None, "rule": advice.rule or None}
            for advice, item in zip(one.items, raw["items"], strict=True)
        ],
    }


def _left(assessed: Assessed) -> list[str]:
    """The paths of the questions that still need an answer, in asking order."""
    return [
        path_of(step, stop.owner, asked.name)
        for stop in assessed.journey.stops
        if not stop.is_done
        for step in stop.steps
        for asked in unanswered(step, stop.owner, assessed.answers)
    ]


def _ignored(assessed: Assessed, given: Answers) -> list[str]:
    dropped = []
    for step in STEPS.values():
        for owner in owners(given, step.scope):
            before, after = given.step(step, owner), assessed.answers.step(step, owner)
            for asked in questions(step):
                if getattr(before, asked.name, None) != getattr(after, asked.name, None):
                    dropped.append(path_of(step, owner, asked.name))
    return dropped


def in_words(assessed: Assessed) -> str:
    """The assessment as text, the answer first."""
    found = assessed.assessment
    lines: list[str] = []
    if found.act_now is not None:
        lines += [found.act_now.headline.upper(), found.act_now.sentence]
        lines += [f"  {contact.label}: {contact.number}" for contact in found.act_now.contacts]
    for one in found.recipients:
        lines += ["", one.headline, one.sentence, *_local(one.guidance, "")]
        lines += [f"  {number}. {reason.sentence}" for number, reason in enumerate(one.reasons, 1)]
        lines += _items(one.items)
        lines += _titled("What to do next", in_order(one.conditions, one.consult, one.next_steps))
        lines += ["", "What this rests on in law"]
        lines += [
            f"  {line.heading}: {line.text}{' (to verify)' if found.is_to_verify(line) else ''}"
            for line in one.law
        ]
        lines += ["", one.coverage_sentence] if one.coverage_sentence else []
    lines += ["", found.telling.sentence, *_local(found.telling.guidance, "")]
    lines += ["", *found.not_known] if found.not_known else []
    for doubt in found.doubts:
        lines += ["", f"{wording.DOUBTS}: {doubt.words}"]
        lines += [f"  {line}" for line in wording.doubted(doubt)]
    lines += ["", f"{wording.law_used(found)} The tool advises; a person decides."]
    return "\n".join(lines).strip()


def _items(items: tuple[ItemAdvice, ...]) -> list[str]:
    if not items:
        return []
    return ["", "What to share", *(f"  {item.label}: {item.rule_label}" for item in items)]


def _titled(title: str, steps: tuple[NextStep, ...]) -> list[str]:
    if not steps:
        return []
    told = []
    for step in steps:
        told.append(f"  {step.sentence} ({step.due})" if step.due else f"  {step.sentence}")
        told += _local(step.guidance, "    ")
    return ["", title, *told]


def _local(said: tuple[LocalGuidance, ...], indent: str) -> list[str]:
    return [f"{indent}{wording.local(one)}" for one in said]
