"""The reviewer's use case: what would have changed the advice on a sealed decision.

Only after the decision, only for a lead of the agency, and never for whoever decided: shown before,
it would be a recipe for the advice one wants. It is worked out each time and kept nowhere.
"""

from pydantic import ValidationError

from decisions.assessment import Frozen
from decisions.journey.reading import build
from decisions.policy import released
from decisions.policy.compiled import CompiledPack
from decisions.policy.facts import validate_facts
from decisions.policy.faults import PackError
from decisions.policy.model import FACTS, Facts
from decisions.records import service as records
from decisions.records.content import Content
from decisions.records.service import RecordLine
from decisions.reviewing.changes import Change, Changer
from decisions.reviewing.known_then import known_then
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotPermitted
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _

_GONE = _("What this record held was disposed of, so nothing can be worked out from it.")
_NO_PACK = _("The law pack that this advice came from is not kept here.")
_OTHERWISE = _("This release reads these answers otherwise than the one they were given to.")


class WhatIf(Frozen):
    """The changes, the most urgent first; ``why_not`` says why none can be worked out."""

    changes: tuple[Change, ...] = ()
    why_not: str = ""


def may_review(actor: Actor, line: RecordLine) -> bool:
    """Whether the actor reviews this decision: by their role, and because they did not make it."""
    is_theirs = actor.id == line.author_id
    return not is_theirs and may(
        actor, Action.DECISION_REVIEW, agency_id=line.agency_id, owner_id=line.author_id
    )


def what_would_change(database: Database, actor: Actor, record_id: str) -> WhatIf:
    """What would change the advice that a record holds, under the pack it came from.

    Raises ``NotFound`` for a record the actor may not read, and ``NotPermitted`` for one that they
    may read but do not review.
    """
    require(actor, Action.DECISION_REVIEW)
    found = records.record(database, actor, record_id)
    if not may_review(actor, found.line):
        raise NotPermitted(_("Only a lead who did not make this decision reviews it."))
    if found.content is None:
        return WhatIf(why_not=_GONE)
    return _worked_out(found.content)


def _worked_out(content: Content) -> WhatIf:
    pack = _pack_of(content)
    if pack is None:
        return WhatIf(why_not=_NO_PACK)
    try:
        answers = build(dict(content.answers))
        sealed = FACTS.validate_python(content.facts)
        known = known_then(answers, sealed)
    except (Invalid, ValidationError, ValueError):
        return WhatIf(why_not=_OTHERWISE)
    shown = content.assessment
    changer = Changer(known, pack, shown.on, _names(content))
    base = changer.state(answers)
    if not _is_read_alike(pack, sealed, base.facts):
        return WhatIf(why_not=_OTHERWISE)
    return WhatIf(changes=changer.changes(answers))


def _pack_of(content: Content) -> CompiledPack | None:
    """The very pack the advice came from; None when it is gone, changed or not proved."""
    shown = content.assessment
    folder = released.packs_dir() / shown.pack
    if not (folder / "pack.toml").is_file():
        return None
    try:
        pack = released.load_proved(folder)
    except PackError:
        return None
    return pack if pack.pack.digest == shown.pack_digest else None


def _names(content: Content) -> dict[str, str]:
    names = {one.recipient_id: one.name for one in content.assessment.recipients}
    return names | {item.item_id: item.label for item in content.items}


def _is_read_alike(pack: CompiledPack, sealed: Facts, derived: Facts) -> bool:
    """Whether both sets of facts are the same to the pack, which may fill in what was not asked then."""
    try:
        one, other = (validate_facts(pack, FACTS.dump_python(way)) for way in (sealed, derived))
    except Invalid:
        return False
    return one == other
