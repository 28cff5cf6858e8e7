"""What was kept as it was made, read for an export: events, notes, checks, versions, papers, assurances.

A person's saved filters are read only for that person. The bytes of papers are read one at a time.
"""

import hashlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from isa.platform.crypto import KeyRing
from isa.platform.errors import Tampered
from isa.platform.wording import gettext as _
from isa.register.agreements.moves.changed.service import changed_at
from isa.register.agreements.papers.content import EXTENSIONS, MediaType
from isa.register.agreements.tables import (
    AgreementPaperBodyRow,
    AgreementPaperRow,
    AgreementVersionRow,
)
from isa.register.agreements.versions.service import said
from isa.register.exporting.shape import ADDED, IS_CURRENT, KEPT, Row
from isa.register.worklist.tables import WorklistFilterRow

_LONGEST = 30_000
"""Characters in a cell: a workbook takes no more than 32,767, so a longer text goes over several rows."""
_AT_ONCE = 20


def kept_rows(session: Session, name: str, *, are_judged: bool = True) -> list[Row]:
    """The rows of a sheet of kept things by their id; ``are_judged`` says of each whether it is current."""
    model: Any = KEPT[name]
    own = [each.name for each in ADDED[name] if each.name != IS_CURRENT]
    told = [getattr(model, each) for each in own]
    if not are_judged or len(own) == len(ADDED[name]):
        wanted = select(*told).order_by(model.id)
        return [dict(zip(own, row, strict=True)) for row in session.execute(wanted)]
    wanted = select(*told, model.register_version).order_by(model.id)
    found = session.execute(wanted).all()
    changed = {
        each: changed_at(session, each)
        for each in {row[own.index("agreement_id")] for row in found}
    }
    return [
        {
            **dict(zip(own, row, strict=False)),
            IS_CURRENT: row[-1] >= changed[row[own.index("agreement_id")]],
        }
        for row in found
    ]


def version_texts(session: Session) -> list[Row]:
    """What each numbered version said, part by part; a part too long for a cell goes on in the next row."""
    found: list[Row] = []
    rows = session.execute(select(AgreementVersionRow).order_by(col(AgreementVersionRow.id)))
    for row in rows.scalars():
        pieces = [
            (label, text[start : start + _LONGEST])
            for label, text in said(session, row).items()
            for start in range(0, max(len(text), 1), _LONGEST)
        ]
        found += [
            {"id": row.id, "place": place, "label": label, "text": text}
            for place, (label, text) in enumerate(pieces)
        ]
    return found


def own_filters(session: Session, keys: KeyRing, actor_id: str) -> list[Row]:
    """The filters one person keeps, by name."""
    row = WorklistFilterRow
    found = session.execute(
        select(row).where(col(row.actor_id) == actor_id).order_by(col(row.name))
    ).scalars()
    return [
        {
            "name": each.name,
            "wanted": keys.decrypt(
                each.token, table=str(row.__tablename__), row=each.id, column="token"
            ),
        }
        for each in found
    ]


def paper_sizes(session: Session) -> dict[str, int]:
    """The size of each paper whose bytes are kept, by their digest."""
    row = AgreementPaperRow
    wanted = select(col(row.sha256), col(row.size)).where(col(row.removed_at).is_(None))
    return {row.sha256: row.size for row in session.execute(wanted)}


def paper_contents(
    session: Session, keys: KeyRing, digests: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """The name and bytes of papers, each once; ``Tampered`` when a stored paper is not the one that was kept."""
    row, body = AgreementPaperRow, AgreementPaperBodyRow
    waiting = sorted(digests)
    for start in range(0, len(waiting), _AT_ONCE):
        some = waiting[start : start + _AT_ONCE]
        wanted = (
            select(col(row.sha256), col(row.media_type), col(body.paper_id), col(body.body))
            .join(body, col(body.paper_id) == col(row.id))
            .where(col(row.sha256).in_(some))
        )
        seen: set[str] = set()
        for digest, kind, paper_id, token in session.execute(wanted):
            if digest in seen:
                continue
            seen.add(digest)
            text = keys.decrypt(token, table=str(body.__tablename__), row=paper_id, column="body")
            data = b64decode(text)
            if hashlib.sha256(data).hexdigest() != digest:
                raise Tampered(_("A stored paper is not the one that was kept."))
            yield f"{digest}{EXTENSIONS[MediaType(kind)]}", data
