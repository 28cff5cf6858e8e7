"""Replay of stored decisions on a new pack, beside the single-case path, in turns.

The decisions were made under the release before the newest and are run under the newest. Both ways
begin with the facts as they are stored, as text. The single-case path validates each and gives its
outcome, reasons and open questions; the replay gives outcome, scope and item rules of all. Beside the
bar: the same with no two decisions alike, the worst there can be, and an impact study, which runs two
packs; each may take twice as long.

The bar is meant for 1,000,000 decisions. They are worked through a batch at a time and a batch costs
what it costs, so a few batches are measured and what a million would take is worked out from them.

Reading records out of a database and decrypting them comes on top. It is measured by itself, beside
opening every block of a record, and is no part of the bar. With ``--store`` a database of so many
records is filled and studied as ``isa policy impact`` does it, once, for its time and its memory.

Run: python -m bench.replay [decisions] [--store records]
"""

import argparse
import json
import resource
import statistics
import time
from datetime import date
from itertools import repeat

from sqlalchemy import true
from sqlmodel import select

from bench.measure import Measure, Took, compared, race
from bench.stored_decisions import Draw, records
from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.gathered import Gathered
from decisions.policy.impact import BATCH, Decided, FileStudy
from decisions.policy.many import Many
from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder
from decisions.records import payload, rows
from decisions.records.tables import RecordDisclosureRow
from decisions.replaying import service
from decisions.replaying.rows import page
from isa.platform.identity import SYSTEM
from tests.unit.records.sample import MATERIAL

DAY = date(2026, 11, 21)
DECISIONS = 3 * BATCH
MEANT_FOR = 1_000_000
BAR = 1 / 10
ALONE = 500
"""Decisions that the single-case path runs in each turn: its time for each does not depend on how many."""
RECORDS = 200


class Replays:
    """The ways to run stored decisions again, each on the batch that begins at a place."""

    def __init__(self, earlier: CompiledPack, pack: CompiledPack, texts: list[str]) -> None:
        self.pack = pack
        self.earlier = earlier
        self.texts = texts
        self.unlike = list(dict.fromkeys(texts))
        self.sets = [name for name, fact in pack.pack.facts.items() if fact.kind == "set"]
        self.many = Many(pack, pack.open_gates(DAY))

    def replay(self, start: int) -> None:
        self.many.answer(Gathered(dict.fromkeys(self.texts[start : start + BATCH]), self.sets))

    def replay_unlike(self, start: int) -> None:
        start %= max(1, len(self.unlike) - BATCH + 1)
        self.many.answer(Gathered(self.unlike[start : start + BATCH], self.sets))

    def study(self, start: int) -> None:
        study = FileStudy(self.pack)
        for text in self.texts[start : start + BATCH]:
            study.take(Decided("", text), self.earlier, DAY)
        study.tally()

    def one_by_one(self, start: int) -> None:
        for text in self.texts[start : start + ALONE]:
            evaluate(self.pack, validate_facts(self.pack, json.loads(text)), on=DAY)

    def agree(self) -> None:
        """Both paths say the same of the same decisions, or the race means nothing."""
        few = self.texts[:ALONE]
        for text, told in zip(few, self.many.answer(Gathered(few, self.sets)).told, strict=True):
            found = evaluate(self.pack, validate_facts(self.pack, json.loads(text)), on=DAY)
            assert told is not None, text
            assert (told.act_now, told.outcomes, told.scopes) == (
                found.act_now,
                found.outcomes,
                found.scopes,
            ), text


def packs() -> list[CompiledPack]:
    """The newest release and the one before it, the older first."""
    folders = newest_folder().parent.glob("*/")
    last = sorted(folders, key=lambda one: [int(part) for part in one.name.split(".")])[-2:]
    return [compile_pack(load_pack(folder)) for folder in last]


def measure(decisions: int = DECISIONS) -> list[Measure]:
    earlier, pack = packs()
    replays = Replays(earlier, pack, Draw(earlier).texts(decisions))
    replays.agree()
    each = turns(replays, decisions)
    took = statistics.median(each["replay"])
    whole = f"a million would take {took * MEANT_FOR:.0f} s"
    share = len(replays.unlike) / len(replays.texts)
    return [
        compared(f"replay, {share:.0%} distinct ({whole})", each, "replay", "one by one", BAR),
        compared("replay, no two alike", each, "no two alike", "one by one", 2 * BAR),
        compared("impact study of the same: two packs", each, "study", "one by one", 2 * BAR),
        measure_storage(earlier),
    ]


def turns(replays: Replays, decisions: int) -> Took:
    """Seconds for one decision each way, a batch in each turn."""
    batch = min(BATCH, decisions)
    ways = {
        "replay": (replays.replay, batch),
        "no two alike": (replays.replay_unlike, min(BATCH, len(replays.unlike))),
        "study": (replays.study, batch),
        "one by one": (replays.one_by_one, min(ALONE, decisions)),
    }
    starts = [[start] for start in range(0, decisions - batch + 1, batch)]
    took = race({name: way for name, (way, _) in ways.items()}, starts)
    return {name: [seconds / ways[name][1] for seconds in took[name]] for name in took}


def measure_storage(pack: CompiledPack) -> Measure:
    """Facts out of a database of sealed records, beside opening every block to find them."""
    with records(pack, repeat(payload.compose(MATERIAL), RECORDS)) as database:

        def facts_alone(_: int) -> None:
            with database.read() as session:
                assert len(list(page(session, database.keys, true(), ""))) == RECORDS

        def every_block(_: int) -> None:
            with database.read() as session:
                for row in session.exec(select(RecordDisclosureRow)):
                    rows.open_block(database.keys, row.record_id, row.digest, row.body)

        took = race({"facts": facts_alone, "every block": every_block}, [[0]] * 5)
    each = {name: [seconds / RECORDS for seconds in took[name]] for name in took}
    what = "facts of one stored record, found and decrypted (SQLite)"
    return compared(what, each, "facts", "every block", 1 / 4)


def study_store(number: int) -> str:
    """What it takes to study a whole database of sealed records, as a sentence."""
    earlier, pack = packs()
    facts = map(json.loads, Draw(earlier).texts(number))
    with records(earlier, ({rows.FACTS: one} for one in facts)) as database:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        tally = service.study(database, SYSTEM, pack)
        took = time.process_time() - start
        grew = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return (
        f"impact study of {number:,} stored records: {took:.0f} s of CPU, "
        f"{took / number * 1e6:.0f} us each; memory grew by at most {grew / 1024:.0f} MB; "
        f"{tally.same:,} same, {tally.different:,} different, {tally.cannot:,} cannot be run"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.replay", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "decisions", nargs="?", type=int, default=DECISIONS, help=f"{DECISIONS:,} if left out"
    )
    parser.add_argument("--store", type=int, metavar="records", help="study a database of so many")
    given = parser.parse_args()
    if given.decisions < ALONE or (given.store is not None and given.store < 1):
        parser.error(f"give at least {ALONE} decisions, and at least one record")
    if given.store is not None:
        print(study_store(given.store))
        return
    for one in measure(given.decisions):
        print(one.told())


if __name__ == "__main__":
    main()
