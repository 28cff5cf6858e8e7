"""``isa policy``: prove a pack, read its tables and sources, compare packs, evaluate facts.

Exit code 0 is success, 1 a pack that does not hold, 2 a fault in what was given.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from decisions import given
from decisions.policy import (
    difference,
    difference_words,
    overlay_cli,
    readout,
    readout_sources,
    released,
)
from decisions.policy.compiled import compile_pack
from decisions.policy.evaluate import evaluate as evaluated
from decisions.policy.facts import validate_facts
from decisions.policy.pack import Pack, load_pack
from isa.platform import clock
from isa.platform.errors import ConfigurationError, Invalid, IsaError

app = typer.Typer(help="The law as tables: prove, show, compare, evaluate.", no_args_is_help=True)
app.add_typer(overlay_cli.app, name="overlay")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


@contextmanager
def faults_told(as_json: bool = False) -> Iterator[None]:
    """Say what is wrong with what was given, and end with exit code 2."""
    try:
        yield
    except IsaError as error:
        faults = error.faults if isinstance(error, Invalid) else {"": str(error)}
        given.refuse(faults, as_json=as_json)


def folders_of(pack: str | None) -> list[Path]:
    """The folder of a pack, given as nation/version or as a path; of every pack for None."""
    packs = released.packs_dir()
    if pack is None:
        return sorted(folder.parent for folder in packs.glob("*/*/pack.toml"))
    folder = packs / pack if (packs / pack).is_dir() else Path(pack)
    if not folder.is_dir():
        raise Invalid({"pack": f"There is no pack {pack!r} in {packs.name}/."})
    return [folder]


@app.command()
def check(
    pack: Annotated[
        str | None, typer.Argument(help="nation/version; all packs if left out.")
    ] = None,
    as_json: AsJson = False,
    witnesses: Annotated[
        Path | None, typer.Option(help="Write one case for every row to this file.")
    ] = None,
) -> None:
    """Prove every invariant of a pack, and write proof.lock if all of them hold.

    Sources that nobody has checked for a year are listed: a warning, which changes nothing else.
    """
    day = clock.today()
    with faults_told(as_json):
        prove, report = _proof()
        folders = folders_of(pack)
        loaded = [load_pack(folder) for folder in folders]
        reports = [prove.check(compile_pack(one)) for one in loaded]
    if as_json:
        told = [
            report.as_json(one) | readout_sources.warning_json(of, day)
            for one, of in zip(reports, loaded, strict=True)
        ]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one, of, folder in zip(reports, loaded, folders, strict=True):
            is_replaced = pack is None and folder != released.newest_folder(folder.parent.name)
            typer.echo(report.words(one))
            typer.echo(
                readout_sources.tally(of) if is_replaced else readout_sources.warning(of, day)
            )
    if witnesses is not None:
        rows = [entry for one in reports for entry in report.witnesses(one)]
        lines = ",\n".join(json.dumps(row, sort_keys=True) for row in rows)
        witnesses.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    if any(one.failures for one in reports):
        raise typer.Exit(1)
    lock = released.packs_dir() / released.LOCK
    passed = released.read_lock(lock) if pack else {}
    for one in reports:
        passed[one.pack] = released.Passed(
            digest=one.digest, compiled=one.compiled, checker=one.checker, invariants=one.proved
        )
    released.write_lock(lock, passed)


@app.command()
def show(
    table: Annotated[str | None, typer.Argument(help="A table; all of them if left out.")] = None,
    pack: Annotated[str | None, typer.Option(help="nation/version.")] = None,
    on: Annotated[str, typer.Option(help="Mark the rows that do not count on this day.")] = "",
) -> None:
    """Print tables the way a reviewer reads them.

    With --on and no pack: those of the pack that answers for that day.
    """
    with faults_told():
        day = given.day(on)
        for loaded in _to_show(pack, day):
            if table is not None and table not in loaded.tables:
                raise Invalid({"table": f"{loaded.id} has no table {table!r}."})
            if day:
                typer.echo(readout.standing(loaded, day))
            for name in [table] if table else loaded.tables:
                typer.echo(readout.table(loaded, name, day))


def _to_show(pack: str | None, day: date | None) -> list[Pack]:
    if pack is None and day is not None:
        return [given.pack_on(day).pack]
    return [load_pack(folder) for folder in folders_of(pack)]


@app.command()
def sources(
    pack: Annotated[
        str | None, typer.Argument(help="nation/version; the newest pack if left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List a pack's sources by how sure we are of them, with what is missing."""
    day = clock.today()
    with faults_told(as_json):
        folders = folders_of(pack) if pack else [released.newest_folder()]
        found = [load_pack(folder) for folder in folders]
    if as_json:
        told = [readout_sources.sources_json(one, day) for one in found]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one in found:
            typer.echo(readout_sources.sources(one, day))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="The earlier pack, as nation/version.")],
    after: Annotated[str, typer.Argument(help="The later pack.")],
    as_json: AsJson = False,
) -> None:
    """Say what one pack has that another does not: facts, rows, sources, switches, words."""
    with faults_told(as_json):
        then, now = (load_pack(folders_of(pack)[0]) for pack in (before, after))
    if as_json:
        typer.echo(json.dumps(difference.as_json(then, now), ensure_ascii=False, indent=2))
    else:
        typer.echo(difference_words.in_words(then, now))


@app.command()
def evaluate(
    facts: Annotated[str, typer.Option(help="A JSON file, or - for standard input.")],
    on: Annotated[
        str, typer.Option(help="The day, like 2026-11-21; a later one for law to come.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Evaluate facts: what to do now; for each recipient and item, what may be shared."""
    with faults_told(as_json):
        day = given.day(on) or clock.today()
        pack = given.pack_on(day)
        checked = validate_facts(pack, given.document(facts, "--facts"))
        found = evaluated(pack, checked, on=day)
    answer = readout.evaluation_json(pack, checked, found, day)
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        typer.echo(readout.evaluation(pack, found))


def _proof() -> tuple[ModuleType, ModuleType]:
    """The prover and its report, which need z3. Raises ConfigurationError with what to install."""
    try:
        from decisions.policy.proof import check as prove
        from decisions.policy.proof import report
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        raise ConfigurationError(
            "Proving a pack needs z3, which is not installed. Run: pip install 'isa[proof]'"
        ) from None
    return prove, report
