"""Column types that mean the same on SQLite and PostgreSQL, and lists as both take them best."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from typing_extensions import override


class UtcDateTime(TypeDecorator[datetime]):
    """An instant stored in UTC and read back aware; SQLite alone would return a naive value."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive value; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone before it is stored.")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


def evenly(several: Collection[str]) -> list[str]:
    """The same in order, the last repeated up to a power of two: for ``IN`` in a statement asked often.

    A list of another length makes another statement, which neither engine has compiled yet.
    """
    found = sorted(several)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found))
