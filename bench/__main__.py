"""Every bar in one go: python -m bench [name...] [--json].

Never a gate: on a busy machine a ratio moves, and a red build would teach nobody anything. It ends
with success whatever the figures are.
"""

import argparse
import json
from dataclasses import asdict
from importlib import import_module

from bench.measure import Measure

NAMES = (
    "decision",
    "documents",
    "importing",
    "wizard_step",
    "proof",
    "coverage",
    "network",
    "audit",
    "replay",
    "records_list",
    "screens",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    parser.add_argument("--json", action="store_true", help="one JSON object for each bar")
    given = parser.parse_args()
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if not given.json:
        print(line("what", "ours", "peer", "ratio", "fastest", "bar", ""))
    for name in given.names or NAMES:
        for one in import_module(f"bench.{name}").measure():
            print(json.dumps(told(one)) if given.json else row(one), flush=True)


def told(one: Measure) -> dict[str, object]:
    return {**asdict(one), "figure": one.figure, "is_met": one.is_met}


def row(one: Measure) -> str:
    verdict = "met" if one.is_met else "MISSED"
    ours = f"{one.ours:.1f} {one.unit}"
    fastest = f"{one.fastest:.3g}" if one.fastest is not None else ""
    if one.peer is None:
        return line(one.what, ours, "", "", fastest, f"{one.bar:g} {one.unit}", verdict)
    peer = f"{one.peer:.1f} {one.unit} {one.peer_name}"
    return line(one.what, ours, peer, f"{one.figure:.3g}", fastest, f"{one.bar:g}", verdict)


def line(*cells: str) -> str:
    widths = (72, 12, 38, 8, 8, 8, 6)
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


if __name__ == "__main__":
    main()
