"""What was tried and what noticed it, as docs/mutation.md."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from math import floor
from pathlib import Path

from tests.mutation.trial import CHECKS, NOBODY, PINNED, PROOF, SAME, SCENARIO, Verdict

PROGRAM = Path(__file__).with_name("program.md")
"""What was found of slips in the program, written by hand."""

BY = (PINNED, SCENARIO, CHECKS, PROOF, NOBODY, SAME)
HEADING = """\
# Slips in the tables, and what notices them

Written by `make mutants` on {day}, for {pack}. Not edited by hand.

Each row of each table is spoiled in turn: left out, put after the next row, given each other result,
freed of each condition, given a value more or a value less in a condition. A slip is tried until
something notices it, in this order:

- **pinned**: a line in `tests/findings/`, written from the law the row cites, finds something else;
- **scenario**: a situation in `tests/scenarios/` expects something else;
- **checks**: the pack no longer loads;
- **proof**: an invariant no longer holds, a case has no row, or a row or value can no longer happen;
- **nobody**: none of these;
- **same**: proved to find the same in every complete case there could be, so there is nothing to
  notice. Not counted in the share.

The last column adds the kept cases in `tests/golden/witnesses.json`. They record what the tables
said and so notice almost any change; they do not know which of two answers is right, and the share
is given without them.
"""


def words(
    pack: str, day: date, verdicts: list[Verdict], order: Iterable[str], accepted: dict[str, str]
) -> str:
    """The whole report."""
    parts = [HEADING.format(day=f"{day.day} {day:%B %Y}", pack=pack), _counts(verdicts, order)]
    parts.append(_needless(verdicts))
    parts += [_survivors(verdicts, accepted), PROGRAM.read_text(encoding="utf-8")]
    return "\n".join(part for part in parts if part)


def share(verdicts: Iterable[Verdict]) -> float:
    """The share of the slips that change anything which something notices, of 1."""
    by = Counter(one.by for one in verdicts)
    told = by.total() - by[SAME]
    return (told - by[NOBODY]) / told if told else 1.0


def percent(share: float) -> str:
    """A share rounded down, so that 100% is said only of all."""
    return f"{floor(share * 1000) / 10:.1f}%"


def _counts(verdicts: list[Verdict], order: Iterable[str]) -> str:
    lines = [
        "## Counts",
        "",
        "| table | rows | slips | pinned | scenario | checks | proof | nobody | same | noticed | with kept cases |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for table in order:
        if own := [one for one in verdicts if one.table == table]:
            lines.append(_line(table, own))
    decisive = [one for one in verdicts if one.table in ("outcome", "item_rule")]
    lines += [_line("**outcome and item_rule**", decisive), _line("**all**", verdicts), ""]
    return "\n".join(lines)


def _line(name: str, own: list[Verdict]) -> str:
    by = Counter(one.by for one in own)
    missed = [one for one in own if one.by == NOBODY and not one.by_kept_case]
    told = len(own) - by[SAME]
    kept = (told - len(missed)) / told if told else 1.0
    cells = [
        name,
        len({(one.table, one.row) for one in own}),
        len(own),
        *(by[each] for each in BY),
        percent(share(own)),
        percent(kept),
    ]
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _needless(verdicts: list[Verdict]) -> str:
    rows = [f"{v.table} {v.row}" for v in verdicts if v.by == SAME and v.name.endswith("left out")]
    if not rows:
        return ""
    return "\n".join(
        [
            "## Rows that change no finding",
            "",
            "Without them every complete case finds the same, by another row and so with other words",
            f"and sources: {', '.join(rows)}.",
            "",
        ]
    )


def _survivors(verdicts: list[Verdict], accepted: dict[str, str]) -> str:
    left = [one.name for one in verdicts if one.by == NOBODY]
    lines = ["## What nobody notices", ""]
    by_reason: dict[str, list[str]] = {}
    for name in left:
        by_reason.setdefault(accepted.get(name, ""), []).append(name)
    for because, names in sorted(by_reason.items()):
        lines += [because or "**No reason given:**", "", *(f"- {name}" for name in names), ""]
    return "\n".join(lines if left else [*lines, "Nothing.", ""])
