"""How the tables fit together, and every table row by row."""

from collections.abc import Iterator
from datetime import date

import networkx as nx

from decisions.handbook.model import (
    Block,
    Entry,
    Grid,
    Heading,
    Line,
    Lines,
    Paragraph,
    Picture,
    Span,
    lines,
    paragraph,
    plain,
)
from decisions.handbook.words import PackWords, because
from decisions.policy.checks import original
from decisions.policy.checks_reading import graph
from decisions.policy.in_force import closed_because
from decisions.policy.pack import Pack
from decisions.policy.source import Row

_PER = {
    "case": "once for the situation",
    "recipient": "once for each recipient",
    "item": "for each item of information and each recipient",
}
_HIT = {
    "first": "The first row that holds decides.",
    "collect": "Every row that holds counts.",
}


def flow(pack: Pack, words: PackWords) -> Iterator[Block]:
    """The picture of which table reads which, and the same in words."""
    arrows = graph(pack)
    tables = nx.DiGraph(arrows.subgraph(pack.tables))
    yield Heading(1, "How the tables fit together", "flow")
    yield paragraph(
        "Facts go in on the left. Each table reads facts and the findings of tables before it. "
        "What to do now depends on no later table, so that danger waits for nothing."
    )
    yield Picture(
        "Tables in the order they are read. An arrow is left out where a longer way already shows it; "
        "the table below lists them all.",
        layers=_layers(pack, tables),
        arrows=tuple(sorted(nx.transitive_reduction(tables).edges)),
        titles={name: words.title(name) for name in pack.tables},
    )
    yield Paragraph(plain("The same in words: what each table reads, and what reads it."))
    entries = []
    for name in pack.tables:
        before = list(arrows.predecessors(name))
        entries.append(
            Entry(
                (
                    ((*_linked(words, name), Span(f" {name}", "code")),),
                    lines("; ".join(pack.facts[f].label for f in before if f in pack.facts)),
                    _all_linked(words, [t for t in before if t in pack.tables]),
                    _all_linked(words, list(arrows.successors(name)))
                    or lines("Nothing: it is shown."),
                )
            )
        )
    heads = ("Table", "Reads these facts", "Reads these tables", "Is read by")
    yield Grid("Which table reads which", heads, tuple(entries), (3, 5, 4, 4))


def _layers(pack: Pack, tables: "nx.DiGraph[str]") -> tuple[tuple[str, ...], ...]:
    """Each table as late as its readers allow, so that arrows stay short; in the pack's order."""
    place = {name: number for number, name in enumerate(pack.tables)}
    backwards = [set(layer) for layer in nx.topological_generations(tables.reverse())]
    return tuple(tuple(sorted(layer, key=place.__getitem__)) for layer in reversed(backwards))


def _linked(words: PackWords, table: str) -> Line:
    return (Span(words.title(table), to=f"#table-{table}"),)


def _all_linked(words: PackWords, tables: list[str]) -> Lines:
    return tuple(_linked(words, name) for name in tables)


def every_table(pack: Pack, words: PackWords, on: date) -> Iterator[Block]:
    """Each table with its rows: when, then, why, and under which law."""
    yield Heading(1, "The tables", "tables")
    yield paragraph(
        "A row marked \u201cnot counted\u201d counts for nothing on the day this handbook is shown as "
        "at; the mark says why."
    )
    for name, table in pack.tables.items():
        yield Heading(2, words.title(name), f"table-{name}")
        how = f"{_HIT[table.hit]} It is read {_PER[table.level]}."
        if table.reading == "as_answered":
            how += " It reads only what has been answered so far, and waits for nothing."
        yield Paragraph((Span(how), Span(f" {name}", "code")))
        if table.copy_of:
            title = words.title(table.copy_of)
            yield Paragraph(
                (
                    Span("It has the rows of "),
                    Span(title, to=f"#table-{table.copy_of}"),
                    Span("."),
                )
            )
            continue
        heads = ("Row", "When", "Then", "Because", "Law")
        rows = tuple(_entry(pack, words, name, row, on) for row in original(pack, name).row)
        yield Grid(table.title, heads, rows, (1, 7, 4, 5, 4))


def _entry(pack: Pack, words: PackWords, table: str, row: Row, on: date) -> Entry:
    closed = closed_because(pack, row, on)
    mark: Lines = ((Span(f"Not counted: {closed}.", "verify"),),) if closed else ()
    return Entry(
        (
            lines(row.id),
            mark + words.condition(row.when, table),
            words.then(table, row.codes),
            because(row.because),
            words.law(row.cites) or lines("No source: it rests on what was answered."),
        ),
        place=f"row-{row.id}",
        is_closed=closed is not None,
    )
