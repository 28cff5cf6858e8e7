"""The packs in use: those whose digests have passed the proof, and the one that holds on a day.

``data/packs/proof.lock`` is written by ``isa policy check`` and by nothing else.
"""

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.faults import Fault, PackError
from decisions.policy.pack import load_pack
from isa.platform.config import data_folder
from isa.platform.errors import Invalid

LOCK = "proof.lock"


class NotInForce(PackError):
    """No pack of the nation answers for the day: there is none yet, or it is before the first."""


class Passed(BaseModel):
    """What the lock says of one pack: its digests, the checker that passed it, what was proved."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: str
    compiled: str
    checker: str
    invariants: tuple[str, ...]


def packs_dir() -> Path:
    """Where packs live: one folder per nation, one folder per version in it."""
    return data_folder("packs")


def load_released(on: date | None, nation: str = "england") -> CompiledPack:
    """The newest proved pack of a nation that answers for a day; without a day, the newest of all.

    A later pack corrects an earlier one for every day it covers; the earlier one is kept for the
    records that rest on it, and is read when one of them is asked for.

    Raises PackError if none is in force, or if the one that is, or one after it, has not passed the
    proof. There is no fallback to an earlier or later pack.
    """
    return _released(packs_dir(), on, nation)


@lru_cache(maxsize=64)
def _released(packs: Path, on: date | None, nation: str) -> CompiledPack:
    for folder in sorted((packs / nation).glob("*/"), key=_place, reverse=True):
        found = load_proved(folder)
        if on is None or found.pack.header.in_force_from <= on:
            return found
    problem = f"no pack for {nation} is in force on {on}"
    fault = Fault(f"{nation}/", "in_force_from", problem, "Add a pack that covers that day")
    raise NotInForce(nation, (fault,))


def load_named(name: str) -> CompiledPack:
    """A released pack by name, for example ``england/2026.1``.

    Raises Invalid at ``pack`` if there is none of that name, PackError if it has not passed the proof.
    """
    folders = {f"{one.parent.parent.name}/{one.parent.name}": one.parent for one in _all_packs()}
    if name not in folders:
        raise Invalid({"pack": f"There is no pack {name!r}; there are {', '.join(folders)}."})
    return load_proved(folders[name])


def load_sealed(digest: str) -> CompiledPack | None:
    """The released pack with this digest, or None: a record names the very pack it was made under."""
    for name, passed in read_lock(packs_dir() / LOCK).items():
        if passed.digest == digest:
            return load_named(name)
    return None


def _all_packs() -> list[Path]:
    return sorted(packs_dir().glob("*/*/pack.toml"))


def newest_folder(nation: str = "england") -> Path:
    """The folder of a nation's newest pack, proved or not: for those who write and prove packs."""
    return max((packs_dir() / nation).glob("*/"), key=lambda folder: _numbers(folder.name))


def _place(folder: Path) -> tuple[bool, tuple[int, ...]]:
    """Where a folder stands among the versions; one that is none comes last, so that it is read and refused."""
    try:
        return False, _numbers(folder.name)
    except ValueError:
        return True, ()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@lru_cache(maxsize=16)
def load_proved(folder: Path) -> CompiledPack:
    """The pack in a folder. Raises PackError unless its digests are those in the proof lock."""
    compiled = compile_pack(load_pack(folder))
    if compiled.pack.version != folder.name:
        problem = f"the pack is version {compiled.pack.version}"
        fault = Fault("pack.toml", "version", problem, "Name the folder after the version")
        raise PackError(folder.name, (fault,))
    if not is_proved(compiled, folder):
        passed = read_lock(folder.parent.parent / LOCK).get(compiled.pack.id)
        problem = (
            f"{compiled.pack.id} has not passed the proof"
            if passed is None
            else f"{compiled.pack.id} has changed since it passed the proof"
        )
        fault = Fault(LOCK, compiled.pack.id, problem, "Run: isa policy check")
        raise PackError(folder.name, (fault,))
    return compiled


def is_proved(pack: CompiledPack, folder: Path) -> bool:
    """Whether exactly this pack, in this folder, has passed the proof."""
    passed = read_lock(folder.parent.parent / LOCK).get(pack.pack.id)
    return passed is not None and (passed.digest, passed.compiled) == (
        pack.pack.digest,
        pack.digest,
    )


def read_lock(path: Path) -> dict[str, Passed]:
    """The packs that have passed; an absent lock means none has."""
    if not path.is_file():
        return {}
    parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Passed.model_validate(entry) for name, entry in parsed.items()}


def write_lock(path: Path, passed: dict[str, Passed]) -> None:
    """Write the lock, sorted by pack so that a change shows as a small difference."""
    lines = ["# Written by `isa policy check`. Not edited by hand.", ""]
    for name in sorted(passed):
        entry = passed[name]
        ids = ", ".join(f'"{invariant}"' for invariant in entry.invariants)
        lines += [
            f'["{name}"]',
            f'digest = "{entry.digest}"',
            f'compiled = "{entry.compiled}"',
            f'checker = "{entry.checker}"',
            f"invariants = [{ids}]",
            "",
        ]
    path.write_text("\n".join(lines), encoding="utf-8")
    _released.cache_clear()
    load_proved.cache_clear()
