"""A pack's names in plain words: conditions, findings, codes and sources as a reader meets them.

Every sentence is the pack's own. A finding that the pack does not word is shown as its code with
spaces, because nothing here may make words up.
"""

from collections.abc import Iterator

from decisions.handbook.model import Line, Lines, Span, lines, plain
from decisions.policy.checks import vocabulary
from decisions.policy.checks_reading import fact_of, read_as
from decisions.policy.checks_words import FINDINGS
from decisions.policy.pack import Pack
from decisions.policy.source import Condition, Row, Source
from decisions.policy.subjects import plain as without_subject

CONFIDENCE = {
    "to_verify": "to verify",
    "secondary": "read at second hand",
    "checked": "read at the source",
}
"""From what needs work first to what needs none."""

_MOST_LEFT_OUT = 2


class PackWords:
    """Looks up one pack's words."""

    def __init__(self, pack: Pack) -> None:
        """Hold the pack and the values each of its names may have."""
        self.pack = pack
        self._values = vocabulary(pack)

    def condition(self, when: Condition, table: str = "") -> Lines:
        """What has to hold, one line for each name; all of them have to."""
        renamed = read_as(self.pack, table) if table else {}
        if not when:
            return (plain("In every other case."),)
        return tuple(self._holds(renamed.get(name, name), said) for name, said in when.items())

    def _holds(self, name: str, said: tuple[str, ...]) -> Line:
        bare = without_subject(name)
        about = "For the person this item is about, " if bare != name else ""
        label = self._label(bare)
        left_out = self._left_out(bare, said)
        told = "; or ".join(self._value(bare, value) for value in left_out or said)
        if set(said) == set(self._values[bare]):
            told = "answered, with whatever answer"
        code = f"{name} {'not' if left_out else '='} {', '.join(left_out or said)}"
        place = f"#table-{bare}" if bare in self.pack.tables else f"#fact-{self._fact(bare)}"
        words = label if about else label[:1].upper() + label[1:]
        return (
            *((Span(about),) if about else ()),
            Span(words, "strong", place),
            Span(f", anything but: {told} " if left_out else f": {told} "),
            Span(code, "code"),
        )

    def title(self, table: str) -> str:
        """A table's title; that of a copy says whose rows it has."""
        spec = self.pack.tables[table]
        return f"{self.title(spec.copy_of)} (as answered so far)" if spec.copy_of else spec.title

    def _fact(self, name: str) -> str:
        return fact_of(self.pack, name)

    def _label(self, name: str) -> str:
        if name in self.pack.tables:
            return self.title(name)
        return self.pack.facts[self._fact(name)].label

    def _left_out(self, name: str, said: tuple[str, ...]) -> tuple[str, ...]:
        """The values a condition leaves out, where naming those is shorter; else none."""
        rest = tuple(value for value in self._values.get(name, ()) if value not in said)
        is_shorter = len(rest) <= _MOST_LEFT_OUT and len(said) > len(rest) + 1
        return rest if is_shorter else ()

    def _value(self, name: str, value: str) -> str:
        if name in self.pack.tables:
            return self.finding(name, value)
        _, dot, member = name.partition(".")
        says = self.pack.facts[self._fact(name)].says
        if not dot:
            return says[value]
        return says[member] if value == "yes" else f"not ticked: {says[member]}"

    def finding(self, table: str, code: str) -> str:
        """What a table found, in a few words."""
        bare = self.pack.tables[table].copy_of or table
        if said := self.pack.wording.finding.get(bare, {}).get(code):
            return said
        section = getattr(self.pack.wording, FINDINGS.get(table, ""), {})
        words = section.get(code)
        for field in ("headline", "label", "text", "sentence"):
            if text := getattr(words, field, ""):
                return str(text).replace("{recipient}", "the recipient")
        return code.replace("_", " ")

    def then(self, table: str, codes: tuple[str, ...]) -> Lines:
        """What follows, in the words it has on the page, each with its code beside it."""
        return tuple((*self._follows(table, code), Span(f" {code}", "code")) for code in codes)

    def _follows(self, table: str, code: str) -> Line:
        wording = self.pack.wording
        if code in wording.code and self.pack.tables[table].hit == "collect":
            step = wording.code[code]
            clock = self.pack.timescales[step.timescale].text if step.timescale else ""
            return (Span(step.text), Span(f" ({', '.join(filter(None, (step.owner, clock)))})"))
        if code in wording.law and table not in FINDINGS:
            law = wording.law[code]
            return (Span(f"{law.heading}: ", "strong"), Span(law.text))
        found = self.finding(table, code)
        return (Span(found[:1].upper() + found[1:], "strong"),)

    def law(self, cites: tuple[str, ...]) -> Lines:
        """Sources by title and pinpoint, each with how sure we are of it."""
        return tuple(self._source(key) for key in cites)

    def _source(self, key: str) -> Line:
        source = self.pack.citations[key]
        mark = CONFIDENCE[source.confidence]
        look = "verify" if source.confidence == "to_verify" else "quiet"
        return (
            Span(named(source), to=f"#source-{key}"),
            Span(" "),
            Span(f"({mark})", look),  # type: ignore[arg-type]  # one of two looks
        )

    def is_only_to_verify(self, row: Row) -> bool:
        """Whether a row rests on nothing but sources still to verify."""
        sources = [self.pack.citations[key] for key in row.cites]
        return bool(sources) and all(one.confidence == "to_verify" for one in sources)

    def rows_citing(self, key: str) -> Iterator[str]:
        """The ids of rows that rest on a source."""
        for table in self.pack.tables.values():
            for row in table.row:
                if key in row.cites:
                    yield row.id


def named(source: Source) -> str:
    """A source by title and pinpoint."""
    return f"{source.title}, {source.pinpoint}" if source.pinpoint else source.title


def because(text: str) -> Lines:
    """A reason as the cell of a table."""
    return lines(text)
