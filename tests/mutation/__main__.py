"""Spoil each row of the newest pack in turn and see who notices: python -m tests.mutation.

Exit code 0 if every slip is noticed, proved to change nothing, or has a reason in survivors.toml;
1 if one has not. Only a run over all tables writes docs/mutation.md.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder
from isa.platform import clock
from tests.mutation import report
from tests.mutation.slips import Change, name_of, slips
from tests.mutation.survivors import outdated, reasons, unexplained
from tests.mutation.trial import Bench, Verdict
from tests.unit.policy.expected import SCENARIOS

PAGE = Path(__file__).parents[2] / "docs" / "mutation.md"
AT_ONCE = 40


def main() -> int:
    given = _arguments()
    pack = _bench().pack
    order = list(pack.pack.tables)
    tables = given.tables.split(",") if given.tables else order
    if unknown := set(tables) - set(order):
        print(f"{pack.pack.id} has no table {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    _warn(pack)
    verdicts = list(_tried(tables, given.processes))
    verdicts.sort(key=_in_order(pack, tables))
    accepted = reasons()
    text = report.words(pack.pack.id, clock.today(), verdicts, order, accepted)
    if given.tables is None:
        PAGE.write_text(text, encoding="utf-8")
    if given.json:
        print(json.dumps([asdict(one) for one in verdicts], indent=1))
    else:
        print(
            text
            if given.tables
            else f"{PAGE.name}: {report.percent(report.share(verdicts))} noticed"
        )
    for name in outdated(verdicts, accepted):
        print(f"survivors.toml: {name!r} is noticed by now, or gone", file=sys.stderr)
    left = unexplained(verdicts, accepted)
    for name in left:
        print(f"nobody notices {name!r}, and survivors.toml does not say why", file=sys.stderr)
    return 1 if left else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--tables", help="only these, with commas between")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="every slip and what noticed it")
    return parser.parse_args()


def _warn(pack: CompiledPack) -> None:
    if failing := len(SCENARIOS) - len(_bench().cases.scenarios):
        print(f"{failing} scenarios already fail for {pack.pack.id}: left out", file=sys.stderr)


@lru_cache
def _bench() -> Bench:
    return Bench(compile_pack(load_pack(newest_folder())))


def _tried(tables: list[str], processes: int) -> Iterator[Verdict]:
    batches = []
    for table in tables:
        changes = list(slips(_bench().pack.pack, table))
        batches += [changes[at : at + AT_ONCE] for at in range(0, len(changes), AT_ONCE)]
    start, done = time.monotonic(), 0
    with Pool(processes) as pool:
        for batch in pool.imap_unordered(_try, batches):
            done += 1
            told = f"{done} of {len(batches)} batches, {time.monotonic() - start:.0f} s"
            print(f"\r{told}", end="", file=sys.stderr, flush=True)
            yield from batch
    print(file=sys.stderr)


def _in_order(pack: CompiledPack, tables: list[str]) -> Callable[[Verdict], int]:
    names = [name_of(change) for table in tables for change in slips(pack.pack, table)]
    places = {name: place for place, name in enumerate(names)}
    return lambda verdict: places[verdict.name]


def _try(changes: list[Change]) -> list[Verdict]:
    return list(_bench().trials(changes))


if __name__ == "__main__":
    sys.exit(main())
