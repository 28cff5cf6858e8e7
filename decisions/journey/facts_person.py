"""The facts of one person: whether they may hear of it, whose choice it is, and what they say."""

from collections.abc import Mapping

from decisions.journey import people
from decisions.journey.answers import Answers
from decisions.journey.choices_consent import (
    Competence,
    FreeChoice,
    ProxyView,
    SafeToTell,
    Unsafe,
    View,
)
from decisions.journey.fields import Scope
from decisions.journey.said import said
from decisions.journey.steps_choice import Views, Whose
from decisions.journey.steps_telling import Telling
from decisions.policy.model import Answer

_ASKED = ("somebody", "decides", "needs_proxy", "lacks_adult")
"""What is worked out for a person before their facts are."""


def person_facts(answers: Answers, scope: Scope, owner: str | None) -> dict[str, Answer | None]:
    """The person facts of the person the case is about, or of somebody else by id."""
    other = answers.another(owner)
    them = other.them if other else None
    telling, choice, views = (
        (them, them, them)
        if scope is Scope.PERSON
        else (answers.telling, answers.choice, answers.views)
    )
    safe_said = said(telling, "safe")
    # No rule knows of one parent alone: until somebody has advised, it is safe to tell neither.
    safe: dict[str, Answer | None] = {
        "safe_to_tell": SafeToTell.NO.value if safe_said == SafeToTell.ONE_PARENT else safe_said
    }
    found = {name: people.work_out(name, answers, scope, owner) for name in _ASKED}
    if found["somebody"] == "yes" and found["decides"] == "no":
        return {**safe, **_too_young(views, telling)}
    return {**safe, **_choice(choice, views, found, people.child_in_play(answers))}


def _choice(
    choice: Whose | None, views: Views | None, found: Mapping[str, str], child: str | None
) -> dict[str, Answer | None]:
    """Whose choice it is and what they say; ``found`` is what was worked out for that person."""
    if found["somebody"] == "no":
        return {
            "person_competence": "not_applicable",
            "free_choice": "not_applicable",
            "view_on_sharing": "not_applicable",
            "reason_not_asked": "not_applicable",
            "best_interests": "not_applicable",
            "proxy_view": "no_proxy",
        }
    facts: dict[str, Answer | None] = {}
    competence = choice.competence if choice else None
    facts["person_competence"] = _competence(choice, child)
    facts["free_choice"] = said(choice, "free")
    facts["view_on_sharing"] = said(views, "view")
    facts["proxy_view"] = said(views, "proxy")
    if competence is Competence.NOBODY:
        facts["free_choice"] = facts["view_on_sharing"] = "not_applicable"
    if competence is not None and found["needs_proxy"] == "no":
        facts["proxy_view"] = "no_proxy"
    facts["best_interests"] = said(choice, "best_interests")
    if competence is not None and found["lacks_adult"] == "no":
        facts["best_interests"] = "not_applicable"
    facts["reason_not_asked"] = _reason(views, competence)
    return facts


def _too_young(views: Views | None, telling: Telling | None) -> dict[str, Answer | None]:
    """A child under 12: nobody asks them for an adult's choice, and whether the parents were asked counts.

    That somebody presses them is known where it was said to make telling unsafe; else it does not arise.
    """
    unsafe = (telling.unsafe if telling else None) or ()
    is_pressed = Unsafe.COERCED in unsafe
    proxy = views.proxy if views else None
    is_unasked = proxy in (ProxyView.NOT_ASKED, ProxyView.NOT_KNOWN)
    return {
        "person_competence": Competence.LACKS.value,
        "free_choice": FreeChoice.PRESSURE.value if is_pressed else "not_applicable",
        "best_interests": "not_applicable",
        "proxy_view": said(views, "proxy"),
        "view_on_sharing": (View.NOT_ASKED if is_unasked else View.CANNOT_BE_ASKED).value,
        "reason_not_asked": said(views, "parents_not_asked") if is_unasked else "not_applicable",
    }


def _competence(choice: Whose | None, child: str | None) -> str | None:
    """What was said; "under 16 and understands" cannot hold of an adult, so it is then not assessed."""
    found = said(choice, "competence")
    is_none = found == Competence.GILLICK and child == "none"
    return Competence.NOT_ASSESSED.value if is_none else found


def _reason(views: Views | None, competence: Competence | None) -> str | None:
    view = views.view if views else None
    if competence is Competence.NOBODY:
        return "not_applicable"
    if view is None:
        return None
    if view in (View.NOT_ASKED, View.NOT_KNOWN):
        return said(views, "reason_not_asked")
    return "not_applicable"
