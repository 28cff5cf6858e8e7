"""Synthetic decisions near the scenarios, and databases of sealed records that hold their facts."""

import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from joserfc.jwk import OKPKey
from pydantic import JsonValue, SecretStr

from decisions.policy.compiled import CompiledPack
from decisions.policy.subjects import CASE_PERSON, WHOSE
from decisions.records import rows, seal
from decisions.records.seal import Claims
from decisions.records.tables import RecordRow
from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database, UnitOfWork
from isa.platform.identity import SYSTEM
from tests.unit.policy.expected import SCENARIOS
from tests.unit.policy.test_many import known
from tests.unit.records.sample import SEALED_AT

STOPPED_EARLY = 0.1
SETTLING = ("harm_if_not_shared", "child_in_play", "adult_position", "trigger", "purpose")
CHANGED = ((0, 1, 2, 3, 4), (35, 30, 20, 10, 5))
_AT_ONCE = 500


class Draw:
    """Facts as they are stored, of decisions made under one pack.

    The scenarios, some far more often than others, as in practice, with none to four answers changed
    at random; one in ten stopped early, with the rest unanswered.
    """

    def __init__(self, pack: CompiledPack) -> None:
        self.chance = random.Random(7)  # noqa: S311
        self.scenarios = [
            {
                "case": known(pack, one.facts["case"]),
                "recipients": [known(pack, each) for each in one.facts["recipients"]],
                "items": [known(pack, each) for each in one.facts["items"]],
            }
            for one in SCENARIOS
        ]
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


@contextmanager
def records(pack: CompiledPack, contents: Iterable[Mapping[str, JsonValue]]) -> Iterator[Database]:
    """A database with one sealed record for each of these contents (block by name), made under a pack."""
    with tempfile.TemporaryDirectory(prefix="isa-") as folder:
        address = f"sqlite:///{Path(folder) / 'isa.sqlite'}"
        settings = Settings(database_url=address, keys=SecretStr(new_key_ring_json()))
        database = installation.create(settings, installation.Kind.LIVE)
        numbered = enumerate(contents)
        while some := list(islice(numbered, _AT_ONCE)):
            with database.write(SYSTEM) as work:
                for number, blocks in some:
                    _put(work, database.keys.signing, f"rec_{number:07}", pack, blocks)
                work.record("bench_filled", "bench")
        yield database
        database.engine.dispose()


def _put(
    work: UnitOfWork, key: OKPKey, record_id: str, pack: CompiledPack, blocks: Mapping
) -> None:
    claims = Claims(
        iss="school",
        iat=int(SEALED_AT.timestamp()),
        record_id=record_id,
        answers_schema="1",
        facts_schema="1",
        engine="1",
        pack_digest=pack.pack.digest,
    )
    sealed = seal.seal(blocks, claims, key)
    row = RecordRow(
        id=record_id,
        draft_id=record_id,
        agency_id="school",
        author_id="somebody",
        sealed_at=SEALED_AT,
        outcome="share",
        kid=key.thumbprint(),
        jws=sealed.jws,
    )
    rows.put(work, row, sealed, "")
