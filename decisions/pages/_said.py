"""The words to say, on the advice itself: nobody has to seal a record before they can ring."""

from decisions import service as advice
from decisions.assessing import Assessed
from decisions.assessment import RecipientAdvice
from decisions.journey.contradictions import is_of
from decisions.journey.sending import is_check
from decisions.pages import _own_agency, _script
from isa.platform.wording import gettext as _
from isa.ui import door, panels


def is_rung(seen: Assessed, name: str) -> bool:
    """Whether what must be done now is to ring this recipient."""
    found = seen.assessment.act_now
    return found is not None and any(is_of(name, contact.label) for contact in found.contacts)


def now(seen: Assessed) -> None:
    """Where something cannot wait: what to say, open, right under the numbers."""
    if seen.assessment.act_now is None:
        return
    told = advice.hears_where(seen)
    rung = [one.recipient_id for one in seen.assessment.recipients if is_rung(seen, one.name)]
    actor = door.actor()
    words = _script.script(
        seen.answers,
        actor,
        _own_agency.spoken(),
        may_hear_where=all(one in told for one in rung),
    )
    with panels.details(_("What to say when you ring"), is_open=True):
        _script.shown(words, "now")


def to(one: RecipientAdvice, seen: Assessed) -> None:
    """What to say to one recipient who may be told; not beside the same call made now."""
    if not one.outcome.startswith("share") or is_check(seen.answers) or is_rung(seen, one.name):
        return
    actor = door.actor()
    words = _script.script_for(
        one,
        seen,
        actor,
        _own_agency.spoken(),
        may_hear_where=one.recipient_id in advice.hears_where(seen),
    )
    with panels.details(_("What to say if you ring them")):
        _script.shown(words, one.recipient_id)
