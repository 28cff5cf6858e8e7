"""The code of one answer, as a fact holds it."""

from decisions.journey.fields import Step

ASKED_NOW = "not_applicable"
"""What a fact is whose question no page asks any more, or whose question was not the one answered."""


def said(step: Step | None, name: str) -> str | None:
    """The code of one answer, or None while it is unanswered."""
    value = getattr(step, name, None)
    return None if value is None else str(value)
