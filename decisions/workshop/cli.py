"""``isa policy workshop``: print facilitator cards from the scenarios.

Exit code 0 is a file written, 2 a fault in what was given; then nothing is written.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from decisions.policy.released import load_released
from decisions.workshop.cards import card
from decisions.workshop.document import render
from decisions.workshop.neighbours import Neighbours
from decisions.workshop.scenarios import Library, Scenario, read, scenarios_dir
from isa.platform.errors import Invalid, IsaError

_FAULT = 2


def workshop(
    out: Annotated[Path, typer.Option(help="The Word file to write, ending in .docx.")],
    group: Annotated[
        list[str] | None,
        typer.Option(help="A group of cards; repeat for several. All if left out."),
    ] = None,
    scenario: Annotated[
        list[str] | None, typer.Option(help="One card by its id; repeat for several.")
    ] = None,
    scenarios: Annotated[
        Path | None, typer.Option(help="A folder of scenarios of your own.")
    ] = None,
) -> None:
    """Print workshop cards: a situation and a vote in front, the answer and the law on the back."""
    try:
        library = read(scenarios or scenarios_dir())
        chosen = choose(library, groups=group or (), ids=scenario or ())
        written = _document(library, chosen)
        _write(out, written)
    except IsaError as error:
        faults = error.faults if isinstance(error, Invalid) else {"": str(error)}
        for path, sentence in faults.items():
            typer.echo(f"{path}: {sentence}" if path else sentence, err=True)
        raise typer.Exit(_FAULT) from None
    typer.echo(f"{len(chosen)} card{'' if len(chosen) == 1 else 's'} written to {out}.")


def choose(library: Library, *, groups: Sequence[str], ids: Sequence[str]) -> tuple[Scenario, ...]:
    """The scenarios of these groups and with these ids; all of them if neither is given.

    Raises Invalid for a group or an id that is not there.
    """
    faults = {f"--group {one}": _NO_GROUP.format(", ".join(library.headings)) for one in groups}
    known = {one.id for one in library.scenarios}
    faults = {key: text for key, text in faults.items() if key[8:] not in library.headings}
    faults |= {f"--scenario {one}": _NO_CARD for one in ids if one not in known}
    if faults:
        raise Invalid(faults)
    if not groups and not ids:
        return library.scenarios
    return tuple(one for one in library.scenarios if one.group in groups or one.id in ids)


_NO_GROUP = "There is no group of this name. The groups are {}."
_NO_CARD = "There is no card with this id. The ids are in the scenario files, such as everyday_01."


def _document(library: Library, chosen: Sequence[Scenario]) -> bytes:
    """The cards, each answered by the pack that holds on its day, beside the others of that pack."""
    packs = {scenario.on: load_released(scenario.on) for scenario in library.scenarios}
    neighbours = {
        pack.pack.id: Neighbours(pack, (s for s in library.scenarios if packs[s.on] is pack))
        for pack in packs.values()
    }
    cards = [card(library, one, neighbours[packs[one.on].pack.id]) for one in chosen]
    used = {packs[one.on].pack.id: packs[one.on].pack for one in chosen}
    is_demonstration = any(pack.header.demo for pack in used.values())
    return render(cards, packs=tuple(used), is_demonstration=is_demonstration)


def _write(out: Path, written: bytes) -> None:
    if out.suffix.lower() != ".docx":
        raise Invalid({"--out": f"{out.name} is not a Word file name. End it in .docx."})
    try:
        out.write_bytes(written)
    except OSError as error:
        raise Invalid({"--out": f"{out} cannot be written: {error.strerror}."}) from None
