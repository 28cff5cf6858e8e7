"""A policy pack, read whole from its folder and refused whole if anything in it does not fit.

A pack is a nation's law on one page of tables: facts, tables, constraints, invariants, sources,
wording, timescales, switches. Nothing here evaluates a case.
"""

import hashlib
import json
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from decisions.policy import checks
from decisions.policy.faults import Fault, PackError
from decisions.policy.source import (
    Constraint,
    ConstraintsFile,
    Fact,
    FactsFile,
    Header,
    Invariant,
    InvariantsFile,
    Order,
    Source,
    SourcesFile,
    Switch,
    Table,
    TablesFile,
    Timescale,
    TimescalesFile,
)
from decisions.policy.source_words import Wording

PACK_FILES = (
    "pack.toml",
    "facts.toml",
    "tables.toml",
    "constraints.toml",
    "invariants.toml",
    "citations.toml",
    "wording.toml",
    "timescales.toml",
)
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class Pack:
    """A pack whose parts fit together. ``digest`` identifies its content, not its formatting."""

    header: Header
    facts: dict[str, Fact]
    order: Order
    tables: dict[str, Table]
    constraints: tuple[Constraint, ...]
    invariants: dict[str, Invariant]
    citations: dict[str, Source]
    wording: Wording
    timescales: dict[str, Timescale]
    digest: str

    @property
    def id(self) -> str:
        """Nation's pack and version together, for example ``england/2026.1``."""
        return f"{self.header.id}/{self.header.version}"

    @property
    def version(self) -> str:
        """The version of the pack, without its name."""
        return self.header.version

    @property
    def switches(self) -> dict[str, Switch]:
        """Law whose commencement is not confirmed, by name."""
        return self.header.switch

    def is_on(self, switch: str, on: date) -> bool:
        """Whether a switch is confirmed and has started by that day."""
        found = self.header.switch[switch]
        return found.is_on and (found.starts is None or found.starts <= on)


def load_pack(folder: Path) -> Pack:
    """Read and check a pack.

    Raises PackError with every fault found: first the files' own shapes, then, once those are
    sound, everything that does not fit together.
    """
    raw = _read(folder)
    pack = _shaped(folder, raw)
    if faults := tuple(checks.all_faults(pack)):
        raise PackError(folder.name, faults)
    return pack


def digest_of(raw: Mapping[str, object]) -> str:
    """SHA-256 over the parsed content: sorted keys, UTF-8, NFC, dates as ISO text, no floats."""
    text = json.dumps(canonical(raw), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: object) -> object:
    """A value that has exactly one JSON text. Raises TypeError for a float: it has several."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", str(key)): canonical(value[key]) for key in value}
    if isinstance(value, list | tuple):
        return [canonical(entry) for entry in value]
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no single canonical text")


def _read(folder: Path) -> dict[str, dict[str, object]]:
    raw: dict[str, dict[str, object]] = {}
    faults = []
    for name in PACK_FILES:
        try:
            raw[name] = tomllib.loads((folder / name).read_text(encoding="utf-8"))
            canonical(raw[name])
        except FileNotFoundError:
            faults.append(Fault(name, "-", "the file is missing", f"Add it to {folder.name}"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            faults.append(Fault(name, "-", f"not valid TOML: {error}", "Correct the text there"))
        except TypeError as error:
            faults.append(
                Fault(name, "-", str(error), "Write whole numbers, text, true or false, or dates")
            )
    if faults:
        raise PackError(folder.name, tuple(faults))
    return raw


def _shaped(folder: Path, raw: dict[str, dict[str, object]]) -> Pack:
    digest = digest_of(raw)
    faults: list[Fault] = []
    macros = raw["invariants.toml"].get("macro", {})
    invariants = _written_out(raw["invariants.toml"], macros if isinstance(macros, dict) else {})

    header = _shape(Header, "pack.toml", raw["pack.toml"], faults)
    facts = _shape(FactsFile, "facts.toml", raw["facts.toml"], faults)
    tables = _shape(TablesFile, "tables.toml", raw["tables.toml"], faults)
    constraints = _shape(ConstraintsFile, "constraints.toml", raw["constraints.toml"], faults)
    proven = _shape(InvariantsFile, "invariants.toml", invariants, faults)
    sources = _shape(SourcesFile, "citations.toml", raw["citations.toml"], faults)
    wording = _shape(Wording, "wording.toml", raw["wording.toml"], faults)
    clocks = _shape(TimescalesFile, "timescales.toml", raw["timescales.toml"], faults)
    if not (header and facts and tables and constraints and proven) or faults:
        raise PackError(folder.name, tuple(faults))
    if not (sources and wording and clocks):
        raise PackError(folder.name, tuple(faults))
    return Pack(
        header=header,
        facts=facts.fact,
        order=facts.order,
        tables=tables.table,
        constraints=constraints.constraint,
        invariants=proven.invariant,
        citations=sources.root,
        wording=wording,
        timescales=clocks.timescale,
        digest=digest,
    )


def _shape(model: type[Model], file: str, raw: object, faults: list[Fault]) -> Model | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        faults.extend(_fault(file, raw, entry) for entry in error.errors())
        return None


def _fault(file: str, raw: object, error: ErrorDetails) -> Fault:
    key = _key(raw, error["loc"])
    mend = {
        "extra_forbidden": "Remove the key or correct its spelling",
        "missing": "Add the key",
        "literal_error": "Use one of the values named",
    }.get(error["type"], "Correct the value")
    return Fault(file, key, error["msg"][0].lower() + error["msg"][1:], mend)


def _key(raw: object, path: tuple[int | str, ...]) -> str:
    """The path of a value, with a row or constraint called by its id and not by its place."""
    parts: list[str] = []
    here = raw
    for part in path:
        try:
            here = here[part]  # type: ignore[index]  # a path that pydantic has just walked
        except (KeyError, IndexError, TypeError):
            here = None
        name = here.get("id") if isinstance(part, int) and isinstance(here, dict) else None
        parts.append(str(name or part))
    return ".".join(parts) or "-"


def _written_out(value: object, macros: Mapping[str, object]) -> object:
    """Put a macro's list where its name stands, so that nothing after loading knows of macros."""
    if isinstance(value, dict):
        return {
            key: macros[entry]
            if isinstance(entry, str) and entry in macros
            else _written_out(entry, macros)
            for key, entry in value.items()
        }
    return [_written_out(entry, macros) for entry in value] if isinstance(value, list) else value
