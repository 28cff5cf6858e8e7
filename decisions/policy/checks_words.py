"""Whether every code has its words, and nothing words what does not exist."""

from collections.abc import Collection, Iterator
from string import Formatter
from typing import TYPE_CHECKING

from decisions.policy import checks_variants
from decisions.policy.faults import Fault

if TYPE_CHECKING:
    from decisions.policy.pack import Pack

FINDINGS = {
    "outcome": "outcome",
    "when": "when",
    "item_rule": "item_rule",
    "act_now": "act_now",
    "openness": "telling",
    "second_person": "second_person",
}
"""First-hit tables whose every value is shown, and the section of wording.toml that words it."""


def faults(pack: "Pack") -> Iterator[Fault]:
    """Missing and unused words, unknown timescales, and placeholders nobody fills."""
    yield from _worded(pack)
    yield from _collected(pack)
    yield from _found(pack)
    yield from _placeholders(pack)
    yield from checks_variants.faults(pack)


def _worded(pack: "Pack") -> Iterator[Fault]:
    for table, section in FINDINGS.items():
        if table in pack.tables:
            words: Collection[str] = getattr(pack.wording, section)
            yield from _matched(section, pack.tables[table].values, words)


def _matched(section: str, codes: tuple[str, ...], words: Collection[str]) -> Iterator[Fault]:
    for code in codes:
        if code not in words:
            yield Fault(
                "wording.toml",
                f"{section}.{code}",
                "the tables give this code and nothing words it",
                f"Add [{section}.{code}]",
            )
    for code in words:
        if code not in codes:
            yield Fault(
                "wording.toml",
                f"{section}.{code}",
                "no table gives this code",
                "Remove the section or correct its name",
            )


def _collected(pack: "Pack") -> Iterator[Fault]:
    collected = {
        code
        for table in pack.tables.values()
        if table.hit == "collect"
        for row in table.row
        for code in row.codes
    }
    found = {value for table in pack.tables.values() for value in table.values}
    for code in sorted(collected - set(pack.wording.code) - set(pack.wording.law)):
        yield Fault(
            "wording.toml",
            f"code.{code}",
            "the tables give this code and nothing words it",
            f"Add [code.{code}] or [law.{code}]",
        )
    for code in sorted(set(pack.wording.code) - collected):
        yield Fault(
            "wording.toml",
            f"code.{code}",
            "no table gives this code",
            "Remove the section or correct its name",
        )
    for code in sorted(set(pack.wording.law) - collected - found):
        yield Fault(
            "wording.toml",
            f"law.{code}",
            "no table gives this code",
            "Remove the section or correct its name",
        )
    for code, step in pack.wording.code.items():
        if step.timescale is not None and step.timescale not in pack.timescales:
            yield Fault(
                "wording.toml",
                f"code.{code}.timescale",
                f"no timescale {step.timescale!r}",
                "Add it to timescales.toml or correct the key",
            )


def _found(pack: "Pack") -> Iterator[Fault]:
    for table, words in pack.wording.finding.items():
        values = pack.tables[table].values if table in pack.tables else ()
        for code in words:
            if code not in values:
                yield Fault(
                    "wording.toml",
                    f"finding.{table}.{code}",
                    "no table gives this code",
                    "Remove the line or correct its name",
                )


def _placeholders(pack: "Pack") -> Iterator[Fault]:
    for code, words in pack.wording.outcome.items():
        said = [words.headline, words.sentence]
        said += [text for one in words.variant for text in (one.headline, one.sentence)]
        for text in said:
            for _, name, _, _ in Formatter().parse(text):
                if name not in (None, "recipient"):
                    yield Fault(
                        "wording.toml",
                        f"outcome.{code}",
                        f"unknown placeholder {{{name}}}",
                        "Use {recipient} or plain words",
                    )
