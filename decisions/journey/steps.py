"""Every step of the journey in asking order, checked when imported.

``QUESTIONS`` are the steps before the advice, ``DECISION`` the steps after it. A declaration that
names a later question or an option that does not exist fails here, at start-up, not on a page.
"""

from decisions.journey.fields import (
    NOT_LISTED,
    Question,
    Scope,
    Step,
    When,
    question,
    questions,
)
from decisions.journey.steps_caller import Caller
from decisions.journey.steps_case import About, Enquiries, Harm, Person, Purpose, Story
from decisions.journey.steps_choice import Them, Views, Whose
from decisions.journey.steps_circumstances import Circumstances
from decisions.journey.steps_decide import After, Cell, Decided, Message
from decisions.journey.steps_introduced import Introduced
from decisions.journey.steps_item import Care, Item, More, Use
from decisions.journey.steps_recipient import Effect, Link, Recipient
from decisions.journey.steps_start import Contents, Readers, Request, Sending
from decisions.journey.steps_telling import Telling
from decisions.policy.subjects import CASE_PERSON

QUESTIONS: tuple[type[Step], ...] = (
    Caller,
    Request,
    Sending,
    About,
    Person,
    Harm,
    Story,
    Recipient,
    Purpose,
    Link,
    Contents,
    Readers,
    Circumstances,
    Telling,
    Whose,
    Views,
    Item,
    Use,
    Care,
    More,
    Them,
    Effect,
    Enquiries,
)
DECISION: tuple[type[Step], ...] = (Decided, Cell, Introduced, Message, After)
STEPS: dict[str, type[Step]] = {step.key: step for step in (*QUESTIONS, *DECISION)}

WORKED_OUT: dict[str, tuple[str, ...]] = {
    "rang": ("yes", "no"),
    "asked_by_phone": ("yes", "no"),
    "use_counts": ("yes", "no"),
    "somebody": ("yes", "no"),
    "decides": ("yes", "no"),
    "age": ("under_12", "12_to_15", "16_or_17", "adult", "not_said"),
    "parents_unasked": ("yes", "no"),
    "shared": ("yes", "no"),
    "refused": ("yes", "no"),
    "has_chooser": ("yes", "no", "unanswered"),
    "lacks_adult": ("yes", "no"),
    "needs_proxy": ("yes", "no"),
    "limbs": ("both", "one", "none"),
    "channel": ("ask", "safe"),
    "whose": ("ask", CASE_PERSON),
    "harm": ("immediate", "significant", "some", "none_seen", "not_known", "unanswered"),
    "weighs": ("effect", "against_a_no", "nothing"),
}
"""What ``fact:`` conditions may name, with the values ``people.worked_out`` gives."""


def steps_of(scope: Scope) -> tuple[type[Step], ...]:
    """The steps asked of one situation, recipient, item, person or pair."""
    return tuple(step for step in STEPS.values() if step.scope is scope)


def _check() -> None:
    seen: list[Question] = []
    for step in STEPS.values():
        labels = [found.ask.label for found in questions(step)]
        if len(labels) != len(set(labels)):
            raise TypeError(f"Step {step.key} asks the same question twice.")
        for found in questions(step):
            _check_when(found, seen)
            _check_offers(found)
            if not set(found.ask.replaced_by) <= {one.name for one in seen if one.step is step}:
                raise TypeError(
                    f"{step.key}.{found.name} is replaced by what is not asked before it."
                )
            if found.ask.is_required and not found.ask.error:
                raise TypeError(f"{step.key}.{found.name} is required and has no error text.")
            seen.append(found)


def _check_offers(found: Question) -> None:
    """An option that does not always arise depends on another page: nothing moves under the finger."""
    for code, when in found.ask.offered_when:
        here = {one.name for one in questions(found.step)} | {found.step.key}
        if code not in found.options or when.field.partition(".")[0] in here:
            raise TypeError(f"{found.step.key}.{found.name} offers {code} on no earlier answer.")


def _check_when(found: Question, seen: list[Question]) -> None:
    for when in (found.ask.when, *(when for _, when in found.ask.offered_when)):
        if when is not None:
            _check_one(found, when, seen)


def _check_one(found: Question, when: When, seen: list[Question]) -> None:
    name = f"{found.step.key}.{found.name}"
    if when.field.startswith("fact:"):
        values = WORKED_OUT.get(when.field.removeprefix("fact:"))
        if values is None or not set(when.among) <= set(values):
            raise TypeError(
                f"{name} depends on {when.field} with values that are never worked out."
            )
        return
    earlier = earlier_question(found, when.field)
    if earlier not in seen:
        raise TypeError(f"{name} depends on {when.field}, which is not asked before it.")
    if not earlier.options and when.among == (NOT_LISTED,):
        return
    codes = {option.value for option in earlier.options}
    if not set(when.among) <= codes:
        raise TypeError(f"{name} depends on an answer that {when.field} does not offer.")


def earlier_question(found: Question, field: str) -> Question:
    """The question that a ``When`` names, from the step that declares it."""
    key, _, name = field.rpartition(".")
    try:
        return question(STEPS[key] if key else found.step, name)
    except KeyError as error:
        raise TypeError(
            f"{found.step.key}.{found.name} depends on {field}, which is not asked."
        ) from error


_check()
