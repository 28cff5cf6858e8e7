"""What advice a person has seen, so that no record ever holds other words than those.

The pack in force, the register, the day and another tab can all change the advice between reading it
and sealing. A draft keeps a digest of the advice that was last shown; sealing compares.
"""

import hashlib
import json

from pydantic import JsonValue

from decisions.assessment import Assessment
from decisions.journey.service import Draft
from isa.platform.errors import Stale
from isa.platform.wording import gettext as _

_NOT_WORDS = frozenset({"at", "on", "due_at", "known_at", "register_version"})
"""Instants and versions. They move by themselves; ``due``, the deadline in words, is compared."""


class AdviceChanged(Stale):
    """The advice is not the one the person read; they read it again before anything is sealed."""


def digest(assessment: Assessment) -> str:
    """The same for two assessments that say the same, whenever they were made."""
    said = json.dumps(_said(assessment.model_dump(mode="json")), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _said(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items() if key not in _NOT_WORDS}
    if isinstance(value, list):
        return [_said(inner) for inner in value]
    return value


def require_as_read(draft: Draft, assessment: Assessment) -> None:
    """Raise ``AdviceChanged`` unless this very advice was shown to the person who decides."""
    if draft.assessed_at is None:
        raise AdviceChanged(_("Read the advice before you seal your decision."))
    if draft.advice_shown is not None and draft.advice_shown != digest(assessment):
        raise AdviceChanged(
            _("The advice has changed since you read it. Read it again, then check your decision.")
        )
