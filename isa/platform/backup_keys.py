"""Whether the key ring that is set opens what a copy holds; if not, which key sealed what it cannot read.

A record is named by the thumbprint of the key that signed it, which is what a key ring and its copies can
be told by. Records signed with an earlier key are as good as any while the ring opens what they hold.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Integer, String, bindparam, inspect
from sqlalchemy import text as sql
from sqlmodel import Session

from isa.platform.clock import show_date
from isa.platform.columns import UtcDateTime
from isa.platform.crypto import KeyRing
from isa.platform.errors import ConfigurationError
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext

_SEALED = sql(
    "SELECT kid, count(*) AS records, min(sealed_at) AS first, max(sealed_at) AS last"
    " FROM record GROUP BY kid ORDER BY min(sealed_at)"
).columns(kid=String(), records=Integer(), first=UtcDateTime(), last=UtcDateTime())
_SOME = sql(
    "SELECT d.body FROM record r JOIN record_disclosure d ON d.record_id = r.id"
    " WHERE r.kid = :kid AND r.sealed_at = :at LIMIT 1"
).bindparams(bindparam("at", type_=UtcDateTime()))


class Lacking(NamedTuple):
    """A key that the ring lacks: its thumbprint, how many records it sealed, from when until when."""

    kid: str
    records: int
    first: datetime
    last: datetime


def check_keys(session: Session, ring: KeyRing) -> None:
    """Nothing, or ``ConfigurationError`` that names the keys which the ring lacks.

    Of each key the oldest and the newest record are tried, and what the installation itself was sealed with.
    """
    token = session.execute(sql("SELECT key_check FROM installation")).scalar()
    opens_own = ring.opens(str(token))
    lacking = list(_lacking(session, ring, opens_own=opens_own))
    if opens_own and not lacking:
        return
    own = ring.signing.thumbprint()
    raise ConfigurationError(
        "\n".join(
            [
                _(
                    "The key ring that is set, which signs with {own}, does not open what this copy holds. "
                    "Nothing was put back."
                ).format(own=own),
                *map(_told, lacking),
                _("Set ISA_KEYS or ISA_KEY_FILE to the key ring that belongs to it, and retry."),
            ]
        )
    )


def _lacking(session: Session, ring: KeyRing, *, opens_own: bool) -> Iterator[Lacking]:
    if "record" not in inspect(session.connection()).get_table_names():
        return
    for row in session.execute(_SEALED).all():
        bodies = [
            body
            for at in (row.first, row.last)
            for body in session.execute(_SOME, {"kid": row.kid, "at": at}).scalars()
        ]
        is_open = all(ring.opens(body) for body in bodies) if bodies else opens_own
        if not is_open:
            yield Lacking(*row)


def _told(key: Lacking) -> str:
    return ngettext(
        "{count} record was sealed with the key {kid}, on {first}.",
        "{count} records were sealed with the key {kid}, from {first} to {last}.",
        key.records,
    ).format(
        count=key.records,
        kid=key.kid,
        first=show_date(key.first.date()),
        last=show_date(key.last.date()),
    )
