"""The codes of the register and their words, read once from ``data/vocabulary``.

Codes never change meaning; labels may. A code that is not in a file is an error, never a guess.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from isa.coverage.model import Frozen
from isa.platform.config import data_dir
from isa.platform.errors import ConfigurationError
from isa.platform.wording import gettext as _

_MAX_DEPTH = 5


class VocabularyError(ConfigurationError):
    """A vocabulary file is missing or says something it may not; the message names file and key."""


class Term(Frozen):
    """A code with its words. ``under`` is the broader code that includes it."""

    code: str
    label: str
    under: str | None = None
    is_group: bool = False
    classes: tuple[str, ...] = ()
    tier: int | None = None
    is_safe: bool = True
    is_hard: bool = True
    pattern: str = ""

    def matches(self, value: str) -> bool:
        """Whether a code looks as codes of this kind do."""
        return re.match(self.pattern, value.strip()) is not None


class AgencyType(Frozen):
    """A kind of agency, with the policy facts the kind alone implies."""

    code: str
    label: str
    recipient_class: str
    acting_as: str
    health_or_secrecy: str
    listed_16la: str
    is_class: bool = False
    is_unit: bool = False


class Vocabulary(Frozen):
    """Every list of codes, each in the order of its file."""

    agency_types: dict[str, AgencyType]
    purposes: dict[str, Term]
    categories: dict[str, Term]
    subjects: dict[str, Term]
    agreement_types: dict[str, Term]
    transfer_methods: dict[str, Term]
    identifier_kinds: dict[str, Term]
    conditions: dict[str, Term]
    sign_methods: dict[str, Term]
    frequencies: dict[str, Term]
    formats: dict[str, Term]
    officer_roles: dict[str, Term]
    assurances: dict[str, Term]
    quality_checks: dict[str, Term]
    paper_kinds: dict[str, Term]

    def purpose_line(self, code: str) -> tuple[str, ...]:
        """A purpose with its ancestors, nearest first."""
        return _line(self.purposes, code)

    def category_line(self, code: str) -> tuple[str, ...]:
        """A category with the groups it belongs to, nearest first."""
        return _line(self.categories, code)

    def leaves(self, code: str) -> tuple[str, ...]:
        """A category as the kinds of information it stands for: itself, or what lies under a group."""
        if not self.categories[code].is_group:
            return (code,)
        return tuple(
            term.code
            for term in self.categories.values()
            if not term.is_group and code in self.category_line(term.code)
        )


def _line(terms: dict[str, Term], code: str) -> tuple[str, ...]:
    found = [code]
    while (above := terms[found[-1]].under) is not None:
        found.append(above)
        if len(found) > _MAX_DEPTH:
            raise VocabularyError(
                _("'{code}' stands under itself, or more than 5 levels deep.").format(code=code)
            )
    return tuple(found)


def _read(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    path = folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise VocabularyError(
            _("{path} is missing, so no {name} can be shown. Restore it.").format(
                path=path, name=name
            )
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(
            _("{path} cannot be read: {error}. Mend the line it names.").format(
                path=path, error=error
            )
        ) from error


Value = TypeVar("Value", Term, AgencyType)


def _build(folder: Path, name: str, kind: type[Value]) -> dict[str, Value]:
    found = {}
    for code, entry in _read(folder, name).items():
        try:
            found[code] = kind(code=code, **entry)
        except (ValidationError, TypeError) as error:
            raise VocabularyError(f"{folder / name}.toml, [{code}]: {error}") from error
    return found


def _terms(folder: Path, name: str) -> dict[str, Term]:
    terms = _build(folder, name, Term)
    for term in terms.values():
        if term.under is not None and term.under not in terms:
            raise VocabularyError(
                _(
                    "{where}.toml, [{code}] stands under '{under}', which is not in the file. "
                    "Add it there or correct the code."
                ).format(where=folder / name, code=term.code, under=term.under)
            )
        _line(terms, term.code)
    return terms


def load(folder: Path) -> Vocabulary:
    """Read the vocabulary in a folder; ``VocabularyError`` names what is wrong with it."""
    return Vocabulary(
        agency_types=_build(folder, "agency_types", AgencyType),
        purposes=_terms(folder, "purposes"),
        categories=_terms(folder, "categories"),
        subjects=_terms(folder, "subjects"),
        agreement_types=_terms(folder, "agreement_types"),
        transfer_methods=_terms(folder, "transfer_methods"),
        identifier_kinds=_terms(folder, "identifier_kinds"),
        conditions=_terms(folder, "conditions"),
        sign_methods=_terms(folder, "sign_methods"),
        frequencies=_terms(folder, "frequencies"),
        formats=_terms(folder, "formats"),
        officer_roles=_terms(folder, "officer_roles"),
        assurances=_terms(folder, "assurances"),
        quality_checks=_terms(folder, "quality_checks"),
        paper_kinds=_terms(folder, "paper_kinds"),
    )


@lru_cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this installation."""
    return load(data_dir() / "vocabulary")
