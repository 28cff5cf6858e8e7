"""One record run again: its sealed facts under a released pack, beside what was sealed.

Pure: what was read from the database or from a verified file is handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pydantic import JsonValue, TypeAdapter, ValidationError

from decisions.policy import released
from decisions.policy.compiled import CompiledPack
from decisions.policy.faults import PackError
from decisions.policy.model import Evaluation
from decisions.policy.replay import TITLE, CannotReplay, Different, Replayed, Same, Sealed, replay
from decisions.records.seal import Claims
from decisions.records.verify import Verified
from decisions.replaying.derivation import Derivation, derivation
from isa.platform.clock import LONDON
from isa.platform.errors import Invalid

_EVALUATION = TypeAdapter(Evaluation)
_NEEDED = ("facts", "findings", "answers", "person")
_DISPOSED = "The content of this record was disposed of, so its facts are gone."
_NO_PACK = (
    "The pack this record was made under is not among the released packs here. "
    "Name another one with --pack."
)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a replay needs of one record; ``blocks`` is None once the content was disposed of."""

    claims: Claims
    blocks: Mapping[str, JsonValue] | None

    @property
    def on(self) -> date:
        """The day in London on which the record was sealed."""
        return datetime.fromtimestamp(self.claims.iat, UTC).astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Again:
    """A record run again. ``notes`` are sentences a reader must have beside the result."""

    record_id: str
    sealed_under: str
    """The pack it was made under; empty when that release is not here."""
    replayed: Replayed
    derivation: Derivation
    notes: tuple[str, ...] = ()


def of_file(verified: Verified) -> Whole:
    """The parts of a verified file. Raises ``Invalid`` for a recipient's copy or another part."""
    if missing := [name for name in _NEEDED if name not in verified.blocks]:
        raise Invalid(
            {
                "file": f"This file does not show {missing[0]}: it is a copy for a recipient, or a part of a "
                "record. Only the whole record can be run again; export it with 'isa record export'."
            }
        )
    return Whole(claims=verified.claims, blocks=verified.blocks)


def again(whole: Whole, *, pack: str | None, on: date | None) -> Again:
    """Run a record again under a named pack, or under its own when none is named.

    Raises ``Invalid`` for a pack that is not there. A pack that is there and has not passed the proof
    is a reason why it cannot be run.
    """
    own = released.load_sealed(whole.claims.pack_digest)
    day = on or whole.on
    named = own.pack.id if own else ""
    name = pack or named
    try:
        under = released.load_named(name) if name else None
    except PackError as error:
        return _cannot(whole, named, name, day, str(error))
    if under is None:
        return _cannot(whole, named, "", day, _NO_PACK)
    if whole.blocks is None:
        return _cannot(whole, named, name, day, _DISPOSED)
    replayed = _replayed(whole.claims, whole.blocks, own, under, day)
    return Again(
        record_id=whole.claims.record_id,
        sealed_under=named,
        replayed=replayed,
        derivation=_derivation(whole.blocks),
        notes=tuple(_notes(own, under, replayed)),
    )


def _cannot(whole: Whole, sealed_under: str, pack: str, on: date, why: str) -> Again:
    return Again(
        record_id=whole.claims.record_id,
        sealed_under=sealed_under,
        replayed=Replayed(pack, on, CannotReplay(why)),
        derivation=Derivation(why_not="It was not tried."),
    )


def _replayed(
    claims: Claims,
    blocks: Mapping[str, JsonValue],
    own: CompiledPack | None,
    under: CompiledPack,
    on: date,
) -> Replayed:
    try:
        evaluation = _EVALUATION.validate_python(blocks["findings"])
    except ValidationError:
        why = "Its findings are in a form that this release does not read."
        return Replayed(under.pack.id, on, CannotReplay(why))
    facts = blocks["facts"] if isinstance(blocks["facts"], dict) else {}
    return replay(Sealed(claims.facts_schema, facts, evaluation, own), under, on=on)


def _derivation(blocks: Mapping[str, JsonValue]) -> Derivation:
    answers, person, facts = blocks["answers"], blocks["person"], blocks["facts"]
    if not isinstance(answers, dict) or not isinstance(person, dict) or not isinstance(facts, dict):
        return Derivation(why_not="Its answers are in a form that this release does not read.")
    identity = person.get("answers")
    whole = {**answers, **(identity if isinstance(identity, dict) else {})}
    return derivation(whole, facts, released.load_released(None))


def _notes(own: CompiledPack | None, under: CompiledPack, replayed: Replayed) -> list[str]:
    notes = []
    starts = under.pack.header.in_force_from
    if replayed.on < starts:
        notes.append(
            f"{under.pack.id} answers for days from {starts.isoformat()}; the day used here is "
            f"{replayed.on.isoformat()}."
        )
    is_own = own is not None and own.digest == under.digest
    if is_own and isinstance(replayed.result, Different):
        notes.append(
            "This is the pack the record was made under, so it is the program or the day that "
            "differs, and not the law."
        )
    return notes


def as_json(found: Again) -> dict[str, object]:
    """A record run again as plain values."""
    result = found.replayed.result
    return {
        "title": TITLE,
        "record": found.record_id,
        "sealed_under": found.sealed_under or None,
        "pack": found.replayed.pack or None,
        "on": found.replayed.on.isoformat(),
        "result": code(found),
        "why": result.why if isinstance(result, CannotReplay) else None,
        "changes": [
            {
                "path": one.path,
                "from": list(one.before),
                "to": list(one.after),
                "sentence": one.sentence,
            }
            for one in (result.changes if isinstance(result, Different) else ())
        ],
        "read_as_absent": list(found.replayed.filled),
        "missing": list(found.replayed.missing),
        "derivation": {
            "changed": None if found.derivation.why_not else list(found.derivation.changed),
            "why_not": found.derivation.why_not or None,
        },
        "notes": list(found.notes),
    }


def code(found: Again) -> str:
    """The result as a code: ``same``, ``different`` or ``cannot_replay``."""
    codes = {Same: "same", Different: "different", CannotReplay: "cannot_replay"}
    return codes[type(found.replayed.result)]


def in_words(found: Again) -> str:
    """A record run again as a page of text."""
    replayed, result = found.replayed, found.replayed.result
    lines = [
        TITLE,
        "",
        f"Record {found.record_id}, made under {found.sealed_under or 'a pack not here'}.",
    ]
    if isinstance(result, CannotReplay):
        lines.append(f"It cannot be run again: {result.why}")
    else:
        verdict = "the same" if isinstance(result, Same) else "different"
        day = replayed.on.isoformat()
        lines.append(f"Under {replayed.pack}, read on {day}, its facts give {verdict} advice.")
    if isinstance(result, Different):
        lines += [f"  {one.sentence}" for one in result.changes]
    if replayed.missing:
        lines.append("It would have to be told, before it settles:")
        lines += [f"  {path}" for path in replayed.missing]
    if replayed.filled:
        lines.append("Not asked then, so read as the pack says for older records:")
        lines += [f"  {path}" for path in replayed.filled]
    if found.derivation.changed:
        lines.append("Derivation changed: today's program makes other facts of the same answers:")
        lines += [f"  {path}" for path in found.derivation.changed]
    return "\n".join([*lines, *found.notes])
