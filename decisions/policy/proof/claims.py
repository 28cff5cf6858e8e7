"""Each invariant as a search for a case that breaks it.

A claim about complete answers reads findings as single values. A claim about partial answers is
strict: what it is given is certain, what must hold is certain, and what must not is not even
possible.
"""

from collections.abc import Iterator, Mapping

import z3

from decisions.policy.compiled import mask_of
from decisions.policy.proof.encoding import Encoding
from decisions.policy.source import Condition, Invariant
from decisions.policy.subjects import subject_of


def given(encoding: Encoding, invariant: Invariant) -> z3.BoolRef:
    """The cases an invariant speaks of."""
    some = z3.Or([_all(encoding, part) for part in invariant.given_any] or [z3.BoolVal(True)])
    return z3.And(_all(encoding, invariant.given), some)


def broken(encoding: Encoding, invariant: Invariant) -> z3.BoolRef:
    """The cases in which a single or partial invariant fails."""
    kept = _all(encoding, invariant.always)
    avoided = z3.Not(_possibly(encoding, invariant.never)) if invariant.never else z3.BoolVal(True)
    return z3.And(given(encoding, invariant), z3.Not(z3.And(kept, avoided)))


def broken_pair(first: Encoding, second: Encoding, invariant: Invariant) -> z3.BoolRef:
    """Two cases, equal but for what may vary, between which the second is worse."""
    pack = first.pack
    varied = set(invariant.vary) | ({invariant.raised} if invariant.raised else set())
    varied |= {subject_of(fact) for fact in varied}
    parts = [given(first, invariant), given(second, invariant), *_equal(first, second, varied)]
    if invariant.raised:
        place = pack.index[invariant.raised]
        values = pack.variables[place].values
        levels = invariant.levels or pack.pack.order.harm_if_not_shared
        bits = [values.index(level) for level in levels]
        parts.append(_lower(first, second, place, bits))
    return z3.And(*parts, _worse(first, second, invariant))


def _equal(first: Encoding, second: Encoding, varied: set[str]) -> Iterator[z3.BoolRef]:
    """All else equal; a question that one of the changes reveals may be answered in any way."""
    revealed = _implied(first, varied)
    for place, variable in enumerate(first.pack.variables):
        if variable.fact is None or variable.fact in varied:
            continue
        pairs = zip(first.values[place], second.values[place], strict=True)
        same = z3.And([one == other for one, other in pairs])
        if variable.fact in revealed and "not_applicable" in variable.values:
            hidden = variable.values.index("not_applicable")
            same = z3.Or(same, first.values[place][hidden], second.values[place][hidden])
        yield same


def _implied(encoding: Encoding, varied: set[str]) -> set[str]:
    variables = encoding.pack.variables
    reached = set(varied)
    for _ in encoding.pack.constraints:
        for constraint in encoding.pack.constraints:
            if any(variables[place].fact in reached for place, _ in constraint.when):
                reached |= {variables[place].fact or "" for place, _ in constraint.then}
    return reached - varied


def _lower(first: Encoding, second: Encoding, place: int, order: list[int]) -> z3.BoolRef:
    """The first case stands strictly lower in the order than the second."""
    return z3.Or(
        [
            z3.And(first.bits[place][low], second.bits[place][high])
            for at, low in enumerate(order)
            for high in order[at + 1 :]
        ]
    )


def _worse(first: Encoding, second: Encoding, invariant: Invariant) -> z3.BoolRef:
    pack = first.pack
    if invariant.pair == "when_never_longer":
        place = pack.index["when"]
        return _lower(first, second, place, list(range(len(pack.variables[place].values))))
    place = pack.index["outcome"]
    codes = pack.variables[place].values
    if invariant.pair == "rank_never_falls":
        levels = sorted(set(pack.pack.order.rank.values()))
        masks = {level: _ranked(pack.pack.order.rank, codes, level) for level in levels}
        return z3.Or(
            [
                z3.And(first.possible(place, masks[high]), second.possible(place, masks[low]))
                for at, low in enumerate(levels)
                for high in levels[at + 1 :]
            ]
        )
    wanted = (
        1 << codes.index(invariant.value or "")
        if invariant.pair == "never_becomes"
        else _ranked(pack.pack.order.rank, codes, max(pack.pack.order.rank.values()))
    )
    return z3.And(z3.Not(first.possible(place, wanted)), second.possible(place, wanted))


def _ranked(rank: Mapping[str, int], codes: tuple[str, ...], level: int) -> int:
    return mask_of(codes, tuple(code for code in codes if rank[code] == level))


def _all(encoding: Encoding, part: Condition) -> z3.BoolRef:
    return z3.And([_certainly(encoding, name, codes) for name, codes in part.items()])


def _possibly(encoding: Encoding, part: Condition) -> z3.BoolRef:
    return z3.And(
        [
            z3.Not(_certainly(encoding, name[1:], codes))
            if name.startswith("!")
            else _maybe(encoding, name, codes)
            for name, codes in part.items()
        ]
    )


def _certainly(encoding: Encoding, name: str, codes: tuple[str, ...]) -> z3.BoolRef:
    if name.startswith("!"):
        return z3.Not(_maybe(encoding, name[1:], codes))
    if name[0] in "@#":
        return z3.Or(_rows(encoding, name, codes, encoding.certain))
    place = encoding.pack.index[name]
    return encoding.sure(place, mask_of(encoding.pack.variables[place].values, codes))


def _maybe(encoding: Encoding, name: str, codes: tuple[str, ...]) -> z3.BoolRef:
    if name[0] in "@#":
        return z3.Or(_rows(encoding, name, codes, encoding.collected))
    place = encoding.pack.index[name]
    return encoding.possible(place, mask_of(encoding.pack.variables[place].values, codes))


def _rows(
    encoding: Encoding, name: str, codes: tuple[str, ...], rows: Mapping[str, list[z3.BoolRef]]
) -> list[z3.BoolRef]:
    found = []
    for table in encoding.pack.tables:
        for row, formula in zip(table.rows, rows[table.name], strict=True):
            is_named = name == "#fired" and row.id in codes
            gives = name == f"@{table.name}" and row.then & mask_of(
                table.codes, tuple(code for code in codes if code in table.codes)
            )
            if is_named or gives:
                found.append(formula)
    return found
