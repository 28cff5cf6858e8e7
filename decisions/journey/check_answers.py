"""The check-answers rows: what was asked, what was answered, and where to change it.

The page, the record and the document all render these rows, so they cannot differ.
"""

from collections.abc import Callable
from datetime import date

from decisions.assessment import Frozen
from decisions.journey import people, retold
from decisions.journey.answers import Answers
from decisions.journey.fields import (
    NOT_LISTED,
    Choice,
    Dated,
    Question,
    Step,
    Widget,
    questions,
)
from decisions.journey.relevance import is_relevant, is_required, stand_in
from decisions.journey.stops import Stop, stop_key
from decisions.policy.subjects import CASE_PERSON
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _

NO_ANSWER = _("Not answered")
NOT_KNOWN = _("Not known")
SOMEBODY_ELSE = _("Somebody else")
CASE_PERSON_WORDS = _("The person you are worried about")


class Row(Frozen):
    """One line: the question, the answer in words, and the page that changes it."""

    path_name: str
    label: str
    shown: str
    target: str
    is_own_words: bool


Naming = Callable[[str], str]
"""Gives the name of an agency or a category for its id; unknown ids come back as they are."""


def check_rows(
    step: type[Step], owner: str | None, answers: Answers, *, agency: Naming, category: Naming
) -> tuple[Row, ...]:
    """The rows of one step: the questions that are asked, and old ones whose answer still counts."""
    held = answers.step(step, owner)
    rows = []
    for asked in questions(step):
        value = getattr(held, asked.name, None)
        is_needed = is_required(asked, answers) and not asked.ask.is_retired
        if not is_relevant(asked, owner, answers) or (value is None and not is_needed):
            continue
        if value is None and stand_in(asked, owner, answers) is not None:
            continue
        rows.append(
            Row(
                path_name=asked.name,
                label=retold.label(asked, answers.trigger),
                shown=shown(
                    asked,
                    value,
                    agency=agency,
                    category=category,
                    person=lambda one: people.called(answers, one),
                ),
                target=stop_key(step, owner),
                is_own_words=asked.ask.widget in (Widget.NARRATIVE, Widget.LINE),
            )
        )
    return tuple(rows)


def rows_of(stop: Stop, answers: Answers, *, agency: Naming, category: Naming) -> tuple[Row, ...]:
    """The rows of one page of the journey."""
    return tuple(
        row
        for step in stop.steps
        for row in check_rows(step, stop.owner, answers, agency=agency, category=category)
    )


def shown(
    asked: Question,
    value: object,
    *,
    agency: Naming,
    category: Naming,
    person: Naming = lambda _: SOMEBODY_ELSE,
) -> str:
    """An answer as a person reads it."""
    if value is None:
        return NO_ANSWER
    if isinstance(value, Dated):
        return show_dated(value)
    if isinstance(value, tuple):
        return "; ".join(member.text for member in value if isinstance(member, Choice))
    if isinstance(value, Choice):
        return value.text
    if isinstance(value, date):
        return show_date(value)
    if asked.ask.widget is Widget.AGENCY:
        return _("Not in the list") if value == NOT_LISTED else agency(str(value))
    if asked.ask.widget is Widget.PERSON:
        return CASE_PERSON_WORDS if value == CASE_PERSON else person(str(value))
    return category(str(value)) if asked.ask.widget is Widget.CATEGORY else str(value)


# Words before which "About" is one too many: "Since the summer" says itself that it is no day. "At" and "on"
# are none of them: without "About", a time that was guessed would read as one that was known.
_ALREADY_VAGUE = frozenset(
    _(
        "about around since before after from between during until over for some ever always every each all "
        "throughout sometime sometimes in within"
    ).split()
)


def show_dated(value: Dated) -> str:
    """When something happened, in words: "21 November 2026 at 16:30", "About early November"."""
    if value.state == "not_known":
        return NOT_KNOWN
    day = show_date(value.on) if value.on else ""
    hour = _(" at {time}").format(time=f"{value.at:%H:%M}") if value.at and day else ""
    said = ", ".join(part for part in (f"{day}{hour}", value.words.strip()) if part)
    if value.state == "exact" or said.split(" ")[0].lower() in _ALREADY_VAGUE:
        return said
    return _("About {time}").format(time=said)
