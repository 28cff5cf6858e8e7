"""Tables and evaluations as text for a terminal, and evaluations as JSON for a program."""

import textwrap
from datetime import date

from decisions.policy.checks import original
from decisions.policy.compiled import CompiledPack
from decisions.policy.explain import trace
from decisions.policy.in_force import closed_because, switched_off_because
from decisions.policy.model import Evaluation, Facts, Finding
from decisions.policy.pack import Pack
from decisions.policy.source import Row
from isa.platform.days import show_date


def evaluation_json(
    pack: CompiledPack, facts: Facts, found: Evaluation, on: date
) -> dict[str, object]:
    """The evaluation in the shape that ``isa policy evaluate --json`` promises."""
    return {
        "pack": pack.pack.id,
        "on": on.isoformat(),
        "act_now": found.act_now,
        "act_now_may_become": found.act_now_may_become,
        "recipients": [
            {
                "outcome": outcome,
                "scope": scope,
                "when": when,
                "may_become": _left(found.cells[number]) if outcome is None else (),
                "findings": _values(pack, findings),
            }
            for number, (outcome, scope, when, findings) in enumerate(
                zip(found.outcomes, found.scopes, found.whens, found.recipients, strict=True)
            )
        ],
        "items": [
            [row[place]["item_rule"].value for row in found.cells]
            for place in range(len(found.cells[0]))
        ],
        "item_outcomes": [
            [row[place]["outcome"].value for row in found.cells]
            for place in range(len(found.cells[0]))
        ],
        "findings": _values(pack, found.case),
        "missing": found.missing,
        "breached": found.breached,
        "contradictions": contradictions(pack, found),
        "trace": trace(pack, facts, found),
    }


def contradictions(pack: CompiledPack, found: Evaluation) -> list[dict[str, object]]:
    """The facts that contradict each other, and why. They are doubted, not refused: danger waits for
    nothing, and what holds of the rest is still said.
    """
    return [
        {
            "constraint": one.id,
            "facts": sorted({*one.when, *one.then}),
            "because": one.because,
        }
        for one in pack.pack.constraints
        if one.id in found.breached
    ]


def _left(row: tuple[dict[str, Finding], ...]) -> list[str]:
    return list(dict.fromkeys(code for cell in row for code in cell["outcome"].possible))


def _values(pack: CompiledPack, findings: dict[str, Finding]) -> dict[str, object]:
    tables = pack.pack.tables
    return {
        name: list(finding.possible)
        if tables[name].hit == "collect" or finding.value is None
        else finding.value
        for name, finding in findings.items()
    }


def evaluation(pack: CompiledPack, found: Evaluation) -> str:
    """The answer in a few lines."""
    lines = [f"Act now: {found.act_now}"]
    if found.act_now_may_become:
        lines.append(f"  could become: {', '.join(found.act_now_may_become)}")
    parts = zip(found.outcomes, found.scopes, found.whens, strict=True)
    for number, (outcome, scope, when) in enumerate(parts):
        lines.append(f"Recipient {number + 1}: {outcome or 'not settled'}")
        lines.append(f"  scope: {scope or 'not settled'}; when: {when or 'not settled'}")
        for place, cell in enumerate(found.cells[number]):
            lines.append(f"  item {place + 1}: {cell['item_rule'].value or 'not settled'}")
    if found.missing:
        lines.append("Still to answer: " + ", ".join(found.missing))
    for one in contradictions(pack, found):
        lines.append(
            f"These contradict each other and are doubted: {one['facts']}. {one['because']}"
        )
    return "\n".join(lines)


def standing(pack: Pack, on: date) -> str:
    """Which pack this is, and its switches as they stand on a day."""
    lines = [f"{pack.id} as at {show_date(on)}"]
    if on < pack.header.in_force_from:
        lines.append(f"  It answers only from {show_date(pack.header.in_force_from)}.")
    for name in pack.switches:
        lines.append(f"  Switch {name}: {switched_off_because(pack, name, on) or 'on'}")
    return "\n".join([*lines, ""])


def table(pack: Pack, name: str, on: date | None = None) -> str:
    """A table the way a reviewer reads it: what is asked, what follows, why, under which sources.

    With a day, rows that do not count on it are marked, with the reason.
    """
    spec = pack.tables[name]
    how = {
        "first": "the first row that holds decides",
        "collect": "every row that holds counts",
    }[spec.hit]
    lines = [f"{name}: {spec.title}", f"  per {spec.level}; {how}"]
    if spec.reading == "as_answered":
        lines.append("  reads only what has been answered: it waits for nothing")
    if spec.copy_of:
        lines.append(f"  the rows of {spec.copy_of}")
    for row in original(pack, name).row:
        lines += _row(row, closed_because(pack, row, on) if on else None)
    return "\n".join([*lines, ""])


def _row(row: Row, closed: str | None) -> list[str]:
    conditions = [f"{name} is {' or '.join(values)}" for name, values in row.when.items()]
    notes = [f"switch {row.switch}"] if row.switch else []
    notes += [f"from {row.starts}"] if row.starts else []
    notes += [f"until {row.ends}"] if row.ends else []
    text = " and ".join(conditions) or "in every other case"
    return [
        *textwrap.wrap(f"{row.id:<6} {text}", 100, initial_indent="  ", subsequent_indent=" " * 9),
        *([f"         NOT COUNTED: {closed}"] if closed else []),
        f"         -> {', '.join(row.codes)}" + (f"   ({'; '.join(notes)})" if notes else ""),
        *textwrap.wrap(row.because, 100, initial_indent=" " * 12, subsequent_indent=" " * 12),
        *([f"            [{', '.join(row.cites)}]"] if row.cites else []),
    ]
