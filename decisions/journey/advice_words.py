"""From findings to finished sentences: reasons, lines of law, and steps, looked up in the pack.

Nothing is composed here but order: every sentence is the pack's own, so that what is shown, sealed
and printed years later is what somebody wrote and checked.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from decisions.assessment import Ground, LawLine, NextStep, Reason
from decisions.journey.fitting import fitting
from decisions.journey.local import NO_OVERLAY, Local
from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Finding, FiredRow
from decisions.policy.subjects import plain as without_subject

_LAW_TABLES = ("article6", "special_offence", "part3", "duties_powers", "notice_exemptions")
"""In the order shown. A pack from before a table was written is read without it."""
_FOR_ADULT = "adult_override"
_LAW_FINDING = "confidentiality"
_ALSO_SAID = ("recipient_check", "necessity")
_MOST_SAID = 4

_DOES_NOT_ARISE = "not_applicable"

Findings = Mapping[str, Finding]
Values = Mapping[str, Answer]


def settled_row(finding: Finding) -> FiredRow | None:
    """The one row behind a settled first-hit finding: the certain one, else the first that may."""
    if finding.value is None:
        return None
    return next((row for row in finding.fired if row.is_certain), None) or next(
        iter(finding.fired), None
    )


class Words:
    """A pack and one set of facts, put into words."""

    def __init__(self, pack: CompiledPack, at: datetime, local: Local = NO_OVERLAY) -> None:
        """Hold the pack, the instant clocks run from, and what is local."""
        self._pack = pack
        self._at = at
        self.local = local
        self.cited: dict[str, None] = {}

    def reason(self, table: str, findings: Findings, values: Values) -> Reason | None:
        """Why a settled finding holds, or None while it is not settled."""
        fired = settled_row(findings[table])
        return None if fired is None else self._reason(table, fired, findings, values)

    def _reason(self, table: str, fired: FiredRow, findings: Findings, values: Values) -> Reason:
        because = explain.row(self._pack, table, fired.row)
        reads = explain.reads_of(self._pack, table, fired.row)
        named = [name for name in reads if name in self._pack.pack.facts]
        behind = named or explain.facts_behind(self._pack, findings, table)
        return Reason(
            table=table,
            row=fired.row,
            sentence=because.sentence,
            you_said=tuple(self._said(behind, values))[:_MOST_SAID],
            cites=self._cite(because.cites),
        )

    def reasons(self, table: str, findings: Findings, values: Values) -> tuple[Reason, ...]:
        """The row that decided, then the settled findings it read, then who they are and the need."""
        fired = settled_row(findings[table])
        if fired is None:
            return ()
        found = [self._reason(table, fired, findings, values)]
        read = explain.reads_of(self._pack, table, fired.row)
        for name in dict.fromkeys((*read, *_ALSO_SAID)):
            if name in findings and (more := self.reason(name, findings, values)):
                found.append(more)
        first: dict[str, Reason] = {}
        for reason in found:
            first.setdefault(reason.sentence, reason)
        return tuple(first.values())

    def _said(self, facts: Iterable[str], values: Values) -> Iterator[str]:
        for name in facts:
            value = values.get(name)
            is_said = value not in (None, _DOES_NOT_ARISE)  # what does not arise was not asked
            if self._pack.pack.facts[name].ask == "ask" and value is not None and is_said:
                yield explain.says(self._pack, name, value)

    def grounds(
        self, tables: Iterable[str], findings: Findings, values: Values, item: str, person: str
    ) -> Iterator[Ground]:
        """What findings rest on, in words. ``values`` names the person facts of an item ``subject.``

        ``item`` and ``person`` are what the item, and whoever's choice it is, are called; empty where
        there is one item, or it is the person the case is about.
        """
        names = dict.fromkeys(
            name
            for table in tables
            for name in explain.readings_behind(self._pack, findings, table)
        )
        for name in names:
            value, fact = values.get(name), without_subject(name)
            spec = self._pack.pack.facts[fact]
            if value is not None and value != _DOES_NOT_ARISE:
                is_of_item = spec.level == "item"
                yield Ground(
                    fact=fact,
                    what=spec.label[:1].upper() + spec.label[1:],
                    said=explain.says(self._pack, fact, value),
                    about=item if is_of_item else person if name != fact else "",
                )

    def law(self, findings: Findings) -> tuple[LawLine, ...]:
        """What it rests on in law: only what is certain, each line once.

        Grounds to go against an adult's refusal are shown only for what goes by the adult's limb.
        """
        tables: tuple[str, ...] = _LAW_TABLES
        if findings["limb"].value == "adult":
            tables = (*tables, _FOR_ADULT)
        lines: dict[str, LawLine] = {}
        for table in tables:
            for code in findings[table].certain if table in findings else ():
                if code in self._pack.pack.wording.law:
                    lines[code] = self._law_line(code, self._cites_of(table, code, findings))
        fired, value = settled_row(findings[_LAW_FINDING]), findings[_LAW_FINDING].value
        if fired is not None and value is not None and value in self._pack.pack.wording.law:
            because = explain.row(self._pack, _LAW_FINDING, fired.row)
            lines[value] = self._law_line(value, because.cites)
        return tuple(lines.values())

    def _law_line(self, code: str, cites: tuple[str, ...]) -> LawLine:
        words = self._pack.pack.wording.law[code]
        sources = self._pack.pack.citations
        return LawLine(
            heading=words.heading,
            code=code,
            text=words.text,
            cites=self._cite(cites),
            to_verify=any(sources[key].confidence == "to_verify" for key in cites),
        )

    def steps(self, table: str, findings: Findings, values: Values) -> tuple[NextStep, ...]:
        """The certain entries of a collect table as things to do, each with owner and clock."""
        return tuple(
            self._step(code, self._cites_of(table, code, findings), findings, values)
            for code in findings[table].certain
        )

    def _step(
        self, code: str, cites: tuple[str, ...], findings: Findings, values: Values
    ) -> NextStep:
        words = self._pack.pack.wording.code[code]
        said = fitting(words, words.variant, self._pack.pack, values, findings)
        clock = self._pack.pack.timescales[words.timescale] if words.timescale else None
        nation = self._pack.pack.header.nation
        due, due_at, due_source = "", None, ""
        if clock is not None:
            key = words.timescale or ""
            due, due_at, due_source = self.local.due(key, clock, self._at, nation)
        return NextStep(
            code=code,
            sentence=said.text,
            owner=words.owner,
            due=due,
            due_at=due_at,
            cites=self._cite(tuple(dict.fromkeys((*cites, *(clock.cites if clock else ()))))),
            due_source=due_source,
            guidance=self.local.beside(code),
            moment=words.moment,
        )

    def _cites_of(self, table: str, code: str, findings: Findings) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for fired in findings[table].fired:
            if fired.is_certain and code in fired.then:
                found.update(dict.fromkeys(explain.row(self._pack, table, fired.row).cites))
        return tuple(found)

    def _cite(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Remember what is cited, so that every citation shown is listed in full."""
        self.cited.update(dict.fromkeys(keys))
        return keys
