"""The first chapters: which pack this is and how to read it, and where its law stands on the day."""

from collections.abc import Iterator
from datetime import date

from decisions.handbook.model import (
    Block,
    Bullets,
    Entry,
    Grid,
    Heading,
    Line,
    Lines,
    Span,
    lines,
    paragraph,
    plain,
)
from decisions.handbook.words import CONFIDENCE, PackWords, named
from decisions.journey.derive import switches_of
from decisions.policy.in_force import (
    closed_because,
    source_closed_because,
    switched_off_because,
)
from decisions.policy.pack import Pack
from decisions.policy.source import Source
from isa.platform.days import show_date

PROVED, NOT_PROVED = (
    "Every statement under \u201cWhat has been proved\u201d was proved on exactly this pack.",
    "This pack has not passed the proof since it last changed. The program refuses to use it, and the "
    "statements under \u201cWhat has been proved\u201d say what has to hold, not what does.",
)
_READ = (
    "The pack asks about facts: what you are facing, who would be told, what the information is. Tables "
    "turn facts into findings, and findings into the answer.",
    "In most tables the rows are read from the top, and the first whose conditions all hold decides. In "
    "the others every row that holds adds something. Each table says which it is.",
    "Within one condition, any of the answers named will do. Between conditions, all have to hold. "
    "\u201cAnything but\u201d gives the answers that will not do, where that is shorter.",
    "Each row gives its reason and its sources, and each source says how sure we are of it: read at the "
    "source, read at second hand, or to verify. Law that is to verify is never the only ground for "
    "saying that somebody must share.",
    "The small print beside the words is the code the program uses. A row is quoted by its number, for "
    "example to a court or in a review.",
    "This is advice to a professional who decides. It is not legal advice.",
)


def about(pack: Pack, on: date, *, is_proved: bool) -> Iterator[Block]:
    """Which pack, from when, who reviewed it, how to recognise it, and how to read what follows."""
    yield Heading(1, "About this handbook", "about")
    yield paragraph(
        "This is the whole of the law and practice that the service reads, in the order in which it "
        "reads it. It is written out from the same files that the program runs on, so that what you "
        "read here is what it does."
    )
    header = pack.header
    facts: list[tuple[str, Lines]] = [
        ("Pack", ((Span(header.title), Span(f" {pack.id}", "code")),)),
        ("Released on", lines(show_date(header.released_on))),
        ("Answers for days from", lines(show_date(header.in_force_from))),
        ("Shown as at", lines(show_date(on))),
        ("Reviewed by", _reviewer(pack)),
        ("Proof", lines(PROVED if is_proved else NOT_PROVED)),
        ("Digest", ((Span(pack.digest, "code"),),)),
    ]
    yield Grid(
        "This pack",
        ("What", "Which"),
        tuple(Entry((lines(name), told)) for name, told in facts),
        (2, 7),
    )
    yield Heading(2, "How to read it", "how-to-read")
    yield Bullets(tuple(plain(text) for text in _READ))


def _reviewer(pack: Pack) -> Lines:
    reviewer = pack.header.reviewer
    if reviewer is None:
        return lines("Nobody yet.")
    return lines(
        f"{reviewer.name}, {reviewer.role}, on {show_date(reviewer.on)}.",
        f"What they read: {reviewer.scope}.",
    )


def watermark(pack: Pack) -> str:
    """What every page of a demonstration's handbook says; empty for a pack in real use."""
    if not pack.header.demo:
        return ""
    return "Demonstration. Not reviewed as law. Not for real decisions."


def status(pack: Pack, words: PackWords, on: date) -> Iterator[Block]:
    """Switches, dated rows, law that decides for itself, and what is still to verify."""
    yield Heading(1, "Where the law stands", "status")
    yield paragraph(f"As at {show_date(on)}, as far as this pack knows.")
    yield from _switches(pack, words, on)
    yield from _dated(pack, words, on)
    yield from _computed(pack, on)
    yield from _counted(pack)
    yield from _to_verify(pack, words)


def _switches(pack: Pack, words: PackWords, on: date) -> Iterator[Block]:
    yield Heading(2, "Law behind a switch", "switches")
    if not pack.switches:
        yield paragraph("No law of this pack stands behind a switch.")
        return
    yield paragraph(
        "Where it is not confirmed that a law has started, its rows stand behind a switch. While a "
        "switch is off, those rows count for nothing and nobody is told that they must share."
    )
    entries = []
    for name, switch in pack.switches.items():
        closed = switched_off_because(pack, name, on)
        state = closed or "on"
        entries.append(
            Entry(
                (
                    ((Span(_switch(pack, name)), Span(f" {name}", "code")),),
                    lines(state[:1].upper() + state[1:] + "."),
                    lines(switch.because),
                    words.law(switch.cites),
                    (_behind(pack, name),),
                ),
                is_closed=closed is not None,
            )
        )
    heads = ("Switch", "State", "Why", "Law", "Behind it")
    yield Grid("Switches", heads, tuple(entries), (3, 3, 6, 4, 2))


def _switch(pack: Pack, name: str) -> str:
    """A switch by the first law behind it; by its code, in words, when it names none."""
    cites = pack.switches[name].cites
    return named(pack.citations[cites[0]]) if cites else name.replace("_", " ").capitalize()


def _behind(pack: Pack, switch: str) -> Line:
    """The rows that stand behind a switch, or the fact that it decides."""
    rows = [r.id for t in pack.tables.values() for r in t.row if r.switch == switch]
    state = f"{switch}_state"
    if state in pack.facts:
        return (Span(pack.facts[state].label, to=f"#fact-{state}"),)
    if not rows:
        return (Span("No row of this pack yet."),)
    return tuple(
        span
        for number, row in enumerate(rows)
        for span in ((Span(", "),) if number else ()) + (Span(row, to=f"#row-{row}"),)
    )


def _dated(pack: Pack, words: PackWords, on: date) -> Iterator[Block]:
    entries = []
    for table in pack.tables.values():
        for row in table.row:
            if row.starts or row.ends:
                closed = closed_because(pack, row, on)
                state = closed or "in force"
                entries.append(
                    Entry(
                        (
                            ((Span(row.id, to=f"#row-{row.id}"),),),
                            lines(table.title),
                            lines(show_date(row.starts) if row.starts else "Always"),
                            lines(show_date(row.ends) if row.ends else "No end"),
                            lines(state[:1].upper() + state[1:] + "."),
                            words.law(row.cites),
                        ),
                        is_closed=closed is not None,
                    )
                )
    yield Heading(2, "Rows with dates of their own", "dated")
    if not entries:
        yield paragraph("No row of this pack starts or ends on a day of its own.")
        return
    heads = ("Row", "Table", "From", "Until", "State", "Law")
    yield Grid("Rows with dates", heads, tuple(entries), (1, 4, 2, 2, 3, 4))


def _computed(pack: Pack, on: date) -> Iterator[Block]:
    states = vars(switches_of(pack, on))
    lines_: list[Line] = []
    for name, fact in pack.facts.items():
        value = states.get(name.removesuffix("_state"), fact.default)
        if fact.ask == "computed" and name.endswith("_state") and value in fact.says:
            said = fact.says[value]
            lines_.append(
                (Span(said[:1].upper() + said[1:] + "."), Span(f" {name} = {value}", "code"))
            )
    if lines_:
        yield Heading(2, "Duties whose start decides what the tables read", "duties")
        yield Bullets(tuple(lines_))


def _counted(pack: Pack) -> Iterator[Block]:
    yield Heading(2, "How sure we are of the sources", "confidence")
    meaning = {
        "checked": "The provision\u2019s own text, or the official page, was read on the day given.",
        "secondary": "It was read as somebody else describes it, or in part.",
        "to_verify": "It has not been read, or its start is not confirmed. Check it before relying on it.",
    }
    entries = []
    for code, text in meaning.items():
        count = sum(source.confidence == code for source in pack.citations.values())
        label = CONFIDENCE[code]
        entries.append(
            Entry(
                (
                    (
                        (
                            Span(
                                label[:1].upper() + label[1:],
                                "verify" if code == "to_verify" else "plain",
                            ),
                        ),
                    ),
                    lines(str(count)),
                    lines(text),
                )
            )
        )
    heads = ("Confidence", "Sources", "What it means")
    yield Grid("Sources by confidence", heads, tuple(entries), (3, 1, 7))


def _to_verify(pack: Pack, words: PackWords) -> Iterator[Block]:
    yield Heading(2, "What is to verify", "to-verify")
    only = [
        (Span(row.id, to=f"#row-{row.id}"), Span(f", {table.title}"))
        for table in pack.tables.values()
        for row in table.row
        if words.is_only_to_verify(row)
    ]
    unread = [
        (
            Span(named(source), to=f"#source-{key}"),
            Span(f". {source.note}" if source.note else "."),
        )
        for key, source in pack.citations.items()
        if source.confidence == "to_verify"
    ]
    if not unread:
        yield paragraph("No source of this pack is still to verify.")
        return
    yield Bullets(tuple(unread))
    if only:
        yield paragraph("These rows rest on nothing else:")
        yield Bullets(tuple(only))


def sources(pack: Pack, words: PackWords, on: date) -> Iterator[Block]:
    """Every source in full, by confidence, with the rows that rest on it."""
    yield Heading(1, "Sources", "sources")
    for code in CONFIDENCE:
        found = {k: s for k, s in pack.citations.items() if s.confidence == code}
        if not found:
            continue
        label = CONFIDENCE[code]
        entries = []
        for key, source in found.items():
            title: Line = (
                Span(named(source), to=source.address or ""),
                Span(f" {key}", "code"),
            )
            closed = source_closed_because(source, on)
            mark: Lines = (
                ((Span(f"{closed[:1].upper()}{closed[1:]}.", "verify"),),) if closed else ()
            )
            read = f"Read on {show_date(source.checked_on)}." if source.checked_on else ""
            entries.append(
                Entry(
                    (
                        (title,),
                        lines(source.edition),
                        mark + lines(source.commencement, *_dates(source)),
                        lines(read, source.note or ""),
                        lines(", ".join(words.rows_citing(key))),
                    ),
                    place=f"source-{key}",
                    is_closed=closed is not None,
                )
            )
        heads = ("Source", "Edition", "Standing", "Notes", "Rows")
        caption = f"Sources {label}"
        yield Heading(2, caption, f"sources-{code.replace('_', '-')}")
        yield Grid(caption, heads, tuple(entries), (5, 3, 2, 5, 3))


def _dates(source: Source) -> Iterator[str]:
    if source.starts:
        yield f"From {show_date(source.starts)}."
    if source.ends:
        yield f"Until {show_date(source.ends)}."
