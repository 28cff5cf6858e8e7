"""Whose choice an item is: that of the person the case is about, or of the somebody else it is about.

A person fact (what somebody wants, whether they can decide, whether telling them is safe) belongs
to one person. A case or recipient table reads it of the person the case is about. An item table
reads it, as ``subject.<fact>``, of the person the item is about.
"""

from collections.abc import Mapping

from decisions.policy.model import Answer, Facts

SUBJECT = "subject"
WHOSE = "whose"
CASE_PERSON = "case_person"
ANOTHER = "another"


def subject_of(fact: str) -> str:
    """The name of a person fact as an item table reads it."""
    return f"{SUBJECT}.{fact}"


def plain(name: str) -> str:
    """The fact a name belongs to: ``subject.view_on_sharing`` is ``view_on_sharing`` of somebody."""
    return name.removeprefix(f"{SUBJECT}.")


def with_subjects(facts: Facts, people: frozenset[str]) -> tuple[Mapping[str, Answer], ...]:
    """The items, each with the person facts of whoever it is about.

    ``people`` names the person facts of the pack. With no items there is one blank item, about the
    person the case is about.
    """
    if not people:
        return facts.items or ({},)
    own = {subject_of(name): facts.case[name] for name in people if name in facts.case}
    return tuple([_with_subject(item, own, people) for item in facts.items]) or (own,)


def _with_subject(
    item: Mapping[str, Answer], own: Mapping[str, Answer], people: frozenset[str]
) -> Mapping[str, Answer]:
    if item.get(WHOSE) == CASE_PERSON:
        return {**item, **own}
    return {subject_of(name) if name in people else name: value for name, value in item.items()}
