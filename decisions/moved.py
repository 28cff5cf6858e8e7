"""What moved the advice since it was last read: which answers, from what to what, in a sentence.

The answers are taken back in thought to what they were when the advice was read, and the tables are
asked again. Nothing of it is kept: the record holds every changed answer by itself.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from decisions import lookup, shown
from decisions import service as advice
from decisions.assessing import Assessed
from decisions.journey import changes, retold
from decisions.journey.answers import Answers
from decisions.journey.fields import Scope
from decisions.journey.paths import question_at
from decisions.journey.reading import build
from decisions.journey.service import Draft
from decisions.strict_json import parsed
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _


def moved(
    database: Database, actor: Actor, draft: Draft, now: Assessed, *, on: date, at: datetime
) -> tuple[str, ...]:
    """A sentence for each recipient whose answer changed; none where the words are those last read."""
    require(actor, Action.DRAFT_READ)
    if draft.advice_shown in (None, shown.digest(now.assessment)):
        return ()
    every = changes.changes(database, actor, draft.id)
    since = draft.advice_since or draft.assessed_at
    late = [one for one in every if since is None or one.at >= since]
    old: dict[str, str] = {}
    for one in late:
        old.setdefault(one.path, one.old)
    try:
        before = taken_back(draft.answers, {path: parsed(text) for path, text in old.items()})
    except Invalid:
        return ()  # an item or a recipient that came or went: the answers do not stand alone
    if not old:
        return ()
    discloser = lookup.discloser_of(database, actor, draft.agency_id)
    was = advice.assess_answers(database, actor, before, discloser, on=on, at=at).assessment
    headlines = {one.recipient_id: one.headline for one in was.recipients}
    asked = dict.fromkeys(
        retold.label(question_at(path), draft.answers.trigger).rstrip("?") for path in old
    )
    words = _("\u2019 and \u2018").join(asked)
    return tuple(
        _(
            "Your answer to \u2018{asked}\u2019 changed the advice from \u2018{was}\u2019 "
            "to \u2018{now}\u2019."
        ).format(asked=words, was=headlines[one.recipient_id], now=one.headline)
        for one in now.assessment.recipients
        if headlines.get(one.recipient_id, one.headline) != one.headline
    )


def taken_back(answers: Answers, old: Mapping[str, object]) -> Answers:
    """The answers with these put back by path; ``Invalid`` where whoever they are about is gone."""
    raw: dict[str, Any] = answers.model_dump(mode="json", exclude_none=True)
    for path, value in old.items():
        *where, key, name = path.split(".")
        holder = raw
        if where:
            kind, owner = where[:2]
            found = next((one for one in raw.get(kind, []) if one["id"] == owner), None)
            if found is None or question_at(path).step.scope is Scope.CELL:
                raise Invalid({path: _("This is no longer in the draft.")})
            holder = found
        step = holder.setdefault(key, {})
        if value is None:
            step.pop(name, None)
        else:
            step[name] = value
    return build(raw)
