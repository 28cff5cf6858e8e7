"""``isa policy overlay``: check a partnership's overlay, and read it the way a partner would.

Exit code 0 is an overlay that may be used, 2 one with a fault; each fault names file, key and mend.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from decisions.policy import overlays
from decisions.policy.faults import Fault
from decisions.policy.overlay import FILE, Overlay, OverlayError, load_overlay
from decisions.policy.overlay_checks import overlay_faults, remarks
from decisions.policy.pack import Pack
from decisions.policy.released import load_released
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.errors import IsaError

app = typer.Typer(help="A partnership's local guidance: check, show.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
_FAULT = 2


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="The overlay's folder, or its file.")],
    as_json: AsJson = False,
) -> None:
    """Say whether an overlay may be used with the law pack in force, and what to mend if not."""
    overlay, faults, said = _checked(path)
    if as_json:
        found = {
            "overlay": overlay.written.id if overlay else None,
            "version": overlay.written.version if overlay else None,
            "digest": overlay.digest if overlay else None,
            "pack": _pack().id,
            "faults": [asdict(fault) for fault in faults],
            "remarks": list(said),
        }
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif faults:
        typer.echo(str(OverlayError(_named(path), faults)), err=True)
    elif overlay is not None:
        typer.echo(f"{overlay.name} may be used with {_pack().id}: {_counted(overlay)}.")
        for remark in said:
            typer.echo(f"  {remark}")
    if faults:
        raise typer.Exit(_FAULT)


@app.command()
def show(
    path: Annotated[
        Path | None,
        typer.Argument(help="The overlay's folder or file; the one in use if left out."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print an overlay: its clocks beside the pack's, numbers, quotations, sentences, escalation."""
    chosen = path or overlays.folder_of(settings().overlay or overlays.DEMONSTRATION)
    overlay, faults, _ = _checked(chosen)
    if overlay is None:
        typer.echo(str(OverlayError(_named(chosen), faults)), err=True)
        raise typer.Exit(_FAULT)
    if as_json:
        found = {**overlay.written.model_dump(mode="json"), "digest": overlay.digest}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    typer.echo("\n".join(in_words(overlay, _pack())))


def _pack() -> Pack:
    return load_released(clock.today()).pack


def _named(path: Path) -> str:
    return (path.parent if path.name == FILE else path).name


def _checked(path: Path) -> tuple[Overlay | None, tuple[Fault, ...], tuple[str, ...]]:
    try:
        overlay = load_overlay(path)
        pack, today = _pack(), clock.today()
    except OverlayError as error:
        return None, error.faults, ()
    except IsaError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_FAULT) from None
    return overlay, overlay_faults(overlay, pack, today), remarks(overlay, pack, today)


def _counted(overlay: Overlay) -> str:
    written = overlay.written
    return ", ".join(
        f"{len(entries)} {word}"
        for word, entries in (
            ("quotations", written.threshold),
            ("numbers", written.contact),
            ("roles", written.consultee),
            ("sentences", written.guidance),
            ("clocks", written.timescale),
            ("stages of escalation", written.escalation),
        )
    )


def in_words(overlay: Overlay, pack: Pack) -> Iterator[str]:
    """An overlay as lines of text, each local clock with the pack's beside it."""
    written = overlay.written
    yield f"{written.partnership}: local guidance {overlay.name}"
    yield f"  Answered for by {written.owner.name}, {written.owner.role}."
    yield (
        f"  Written against {written.pack}. Used from {written.in_force_from} to {written.last_day}."
    )
    yield f"  Digest {overlay.digest}"
    yield from _clocks(overlay, pack)
    yield from _numbers(overlay)
    yield "Quotations"
    for one in written.threshold:
        yield f"  {one.about}, {one.beside}: {one.level}. '{one.quotation}' {one.source}"
    yield "Sentences"
    for said in written.guidance:
        beside = said.beside or f"{said.finding} = {said.value}"
        only = " (only where contact is safe)" if said.asks_for_contact else ""
        yield f"  {beside}{only}: {said.text} {said.source}".rstrip()
    yield "Escalation"
    for stage in written.escalation:
        yield f"  {stage.stage}. {' and '.join(stage.roles)}, {stage.hours} hours: {stage.what}"


def _clocks(overlay: Overlay, pack: Pack) -> Iterator[str]:
    yield "Clocks"
    for one in overlay.written.timescale:
        name = f"{one.key} ({one.variant})" if one.variant else one.key
        known = pack.timescales.get(one.key)
        beside = f" The pack: {known.text}." if known else ""
        applies = f" When {one.applies}." if one.applies else ""
        yield f"  {name}: {one.text}.{applies} {one.source}.{beside}"


def _numbers(overlay: Overlay) -> Iterator[str]:
    yield "Numbers"
    for one in overlay.written.contact:
        yield f"  {one.about}: {one.label}: {one.number}. {one.hours}. Checked {one.checked_on}."
    for who in overlay.written.consultee:
        number = f": {who.number}. Checked {who.checked_on}" if who.number else ""
        yield f"  {who.role}: {who.who}{number}."
