"""The map of the journey as Markdown: every page in order, its questions, when each is asked, and why.

``docs/step-map.md`` is this text, kept fresh by a test. It is a fold over the step declarations and
the order of pages; nothing in it is written by hand but the joining words.
"""

from collections.abc import Iterator

from decisions.journey.choices_case import Depth
from decisions.journey.fields import (
    NOT_LISTED,
    Gate,
    Question,
    Scope,
    Step,
    When,
    path_of,
    questions,
)
from decisions.journey.plan import PLANS, Block
from decisions.journey.steps import DECISION, STEPS, earlier_question
from decisions.journey.steps_case import Person

_INTRODUCTION = """# The map of the journey

Generated from the step declarations (`decisions/journey/steps*.py`); do not edit by hand. Regenerate
with `make handbook`, or print it with `isa questions --map`.

Each page is a heading, in the order in which pages come. Pages about a recipient or an item of
information come once for each. A page that is asked "if needed" is left out as soon as none of its
answers can change the advice.
"""
_GATES = {
    None: "not asked",
    Gate.ALWAYS: "always",
    Gate.IF_NEEDED: "if needed",
    Gate.IF_ACT_NOW_OPEN: "while it is open whether something must be done now",
}
_PER = {
    Scope.CASE: "Once.",
    Scope.RECIPIENT: "For each recipient.",
    Scope.ITEM: "For each item of information.",
    Scope.PERSON: "For each person, apart from whom the case is about, whose choice an item is.",
    Scope.CELL: "For each item and each recipient.",
}
_STARTED: dict[tuple[str, ...], str] = {
    ("request_received",): "somebody has asked for information",
    ("routine_sending",): "something is about to be sent, and a check is made first",
}
_WORKED_OUT = {
    "somebody": {"yes": "somebody may need protecting"},
    "has_chooser": {
        "yes": "there is a person whose choice it is",
        "unanswered": "it is not yet answered whose choice it is",
    },
    "lacks_adult": {"yes": "an adult cannot decide for themselves"},
    "needs_proxy": {"yes": "somebody else may have to speak for the person"},
    "limbs": {"both": "a child and an adult are both involved"},
    "channel": {"ask": "an ordinary letter is to be sent, or they are no public service"},
    "whose": {"ask": "the item says something about a parent, a carer or somebody else"},
    "harm": {
        "some": "the harm is less than serious",
        "none_seen": "no harm is seen",
        "not_known": "it is not known how serious the harm is",
    },
    "weighs": {
        "effect": "the harm is less than serious, not seen or not known, and nobody has said no",
        "against_a_no": "they said no, and the harm is less than serious, not seen or not known, or is to an adult",
    },
}


def step_map() -> str:
    """The whole map."""
    lines = [_INTRODUCTION]
    for number, step in enumerate(_in_order(), start=1):
        if step is DECISION[0]:
            lines.append("# After the advice\n")
        lines += _page(number, step)
    return "\n".join(lines)


def _in_order() -> Iterator[type[Step]]:
    every = [STEPS[key] for plan in (PLANS[Depth.FULL], PLANS[Depth.CHECK]) for key in _keys(plan)]
    yield from dict.fromkeys(every)
    yield from DECISION


def _keys(plan: tuple[Block, ...]) -> Iterator[str]:
    return (key for scope_pages in plan for page in scope_pages[1] for key in page)


def _page(number: int, step: type[Step]) -> Iterator[str]:
    yield f"## {number}. {step.title}\n"
    yield f"`{step.key}`. {_PER[step.scope]} {_paths(step)}\n"
    yield "| Question | Asked when | Feeds | Path of the answer |"
    yield "|---|---|---|---|"
    for asked in questions(step):
        owner = {Scope.CASE: None, Scope.CELL: "<id>/<id>"}.get(step.scope, "<id>")
        cells = (
            asked.ask.label + ("" if asked.ask.is_required else " (may be left empty)"),
            _when(asked),
            ", ".join(f"`{fact}`" for fact in asked.ask.facts) or "the record alone",
            f"`{path_of(step, owner, asked.name)}`",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _paths(step: type[Step]) -> str:
    """On which path the page is asked; the steps of the decision are on all of them."""
    if step in DECISION:
        return "On every path."
    told = [f"{depth.text}: {_GATES[getattr(step, depth.value, None)]}" for depth in Depth]
    return "; ".join(told) + "."


def _when(asked: Question) -> str:
    if asked.ask.is_retired:
        return "No longer asked: an old answer counts until the questions in its place are answered"
    found = []
    if asked.step is Person:
        found.append("the record is to hold their details")
    if asked.step.triggers:
        found.append(_STARTED[asked.step.triggers])
    if asked.ask.when is not None:
        found.append(_condition(asked, asked.ask.when))
    told = " and ".join(found)
    left_to_later = [depth for depth in Depth if depth in asked.ask.not_on]
    if left_to_later:
        told = f"{told}; " if told else ""
        names = " or ".join(f"\u201c{depth.text}\u201d" for depth in left_to_later)
        told += f"not on the path {names}"
    return told[:1].upper() + told[1:] if told else "Always"


def _condition(asked: Question, when: When) -> str:
    if when.field.startswith("fact:"):
        name = when.field.removeprefix("fact:")
        words = _WORKED_OUT.get(name, {})
        plain = name.replace("_", " ")
        return ", or ".join(words.get(value, f"{plain} is {value}") for value in when.among)
    earlier = earlier_question(asked, when.field)
    label = earlier.ask.label.rstrip("?")
    texts = {option.value: option.text for option in earlier.options}
    texts[NOT_LISTED] = "Not in the list"
    left = [text for value, text in texts.items() if value not in when.among and earlier.options]
    left = [text for text in left if text != texts[NOT_LISTED]]
    if len(left) == 1 and len(when.among) > len(left) + 1:
        return f"\u201c{label}\u201d is answered with anything but \u201c{left[0]}\u201d"
    chosen = " or ".join(f"\u201c{texts[value]}\u201d" for value in when.among)
    return f"\u201c{label}\u201d is {chosen}"
