"""The overlay in use: chosen by ``ISA_OVERLAY``, or the invented one in a demonstration.

There is no silent fallback, and no gate either: an overlay that cannot be used is left out, and the
reason is shown where it would have stood. The advice is the same with and without one.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from decisions.policy.faults import Fault
from decisions.policy.overlay import Overlay, OverlayError, load_overlay
from decisions.policy.overlay_checks import overlay_faults, remarks
from decisions.policy.pack import Pack
from isa.platform.config import data_folder

DEMONSTRATION = "exampleshire"
"""The overlay of the invented partnership, used by a demonstration that sets no other."""


@dataclass(frozen=True)
class InUse:
    """The overlay whose words are shown, or None; ``note`` says in a sentence what is wrong with it."""

    overlay: Overlay | None = None
    note: str = ""


def overlays_dir() -> Path:
    """Where overlays that come with the program live: one folder each."""
    return data_folder("overlays")


def folder_of(chosen: str) -> Path:
    """The folder of an overlay: one under ``data/overlays`` by its id, or any folder by its path."""
    return _folder(overlays_dir(), chosen)


@lru_cache(maxsize=16)
def _folder(overlays: Path, chosen: str) -> Path:
    named = overlays / chosen
    return named if Path(chosen).name == chosen and named.is_dir() else Path(chosen)


def in_use(chosen: str, pack: Pack, on: date, *, is_demo: bool) -> InUse:
    """The overlay an installation uses on a day, checked against the pack in force.

    A demonstration that chose none uses the invented one. Never raises: an overlay with faults is
    left out and the note says so.
    """
    name = chosen or (DEMONSTRATION if is_demo else "")
    if not name:
        return InUse()
    folder = folder_of(name)
    try:
        overlay, faults, said = _checked(folder, pack, on)
    except OverlayError as error:
        return InUse(note=_left_out(folder.name, error.faults[0].problem))
    if faults:
        return InUse(note=_left_out(overlay.name, faults[0].problem))
    if on < overlay.written.in_force_from:
        return InUse(note=_left_out(overlay.name, f"it holds from {overlay.written.in_force_from}"))
    return InUse(overlay, f"Local guidance {overlay.name}: {said[0]}" if said else "")


def require_overlay(chosen: str) -> None:
    """Raise OverlayError unless the overlay that was chosen, if any, can be read: asked before serving.

    Whether it fits the pack of a day is asked on that day, and never stops anybody's advice.
    """
    if chosen:
        load_overlay(folder_of(chosen))


def _left_out(name: str, problem: str) -> str:
    return (
        f"Local guidance is not shown: the overlay {name} cannot be used, because {problem}. The advice "
        "is the same without it. Tell whoever looks after this service."
    )


@lru_cache(maxsize=16)
def _checked(
    folder: Path, pack: Pack, on: date
) -> tuple[Overlay, tuple[Fault, ...], tuple[str, ...]]:
    """An overlay with what is to be said of it on a day: read once, because packs and files are not edited
    under a running process. One that cannot be read raises, and is tried again.
    """
    overlay = load_overlay(folder)
    return overlay, overlay_faults(overlay, pack, on), remarks(overlay, pack, on)
