"""Required-flow profiles: what a hub or meeting needs to be able to send, held against the register.

A profile is data (``data/profiles``): flows between kinds of agency. It says what the work usually
needs, not what the law asks for, and a gap never means that something may not be shared.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network.book import Book
from isa.coverage.network.flow import Cell, Flow
from isa.platform.errors import ConfigurationError


class Required(Frozen):
    """Agencies of these kinds send this to agencies of those kinds."""

    senders: tuple[str, ...] = Field(min_length=1)
    receivers: tuple[str, ...] = Field(min_length=1)
    purpose: str
    categories: tuple[str, ...] = Field(min_length=1)
    subjects: tuple[str, ...] = Field(min_length=1)
    is_both_ways: bool = False


class Profile(Frozen):
    """What one hub or meeting needs. ``core`` are the kinds of agency it does not work without."""

    code: str
    title: str
    summary: str
    core: tuple[str, ...]
    flows: tuple[Required, ...] = Field(min_length=1)

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind of agency the profile names."""
        return frozenset(
            kind for flow in self.flows for kind in (*flow.senders, *flow.receivers)
        ) | frozenset(self.core)

    def needed(self, book: Book) -> Iterator[Flow]:
        """Each flow between two agencies of the book, of different controllers, once."""
        seen = set()
        for flow in self.flows:
            ways = [(flow.senders, flow.receivers)]
            if flow.is_both_ways:
                ways.append((flow.receivers, flow.senders))
            for senders, receivers in ways:
                for provider, recipient in _between(book, senders, receivers):
                    key = (provider, recipient, flow.purpose, flow.categories, flow.subjects)
                    if key not in seen:
                        seen.add(key)
                        yield Flow(
                            provider=provider,
                            recipient=recipient,
                            purpose=flow.purpose,
                            categories=flow.categories,
                            subjects=flow.subjects,
                        )


def _between(
    book: Book, senders: Sequence[str], receivers: Sequence[str]
) -> Iterator[tuple[str, str]]:
    giving = [agency for agency, kind in book.types.items() if kind in senders]
    having = [agency for agency, kind in book.types.items() if kind in receivers]
    for provider in giving:
        for recipient in having:
            apart = book.sides[provider].controller_id != book.sides[recipient].controller_id
            if provider != recipient and apart:
                yield provider, recipient


def gaps(found: Sequence[Cell]) -> tuple[Cell, ...]:
    """The flows that are needed and not wholly covered."""
    return tuple(
        cell for cell in found if not cell.is_covered and cell.verdict is not Verdict.NOT_APPLICABLE
    )


def load(folder: Path) -> dict[str, Profile]:
    """The profiles of a folder by code; ``ConfigurationError`` names the file and what is wrong."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            written = tomllib.loads(path.read_text(encoding="utf-8"))
            found[path.stem] = Profile(code=path.stem, **written)
        except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
            raise ConfigurationError(f"{path}: {error}") from error
    return found


@lru_cache
def profiles_in(folder: Path) -> dict[str, Profile]:
    """The same, read once."""
    return load(folder)
