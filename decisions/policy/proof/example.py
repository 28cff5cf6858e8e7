"""A z3 model turned into a case, run through the evaluator, and told in plain words.

A model that the evaluator does not agree with is never shown: it would be a defect of the checker.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import z3

from decisions.policy.checks_reading import fact_of
from decisions.policy.compiled import CompiledPack, facts_at
from decisions.policy.evaluate import evaluate_with
from decisions.policy.explain import facts_behind, row, says
from decisions.policy.model import FACTS, Answer, Evaluation, Facts, Finding
from decisions.policy.proof.encoding import LEVELS, Encoding
from decisions.policy.subjects import CASE_PERSON, WHOSE, plain, subject_of
from isa.platform.errors import IsaError

_TRUE = re.compile(r"\(define-fun (\|[^|]+\||\S+) \(\) Bool\s+true\)")


class CheckerDisagrees(IsaError):
    """The proof and the evaluator read the same rows differently: neither may be believed."""


@dataclass(frozen=True)
class Example:
    """One case: its facts, the gates open in it, and what the evaluator says of it."""

    facts: Facts
    open_gates: frozenset[str]
    evaluation: Evaluation

    @property
    def findings(self) -> dict[str, Finding]:
        """Every finding for the one recipient and one item of an example."""
        return self.evaluation.case | self.evaluation.recipients[0] | self.evaluation.cells[0][0]

    def answer(self, fact: str) -> Answer | None:
        """What was answered for a fact, at whichever level it is; None if it was not.

        ``subject.<fact>`` is the answer of the person the item is about.
        """
        if fact != plain(fact):
            whose = self.facts.items[0] if self.is_about_another else self.facts.case
            return whose.get(plain(fact))
        for answers in (self.facts.case, *self.facts.recipients, *self.facts.items):
            if fact in answers:
                return answers[fact]
        return None

    @property
    def is_about_another(self) -> bool:
        """Whether the item is about somebody other than the person the case is about."""
        return self.facts.items[0].get(WHOSE, CASE_PERSON) != CASE_PERSON


def example(encoding: Encoding, model: z3.ModelRef) -> Example:
    """The case a model describes, evaluated. Raises CheckerDisagrees if the rows differ."""
    pack = encoding.pack
    true = _true_names(model)
    answers = {level: dict(_answers(encoding, true, level)) for level in LEVELS}
    if answers["item"].get(WHOSE) == CASE_PERSON:
        for name in pack.people:
            answers["item"].pop(name, None)
    facts = Facts(
        case=answers["case"], recipients=(answers["recipient"],), items=(answers["item"],)
    )
    gates = frozenset(name for name, gate in encoding.gates.items() if gate.decl().name() in true)
    found = Example(facts, gates, evaluate_with(pack, facts, gates))
    _agree(encoding, true, found)
    return found


def _answers(encoding: Encoding, true: set[str], level: str) -> Iterator[tuple[str, Answer]]:
    for name, fact in facts_at(encoding.pack.pack, level).items():
        if not encoding.is_answered(name, true):
            continue
        if fact.kind == "set":
            ticked = (m for m in fact.values if f"{encoding.tag}{fact.prefix}.{m}=yes" in true)
            yield name, tuple(ticked)
        else:
            chosen = (value for value in fact.values if f"{encoding.tag}{name}={value}" in true)
            yield plain(name), next(chosen)


def _true_names(model: z3.ModelRef) -> set[str]:
    """The names true in a model, from its text: asking for them one by one takes ten times longer."""
    return {name.strip("|") for name in _TRUE.findall(model.sexpr())}


def _agree(encoding: Encoding, true: set[str], found: Example) -> None:
    findings = found.findings
    for table in encoding.pack.tables:
        fired = {entry.row: entry.is_certain for entry in findings[table.name].fired}
        prefix = f"{encoding.tag}{table.name}#"
        proved = {
            row.id: f"{prefix}{row.id}!" in true
            for row in table.rows
            if f"{prefix}{row.id}" in true
        }
        if fired != proved:
            raise CheckerDisagrees(
                f"{encoding.pack.pack.id}: {table.name} fires {fired} in the evaluator and {proved} "
                f"in the proof, for {FACTS.dump_json(found.facts).decode()}. Mend the checker first."
            )


def told(
    pack: CompiledPack, found: Example, tables: Iterable[str], named: Iterable[str] = ()
) -> tuple[str, ...]:
    """What was said and what the tables made of it, as lines for somebody who does not read code."""
    tables = [name for name in dict.fromkeys(tables) if name in pack.pack.tables]
    behind = [fact for table in tables for fact in facts_behind(pack, found.findings, table)]
    facts = dict.fromkeys([*(fact_of(pack.pack, name) for name in named), *behind])
    lines = ["For example, you said:"]
    asked = sorted(pack.pack.facts.keys() & facts, key=lambda fact: pack.pack.facts[fact].step)
    for fact in asked:
        lines += _said(pack, found, fact)
        if found.is_about_another and pack.pack.facts[fact].level == "person":
            lines += _said(pack, found, subject_of(fact))
    lines.append("The tables then say:")
    lines += [f"  - {_conclusion(pack, found.findings[table])}" for table in tables]
    return tuple(lines)


def _said(pack: CompiledPack, found: Example, name: str) -> Iterator[str]:
    answer = found.answer(name)
    if answer is not None:
        code = answer if isinstance(answer, str) else ", ".join(answer) or "none"
        whom = "" if name == plain(name) else "of the person this item is about: "
        yield f"  - {whom}{says(pack, plain(name), answer)} ({name} = {code})"


def _conclusion(pack: CompiledPack, finding: Finding) -> str:
    codes = " or ".join(finding.possible) or "nothing"
    rows = "; ".join(
        f"{fired.row}, {row(pack, finding.table, fired.row).sentence}" for fired in finding.fired
    )
    return (
        f"{finding.table} = {codes} (row {rows})"
        if rows
        else f"{finding.table} = {codes}: no row fits"
    )
