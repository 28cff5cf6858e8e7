"""An impact study as text, JSON or CSV. Each form says at its head what it is not.

Counts under five are not shown where they come from people's records, and never just one of them:
one hidden line could be worked out from the rest.
"""

import csv
import io
import textwrap
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from decisions.policy.impact import Move, Tally
from decisions.policy.replay import TITLE

SMALLEST_SHOWN = 5
COMPARED = (
    "Compared: what to do now; for each recipient the answer, how much may go, and how each item "
    "goes. Lawful bases, conditions and duties are compared one record at a time, with "
    "'isa record replay'."
)
Line = TypeVar("Line", bound=Hashable)


def shown(counts: Mapping[Line, int], smallest: int) -> dict[Line, int | None]:
    """Counts, largest first; None for one too small to show, and for a second if only one is."""
    ordered = sorted(counts, key=lambda line: (-counts[line], str(line)))
    hidden = [line for line in ordered if counts[line] < smallest]
    if len(hidden) == 1 and len(ordered) > 1:
        hidden = ordered[-2:]
    return {line: None if line in hidden else counts[line] for line in ordered}


def changes(tally: Tally, smallest: int) -> dict[Move, int | None]:
    """The counted changes of each kind."""
    kinds = dict.fromkeys(move.what for move in tally.changes)
    return {
        move: count
        for kind in sorted(kinds)
        for move, count in shown(_of(tally.changes, kind), smallest).items()
    }


def _of(counts: Counter[Move], kind: str) -> dict[Move, int]:
    return {move: count for move, count in counts.items() if move.what == kind}


def as_json(tally: Tally, to: str, *, smallest: int = 1) -> dict[str, object]:
    """The study as plain values; a count that is not shown is null, and ``fewer_than`` says why."""
    return {
        "title": TITLE,
        "to": to,
        "from": sorted(tally.befores),
        "compared": COMPARED,
        "decisions": tally.decisions,
        "same": tally.same,
        "different": tally.different,
        "cannot_replay": tally.cannot,
        "fewer_than": smallest if smallest > 1 else None,
        "why_not": [
            {"why": why, "decisions": count}
            for why, count in shown(tally.why_not, smallest).items()
        ],
        "changes": [
            {"what": move.what, "from": move.before, "to": move.after, "decisions": count}
            for move, count in changes(tally, smallest).items()
        ],
        "rows": [
            {
                "table": move.what,
                "from": move.before or None,
                "to": move.after or None,
                "decisions": count,
                "because_from": tally.because[move][0],
                "because_to": tally.because[move][1],
            }
            for move, count in shown(tally.rows, smallest).items()
        ],
        "read_as": tally.read_as,
        "records": [{"record": one.name, "result": one.result} for one in tally.listed],
        "records_not_listed": tally.not_listed,
    }


def as_csv(tally: Tally, to: str, *, smallest: int = 1) -> str:
    """The counts as a table. The title is the name of the first column."""
    file = io.StringIO()
    write = csv.writer(file, lineterminator="\n").writerow
    write([TITLE, "what", "from", "to", "decisions"])
    for result, count in (
        ("same", tally.same),
        ("different", tally.different),
        ("cannot_replay", tally.cannot),
    ):
        write(["result", result, " ".join(sorted(tally.befores)), to, count])
    for why, number in shown(tally.why_not, smallest).items():
        write(["why_not", why, "", "", _cell(number, smallest)])
    for move, number in changes(tally, smallest).items():
        write(["change", *move, _cell(number, smallest)])
    for move, number in shown(tally.rows, smallest).items():
        write(["row", *move, _cell(number, smallest)])
    return file.getvalue()


def _cell(count: int | None, smallest: int) -> str:
    return f"fewer than {smallest}" if count is None else str(count)


def in_words(tally: Tally, to: str, *, smallest: int = 1) -> str:
    """The study as a page of text."""
    made_under = ", ".join(sorted(tally.befores)) or "any pack"
    lines = [
        TITLE,
        "",
        f"What {to} would say of {tally.decisions:,} decisions made under {made_under}.",
        *textwrap.wrap(COMPARED, 100),
        "",
        f"  The same             {tally.same:>12,}",
        f"  Different            {tally.different:>12,}",
        f"  Cannot be run again  {tally.cannot:>12,}",
    ]
    lines += _section("Why some cannot be run again", _why_not(tally, smallest))
    lines += _section("What changes", _changes(tally, smallest))
    lines += _section(
        "Rows that now decide instead, where the answer differs", _rows(tally, smallest)
    )
    lines += _section(
        f"Asked by {to} only, so read as follows",
        (f"  {name}: {value}" for name, value in tally.read_as.items()),
    )
    lines += _section(
        "Decisions to look at", (f"  {one.name}  {one.result}" for one in tally.listed)
    )
    if tally.not_listed:
        lines.append(f"  {tally.not_listed:,} more are not listed.")
    return "\n".join(lines)


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", heading, *found] if found else []


def _count(count: int | None, smallest: int) -> str:
    return f"fewer than {smallest}" if count is None else f"{count:,}"


def _why_not(tally: Tally, smallest: int) -> Iterable[str]:
    for why, count in shown(tally.why_not, smallest).items():
        yield from textwrap.wrap(
            f"{_count(count, smallest)}: {why}", 100, initial_indent="  ", subsequent_indent="    "
        )


def _changes(tally: Tally, smallest: int) -> Iterable[str]:
    for move, count in changes(tally, smallest).items():
        yield f"  {move.what}: {move.before} -> {move.after}: {_count(count, smallest)}"


def _rows(tally: Tally, smallest: int) -> Iterable[str]:
    for move, count in shown(tally.rows, smallest).items():
        old, new = (row or "no row" for row in (move.before, move.after))
        yield f"  {move.what}: {old} -> {new}: {_count(count, smallest)}"
        for word, sentence in zip(("was", "would be"), tally.because[move], strict=True):
            if sentence:
                yield from textwrap.wrap(
                    f"{word}: {sentence}", 100, initial_indent="      ", subsequent_indent="      "
                )
