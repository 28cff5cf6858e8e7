"""Running the law again over stored records: one, for whoever may read it; all of them, as counts.

A study changes nothing and says nothing about a person. It lists only records that the actor may
read, and it is noted that it was made.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from decisions.policy import released
from decisions.policy.compiled import CompiledPack
from decisions.policy.impact import Decided, Study, Tally
from decisions.policy.replay import FACTS_SCHEMAS
from decisions.records import rows as record_rows
from decisions.records import seal
from decisions.records.service import log_view, visible
from decisions.records.tables import DisposalRow, RecordRow
from decisions.replaying import rows
from decisions.replaying.again import Again, Whole, again
from decisions.replaying.rows import Stored
from isa.platform.clock import LONDON
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may, require

STUDIED = "impact_studied"
UNKNOWN_PACK = "The pack it was made under is not among the released packs here."


def replay_record(
    database: Database,
    actor: Actor,
    record_id: str,
    *,
    pack: str | None = None,
    on: date | None = None,
) -> Again:
    """Run one record again, which counts as looking at it.

    Without ``pack`` under its own pack, without ``on`` on the day it was sealed. Raises ``Tampered``
    when the record does not fit its signature.
    """
    require(actor, Action.RECORD_READ)
    with database.read() as session:
        row = record_rows.readable(session, actor, record_id)
        blocks = None
        if session.get(DisposalRow, record_id) is None:
            held = record_rows.sealed(session, database.keys, row)
            blocks = {name: seal.shown(one) for name, one in held.disclosures.items()}
        whole = Whole(claims=seal.signed_part(row.jws).claims, blocks=blocks)
    found = again(whole, pack=pack, on=on)
    log_view(database, actor, record_id)
    return found


def study(
    database: Database,
    actor: Actor,
    after: CompiledPack,
    *,
    before: CompiledPack | None = None,
    since: date | None = None,
    limit: int | None = None,
    on: date | None = None,
    heard: Callable[[int], object] | None = None,
) -> Tally:
    """Run stored records again under a pack, beside the pack each was made under.

    Only those made under ``before``, if it is given; only those sealed since a day; only the newest
    ``limit``, with any others of the same second. Each on the day it was sealed, or all on ``on``.
    ``heard`` is told after each page how many records were read: a whole nation's take minutes.
    """
    require(actor, Action.IMPACT_STUDY)
    condition = visible(actor, Action.IMPACT_STUDY)
    if since is not None:
        begins = datetime.combine(since, time.min, LONDON).astimezone(UTC)
        condition = and_(condition, col(RecordRow.sealed_at) >= begins)
    if limit is not None:
        condition = _newest(database, condition, limit)
    found = _Reader(actor, Study(after), before, on)
    last, read = "", 0
    while True:
        with database.read() as session:
            page = list(rows.page(session, database.keys, condition, last))
        if not page:
            break
        for stored in page:
            found.take(stored)
        last = page[-1].record_id
        read += len(page)
        if heard is not None:
            heard(read)
    tally = found.study.tally()
    with database.write(actor) as work:
        work.record(
            STUDIED,
            after.pack.id,
            made_under=before.pack.id if before else None,
            since=since.isoformat() if since else None,
            records=tally.decisions,
        )
    return tally


def _newest(database: Database, condition: ColumnElement[bool], limit: int) -> ColumnElement[bool]:
    with database.read() as session:
        begins = rows.since_newest(session, condition, limit)
    return condition if begins is None else and_(condition, col(RecordRow.sealed_at) >= begins)


class _Reader:
    """Hands stored records to a study, each under the pack that its signed part names."""

    def __init__(
        self, actor: Actor, study: Study, before: CompiledPack | None, on: date | None
    ) -> None:
        self.study = study
        self._actor = actor
        self._before = before
        self._on = on
        self._packs: dict[str, CompiledPack | None] = {}

    def take(self, stored: Stored) -> None:
        """Add one record, or count it as one that cannot be run."""
        claims = stored.signed.claims
        if self._before is not None and claims.pack_digest != self._before.pack.digest:
            return
        may_list = may(
            self._actor,
            Action.RECORD_READ,
            agency_id=stored.agency_id,
            owner_id=stored.author_id,
        )
        made_under = self._pack(claims.pack_digest)
        why_not = stored.why_not
        if not why_not and claims.facts_schema not in FACTS_SCHEMAS:
            why_not = f"Its facts are in form {claims.facts_schema!r}, which is not read here."
        if not why_not and made_under is None:
            why_not = UNKNOWN_PACK
        if why_not or made_under is None:
            self.study.refuse(stored.record_id, why_not, may_list=may_list)
            return
        self.study.take(
            Decided(stored.record_id, stored.facts, may_list),
            made_under,
            self._on or stored.sealed_at.astimezone(LONDON).date(),
        )

    def _pack(self, digest: str) -> CompiledPack | None:
        if digest not in self._packs:
            self._packs[digest] = released.load_sealed(digest)
        return self._packs[digest]
