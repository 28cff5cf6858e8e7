"""What came after a record was sealed, for its documents: a second person's view, replies, looking again.

No part of what is sealed. Of a conversation in the log it says no more than with whom and when: its words
stay where they are kept, and legal advice in its compartment.
"""

from collections.abc import Iterable, Iterator

from decisions.casework import advice_log
from decisions.casework.model import Entry, Look, Reviewed, Step
from decisions.casework.service import follow_up_of
from decisions.records.content import Told
from isa.platform.clock import show_instant
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _

_WORDS: dict[str, str] = {one.value: one.text for kind in (Step, Look, Reviewed) for one in kind}


def lead(one: Entry) -> str:
    """What happened, when, and who was spoken to, as a line of the log begins."""
    who = f", {one.who}" if one.who else ""
    late = (
        _(" (written down {entered_at})").format(entered_at=show_instant(one.entered_at))
        if (one.entered_at - one.at).total_seconds() > 60
        else ""
    )
    return f"{_WORDS.get(one.what, one.what)}, {show_instant(one.at)}{who}{late}"


def afterwards(database: Database, actor: Actor, record_id: str) -> tuple[Told, ...]:
    """Each line of what follows a record, and each conversation that led to it, as far as one may see."""
    return (
        *_followed(database, actor, record_id),
        *_conversations(database, actor, record_id),
    )


def _followed(database: Database, actor: Actor, record_id: str) -> Iterator[Told]:
    try:
        found = follow_up_of(database, actor, record_id)
    except (NotFound, NotPermitted):  # who may read the record alone has the record alone
        return
    if found is None:
        return
    for action in found.actions:
        yield from _lines(action.code.text, action.log)
    for party in found.parties:
        yield from _lines(party.words.name, party.words.log)


def _lines(about: str, log: Iterable[Entry]) -> Iterator[Told]:
    for one in log:
        yield Told(question=f"{about}: {lead(one)}", answer=one.words, is_own_words=bool(one.words))


def _conversations(database: Database, actor: Actor, record_id: str) -> Iterator[Told]:
    for one in advice_log.of_record(database, actor, record_id):
        when = f", {show_instant(one.asked_at)}" if one.asked_at else ""
        yield Told(
            question=_("Advice asked for before the decision: {whom}").format(whom=one.whom + when),
            answer=_("Kept apart as legal advice, in no copy")
            if one.is_privileged
            else _("Asked without names. The words stand in the log of whoever asked"),
            is_own_words=False,
        )
