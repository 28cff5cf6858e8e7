"""``isa register``: bring files in, take them back, export the whole, look for faults."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from isa.platform import clock, installation
from isa.platform.database import Database
from isa.platform.errors import Invalid, IsaError
from isa.platform.identity import SYSTEM
from isa.register.checking.faults import Grade
from isa.register.checking.service import check_register
from isa.register.exporting.service import export_register
from isa.register.importing import service
from isa.register.importing.counted import figures
from isa.register.importing.limits import MOST_BYTES, MOST_SHOWN, MOST_WITH_PAPERS
from isa.register.importing.model import Finding, Layout, Weight
from isa.register.importing.plan import Plan

app = typer.Typer(help="Bring files into the register, export it, check it.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


class Form(StrEnum):
    """What an export is written as."""

    XLSX = "xlsx"
    JSON = "json"
    ZIP = "zip"


class Unsaid(StrEnum):
    """What an agreement may be taken for that gives no status."""

    DRAFT = "draft"
    IN_FORCE = "in_force"


@contextmanager
def _opened() -> Iterator[Database]:
    """The database; a refusal is a sentence on stderr and exit code 2."""
    try:
        with installation.opened() as database:
            yield database
    except Invalid as error:
        for path, sentence in error.faults.items():
            typer.echo(f"{path}: {sentence}" if path else sentence, err=True)
        raise typer.Exit(2) from error
    except IsaError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > 4 * MOST_BYTES + MOST_WITH_PAPERS:
            raise Invalid({"file": f"{path.name} is larger than any register. Keep only the table"})
        return path.read_bytes()
    except OSError as error:
        raise Invalid({"file": f"{path} cannot be read: {error.strerror}"}) from error


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="A CSV, XLSX or ODS file, or an export of a register.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    kind: Annotated[
        Layout | None, typer.Option("--as", help="What the rows are; guessed if left out.")
    ] = None,
    leave_out_unreadable: Annotated[
        bool,
        typer.Option(help="Leave out days and codes that cannot be read, and import the rest."),
    ] = False,
    without_status: Annotated[
        Unsaid,
        typer.Option(help="What an agreement is for which the file gives no status."),
    ] = Unsaid.DRAFT,
    as_json: AsJson = False,
) -> None:
    """Import a spreadsheet, whole or not at all.

    Exit code 0 when it was imported, or would be; 1 when faults in its rows stop it, and nothing was
    imported; 2 when the file cannot be read at all.
    """
    with _opened() as database:
        batch = service.stage(database, SYSTEM, _read(file), file.name, layout=kind)
        said = {"leave_out_unreadable": leave_out_unreadable, "status_means": without_status.value}
        says_more = leave_out_unreadable or without_status is not Unsaid.DRAFT
        if says_more and batch.mapping.layout is not Layout.WHOLE:
            mapping = batch.mapping.model_copy(update=said)
            batch = service.set_mapping(database, SYSTEM, batch.id, mapping)
        plan = service.plan_of(database, SYSTEM, batch.id)
        done = plan.is_ready and plan.changes_anything and not dry_run
        if done:
            service.commit(database, SYSTEM, batch.id, digest=plan.digest())
        else:
            service.discard(database, SYSTEM, batch.id)
    told = _told(plan, batch.id, is_imported=done)
    typer.echo(json.dumps(told, indent=2, ensure_ascii=False) if as_json else _words(plan, told))
    if not plan.is_ready:
        raise typer.Exit(1)


def _told(plan: Plan, batch_id: str, *, is_imported: bool) -> dict[str, Any]:
    return {
        "batch": batch_id,
        "imported": is_imported,
        "ready": plan.is_ready,
        "layout": plan.layout.value,
        "counts": plan.counts(),
        "faults": [_finding(plan, each) for each in plan.of(Weight.FAULT)],
        "doubts": [_finding(plan, each) for each in plan.of(Weight.DOUBT)],
        "notes": [_finding(plan, each) for each in plan.of(Weight.NOTE)],
        "names": [
            {
                "name": each.name,
                "row": each.line,
                "how": each.match.sureness.value,
                "agency": each.match.agency_id or None,
                "score": each.match.score,
                "alternatives": [
                    {"agency": other.agency_id, "name": other.name, "score": other.score}
                    for other in each.match.alternatives
                ],
            }
            for each in plan.names
        ],
    }


def _finding(plan: Plan, each: Finding) -> dict[str, Any]:
    return {
        "row": each.line,
        "column": each.column,
        "where": each.where(plan.headings),
        "sentence": each.sentence,
    }


def _words(plan: Plan, told: dict[str, Any]) -> str:
    lines = [f"{number} {words}." for number, words in figures(plan.counts())]
    for weight in Weight:
        found = plan.causes(weight)
        if found:
            lines.append(f"\n{len(found):,} {weight.value}{'s' if len(found) > 1 else ''}:")
            lines += [
                f"  {each.where(plan.headings)}: {each.sentence}" for each in found[:MOST_SHOWN]
            ]
            if len(found) > MOST_SHOWN:
                lines.append(f"  and {len(found) - MOST_SHOWN:,} more (all of them with --json)")
    return "\n".join([*lines, "", _ending(plan, told)])


def _ending(plan: Plan, told: dict[str, Any]) -> str:
    if told["imported"]:
        return f"Imported. To take it back: isa register undo {told['batch']}"
    if not plan.is_ready:
        return "Nothing was imported. Mend the faults in the file and import it again."
    if not plan.changes_anything:
        return "Nothing was imported: the register has all of this already."
    return "Nothing was imported: this was a dry run."


@app.command("export")
def export(
    form: Annotated[
        Form, typer.Option("--format", help="xlsx, json, or zip: the workbook with the papers.")
    ] = Form.JSON,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; JSON is printed if left out.")
    ] = None,
) -> None:
    """Write the whole register, so that it can be imported again."""
    if out is None and form is not Form.JSON:
        typer.echo(
            f"--out: say which file to write it to, for example register.{form.value}", err=True
        )
        raise typer.Exit(2)
    with _opened() as database:
        data = export_register(database, SYSTEM, form=form.value, on=clock.today())
        if out is None:
            typer.echo(data.decode())
            return
        try:
            out.write_bytes(data)
        except OSError as error:
            raise Invalid({"--out": f"{out} cannot be written: {error.strerror}"}) from error
    typer.echo(f"Wrote {out} ({len(data):,} bytes).")


@app.command("check")
def check(as_json: AsJson = False) -> None:
    """List what contradicts itself in the register and what is missing; exit code 1 for a contradiction."""
    with _opened() as database:
        found = check_register(database, SYSTEM)
    wrong = [each for each in found if each.grade is Grade.CONTRADICTION]
    if as_json:
        told = {"is_sound": not wrong, "faults": [each.model_dump(mode="json") for each in found]}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for each in found:
            typer.echo(f"{each.grade.value}: {each.sentence}")
        gaps = len(found) - len(wrong)
        typer.echo(f"{len(wrong):,} contradictions, {gaps:,} gaps.")
    if wrong:
        raise typer.Exit(1)


@app.command("undo")
def undo(
    batch: Annotated[
        str, typer.Argument(help="The id of the import, as 'isa register import' printed it.")
    ],
    as_json: AsJson = False,
) -> None:
    """Take an import back; exit code 1, with the reasons, when later changes stand on it."""
    with _opened() as database:
        reasons = service.reasons_against(database, SYSTEM, batch)
        if not reasons:
            service.undo(database, SYSTEM, batch)
    _say_ended(
        "undone",
        reasons,
        done="Undone. The register is as it was before this import.",
        refused="This import stays, because later changes stand on it:",
        as_json=as_json,
    )


@app.command("erase")
def erase(
    batch: Annotated[str, typer.Argument(help="The id of an import that was put away or undone.")],
    as_json: AsJson = False,
) -> None:
    """Erase a mistaken import for good: its raw rows, its file's name and all it had added.

    Exit code 1, with the reasons, when something rests on it; 2 when it is still in the register.
    """
    with _opened() as database:
        reasons = service.reasons_against_erasing(database, SYSTEM, batch)
        if not reasons:
            service.erase(database, SYSTEM, batch)
    _say_ended(
        "erased",
        reasons,
        done="Erased. Copies in backups go when those do.",
        refused="This import cannot be erased, because something rests on it:",
        as_json=as_json,
    )


def _say_ended(
    what: str, reasons: Sequence[str], *, done: str, refused: str, as_json: bool
) -> None:
    """Say that it was done, or every reason why not and exit code 1."""
    if as_json:
        typer.echo(json.dumps({what: not reasons, "reasons": list(reasons)}, indent=2))
    elif reasons:
        typer.echo("\n".join([refused, *(f"  {each}" for each in reasons)]), err=True)
    else:
        typer.echo(done)
    if reasons:
        raise typer.Exit(1)
