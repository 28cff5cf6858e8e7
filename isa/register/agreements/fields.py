"""What an agreement may say: its declared fields, read once from ``agreement_fields.toml`` (pure).

Every value is a text: a day as 2026-11-22, yes or no, several codes one a line. One declaration
serves the pages, the completeness score, the comparison of two versions and the documents.
"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import Field, ValidationError

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementType
from isa.platform.clock import show_date
from isa.platform.config import data_dir
from isa.platform.wording import gettext as _
from isa.register.checks import Faults, day_faults, name_faults, text_faults
from isa.register.vocabulary import VocabularyError, vocabulary

Terms = Mapping[str, str]
"""The fields of an agreement by code; one that says nothing is empty or not there."""
GROUPS = {
    "basics": _("What it is"),
    "dates": _("When it runs"),
    "scope": _("What it is for"),
    "law": _("The law it rests on"),
    "handling": _("How information is handled"),
    "rights": _("The people it is about"),
    "keeping": _("Keeping to it"),
    "links": _("Papers it rests on"),
}
KINDS = ("line", "text", "choice", "choices", "date", "yes_no", "number", "agency", "agreement")
_LINE_LIMIT = 200
_MOST_HOURS = 720


class TermField(Frozen):
    """One thing an agreement may say."""

    code: str
    label: str
    hint: str = ""
    group: str
    kind: str
    options: dict[str, str] = Field(default_factory=dict)
    says: dict[str, str] = Field(default_factory=dict)
    needed: bool = False
    needed_not: tuple[AgreementType, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it is written in sentences."""
        return self.kind == "text"

    def is_needed_for(self, of: str) -> bool:
        """Whether an agreement of this type is incomplete without it."""
        return self.needed and of not in self.needed_not


@lru_cache
def fields() -> dict[str, TermField]:
    """Every declared field in the order of the file; ``VocabularyError`` names a faulty entry."""
    path = data_dir() / "vocabulary" / "agreement_fields.toml"
    found = {}
    for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        try:
            field = _field(code, entry)
        except (ValidationError, KeyError) as error:
            raise VocabularyError(f"{path.name}, [{code}]: {error}") from error
        if field.group not in GROUPS or field.kind not in KINDS:
            raise VocabularyError(
                _("{path}, [{code}]: an unknown group or kind").format(path=path.name, code=code)
            )
        found[code] = field
    return found


def _field(code: str, entry: dict[str, Any]) -> TermField:
    options = dict(entry.pop("options", {}))
    if source := entry.pop("from", ""):
        options = {term.code: term.label for term in getattr(vocabulary(), source).values()}
    return TermField(code=code, options=options, **entry)


def in_group(group: str) -> tuple[TermField, ...]:
    """The fields of one page, in order."""
    return tuple(field for field in fields().values() if field.group == group)


def several(value: str) -> tuple[str, ...]:
    """A text of one entry a line as its entries."""
    return tuple(line.strip() for line in value.splitlines() if line.strip())


def joined(values: Iterable[str]) -> str:
    """Entries as a text, one a line."""
    return "\n".join(values)


def in_words(field: TermField, value: str, names: Mapping[str, str]) -> str:
    """A value as a person reads it; ``names`` are those of agencies and agreements, by id."""
    if not value:
        return ""
    if field.kind == "date":
        return show_date(date.fromisoformat(value))
    if field.kind in ("agency", "agreement"):
        return names.get(value, value)
    if field.kind == "yes_no":
        return _("Yes") if value == "yes" else _("No")
    if field.kind in ("choice", "choices"):
        return "; ".join(field.options.get(code, code) for code in several(value))
    return value


def term_faults(changes: Terms) -> Faults:
    """What is wrong with new values, each by its field."""
    known = fields()
    found: Faults = {}
    for code, value in changes.items():
        if code not in known:
            found[code] = _("There is no field '{code}' in an agreement").format(code=code[:40])
        else:
            found |= _faults(known[code], value)
    return found


def _faults(field: TermField, value: str) -> Faults:
    what = f"“{field.label}”"
    if not value:
        must = field.code in ("reference", "title", "type")
        return {field.code: _("Enter {what}").format(what=what)} if must else {}
    if field.kind == "line":
        return name_faults(
            field.code, value, what, limit=40 if field.code == "reference" else _LINE_LIMIT
        )
    if field.kind == "date":
        return _date_faults(field, value, what)
    if field.kind in ("choice", "choices", "yes_no"):
        return _choice_faults(field, value, what)
    if field.kind == "number":
        is_fine = value.isascii() and value.isdigit() and 0 < int(value) <= _MOST_HOURS
        return (
            {}
            if is_fine
            else {field.code: _("Enter a whole number of hours for {what}").format(what=what)}
        )
    return text_faults(field.code, value, what)


def _date_faults(field: TermField, value: str, what: str) -> Faults:
    try:
        return day_faults(field.code, date.fromisoformat(value), what)
    except ValueError:
        return {field.code: _("Enter {what} as a real date: day, month and year").format(what=what)}


def _choice_faults(field: TermField, value: str, what: str) -> Faults:
    allowed = ("yes", "no") if field.kind == "yes_no" else tuple(field.options)
    chosen = several(value)
    if field.kind != "choices" and len(chosen) > 1:
        return {field.code: _("Choose one answer for {what}").format(what=what)}
    unknown = [code for code in chosen if code not in allowed]
    return {field.code: _("Choose {what} from the list").format(what=what)} if unknown else {}
