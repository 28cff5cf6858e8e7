"""Answering a request from its file: a draft that begins with who asks, what for and under which power.

Nothing in the file is believed: whether it is really them, what is needed and whether telling is safe
are asked as for any other request. Nothing that was typed in the file is logged or repeated in a fault.
"""

from decisions.casework.powers import Power
from decisions.casework.request_file import FIELD, RequestFile, read
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.choices_start import Warned
from decisions.journey.fields import NARRATIVE_LIMIT, NOT_LISTED
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.naming import fold

_LONGEST_LINE = 300
_WARNED = {SafeToTell.YES: Warned.MAY_KNOW, SafeToTell.PERSON_ONLY: Warned.ONLY_THEM}
"""What the sender said of telling; anything else means that nobody may be told."""


def start_from_file(database: Database, actor: Actor, data: bytes) -> str:
    """A draft that answers the request in a file; its id. ``Invalid`` says what is wrong with the file."""
    require(actor, Action.DRAFT_WRITE)
    request = read(data)
    said = {
        "request.asked_by": _asked_by(request),
        "request.asked_for": _asked_for(request),
        "request.reference": request.reference or None,
        "request.power": request.power.value,
        "request.warned": _WARNED.get(request.is_it_safe_to_tell_them, Warned.NOBODY).value,
        "purpose.aim": request.purpose.value,
        "recipient.recipient.agency_id": _listed(database, actor, request),
    }
    try:
        draft = drafts.start_draft(
            database, actor, trigger=Trigger.REQUEST_RECEIVED, depth=Depth.QUICK, said=said
        )
    except Invalid:
        raise Invalid(
            {FIELD: _("This file cannot start a decision. Answer from the letter instead")}
        ) from None
    with database.write(actor) as work:
        work.record("request_file_used", draft.id, request=request.request)
    return draft.id


def _listed(database: Database, actor: Actor, request: RequestFile) -> str:
    """The asker in our own register, if its id and its name there are both what the file says."""
    try:
        found = register.agency(database, actor, request.asked_by.agency_id)
    except NotFound:
        return NOT_LISTED
    is_same = fold(found.name) == fold(request.asked_by.agency)
    return found.id if is_same else NOT_LISTED


def _asked_by(request: RequestFile) -> str:
    asker = request.asked_by
    who = ", ".join(filter(None, (asker.name, asker.role, asker.agency)))
    return " ".join(who.split())[:_LONGEST_LINE]


def _asked_for(request: RequestFile) -> str:
    """What they ask for and why, and what they say about safety, by when and the power they named.

    Where that is too long to keep, what they ask for and why is cut, never whom they say not to tell.
    """
    words = "\n\n".join((request.asked_for, _("Why they need it: {why}").format(why=request.why)))
    lines: list[str] = []
    if request.power is Power.OTHER:
        lines.append(_("The law they name: {law}").format(law=request.power_named))
    lines.append(_("They ask for an answer by {day}.").format(day=request.answer_by.isoformat()))
    if request.is_it_safe_to_tell_them is SafeToTell.PERSON_ONLY:
        lines.append(
            _("They say that nobody around the person may be told, and the person only alone.")
        )
    elif request.is_it_safe_to_tell_them is not SafeToTell.YES:
        lines.append(
            _("They say that the person, their family and those around them may not be told.")
        )
    whole = "\n\n".join((words, *lines))
    if len(whole) <= NARRATIVE_LIMIT:
        return whole
    kept = "\n\n".join(("", *lines, _("The rest is in the letter.")))
    return words[: NARRATIVE_LIMIT - len(kept)] + kept
