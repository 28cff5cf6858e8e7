"""Replay of 1,000,000 stored decisions on a new pack, beside the single-case path, in turns.

The decisions are drawn from the scenarios, some far more often than others, as in practice, with none
to four answers changed at random; one in ten stopped early, with the rest unanswered. Both ways begin
with the facts as they are stored, as text. The single-case path validates each and gives its outcome,
reasons and open questions; the replay gives outcome, scope and item rules of all. Beside the bar: the
same with no two decisions alike, the worst there can be, and an impact study, which runs two packs;
each may take twice as long.

Reading records out of a database and decrypting them comes on top. It is measured by itself, beside
opening every block of a record, and is no part of the bar.

Run: python -m bench.replay
"""

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import true

from bench.measure import Measure, Took, compared, race
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.gathered import Gathered
from decisions.policy.impact import BATCH, Decided, FileStudy
from decisions.policy.many import Many
from decisions.policy.released import load_named, newest_folder
from decisions.policy.subjects import CASE_PERSON, WHOSE
from decisions.records import payload, rows, seal
from decisions.records.seal import Claims
from decisions.records.tables import RecordDisclosureRow, RecordRow
from decisions.replaying.rows import page
from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from tests.unit.policy.expected import SCENARIOS
from tests.unit.records.sample import MATERIAL, SEALED_AT

DAY = date(2026, 11, 21)
EARLIER = "england/2026.1"
DECISIONS = 1_000_000
BAR = 1 / 10
ALONE = 500
"""Decisions that the single-case path runs in each turn: its time for each does not depend on how many."""
STOPPED_EARLY = 0.1
SETTLING = ("harm_if_not_shared", "child_in_play", "adult_position", "trigger", "purpose")
CHANGED = ((0, 1, 2, 3, 4), (35, 30, 20, 10, 5))
RECORDS = 400


class Draw:
    """Synthetic decisions near the scenarios, as their facts are stored."""

    def __init__(self, pack: CompiledPack) -> None:
        self.chance = random.Random(7)  # noqa: S311
        self.scenarios = [one.facts for one in SCENARIOS]
        self.weights = [1 / (place + 3) for place in range(len(self.scenarios))]
        self.facts = list(pack.pack.facts.items())
        self.people = pack.people

    def texts(self, number: int) -> list[str]:
        drawn = self.chance.choices(self.scenarios, self.weights, k=number)
        return [self.one(raw) for raw in drawn]

    def one(self, raw: dict) -> str:
        case = dict(raw["case"])
        recipients = [dict(one) for one in raw["recipients"]]
        items = [dict(one) for one in raw["items"]]
        parts = {"case": [case], "person": [case], "recipient": recipients, "item": items}
        for _ in range(self.chance.choices(*CHANGED)[0]):
            name, fact = self.chance.choice(self.facts)
            if parts[fact.level]:
                self.chance.choice(parts[fact.level])[name] = self.answer(fact)
        for item in items:
            if item.get(WHOSE) == CASE_PERSON:  # the answers about the person are the case's
                for name in self.people & item.keys():
                    del item[name]
        if self.chance.random() < STOPPED_EARLY:
            case = {name: said for name, said in case.items() if name in SETTLING}
        whole = {"case": case, "recipients": recipients, "items": items}
        return json.dumps(whole, separators=(",", ":"))

    def answer(self, fact) -> str | list[str]:
        if fact.kind == "set":
            return [value for value in fact.values if self.chance.random() < 0.15]
        return self.chance.choice(fact.values)


class Replays:
    """The ways to run stored decisions again, each on the batch that begins at a place."""

    def __init__(self, pack: CompiledPack, texts: list[str]) -> None:
        self.pack = pack
        self.earlier = load_named(EARLIER)
        self.texts = texts
        self.unlike = list(dict.fromkeys(texts))
        self.sets = [name for name, fact in pack.pack.facts.items() if fact.kind == "set"]
        self.many = Many(pack, pack.open_gates(DAY))

    def replay(self, start: int) -> None:
        self.many.answer(Gathered(dict.fromkeys(self.texts[start : start + BATCH]), self.sets))

    def replay_unlike(self, start: int) -> None:
        start %= len(self.unlike) - BATCH + 1
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


def measure() -> list[Measure]:
    pack = load_named(f"england/{newest_folder().name}")
    replays = Replays(pack, Draw(pack).texts(DECISIONS))
    replays.agree()
    ways = {
        "replay": (replays.replay, BATCH),
        "no two alike": (replays.replay_unlike, BATCH),
        "study": (replays.study, BATCH),
        "one by one": (replays.one_by_one, ALONE),
    }
    turns = [[start] for start in range(0, DECISIONS, BATCH)]
    took = race({name: way for name, (way, _) in ways.items()}, turns)
    each: Took = {
        name: [seconds / number for seconds in took[name]] for name, (_, number) in ways.items()
    }
    share = len(replays.unlike) / len(replays.texts)
    what = f"replay of {DECISIONS:,} decisions"
    return [
        compared(f"{what}, {share:.0%} distinct", each, "replay", "one by one", BAR),
        compared(f"{what}, no two alike", each, "no two alike", "one by one", 2 * BAR),
        compared("impact study of the same: two packs", each, "study", "one by one", 2 * BAR),
        measure_storage(),
    ]


def measure_storage() -> Measure:
    """Facts out of a database of sealed records, beside opening every block to find them."""
    with records() as database:

        def facts_alone(_: int) -> None:
            with database.read() as session:
                assert len(list(page(session, database.keys, true(), ""))) == RECORDS

        def every_block(_: int) -> None:
            with database.read() as session:
                for row in session.query(RecordDisclosureRow):
                    rows.open_block(database.keys, row.record_id, row.digest, row.body)

        took = race({"facts": facts_alone, "every block": every_block}, [[0]] * 5)
    each = {name: [seconds / RECORDS for seconds in took[name]] for name in took}
    what = "facts of one stored record, found and decrypted (SQLite)"
    return compared(what, each, "facts", "every block", 1 / 4)


@contextmanager
def records() -> Iterator[Database]:
    """A database of sealed records, straight into their tables."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'isa.sqlite'}"
        settings = Settings(database_url=address, keys=SecretStr(new_key_ring_json()))
        database = installation.create(settings, installation.Kind.LIVE)
        with database.write(SYSTEM) as work:
            for number in range(RECORDS):
                put(work, database, f"rec_{number:06}")
            work.record("bench_filled", "bench")
        yield database
        database.engine.dispose()


def put(work, database: Database, record_id: str) -> None:
    claims = Claims(
        iss="school",
        iat=int(SEALED_AT.timestamp()),
        record_id=record_id,
        answers_schema="1",
        facts_schema="1",
        engine="1",
        pack_digest="0" * 64,
    )
    sealed = seal.seal(payload.compose(MATERIAL), claims, database.keys.signing)
    row = RecordRow(
        id=record_id,
        draft_id=record_id,
        agency_id="school",
        author_id="somebody",
        sealed_at=SEALED_AT,
        outcome="share",
        kid=database.keys.signing.thumbprint(),
        jws=sealed.jws,
    )
    rows.put(work, row, sealed, "")


if __name__ == "__main__":
    for one in measure():
        print(one.told())
