"""Every sentence that is shown, by the code that causes it, and the other words some cases have."""

from collections.abc import Iterator

from decisions.handbook.model import Block, Entry, Grid, Heading, Lines, Span, plain
from decisions.handbook.words import PackWords
from decisions.policy.pack import Pack
from decisions.policy.source import Condition

Said = tuple[tuple[Condition, str, str], ...]
"""A condition, a headline or none, and a sentence: the plain words first, whose condition is empty."""


def wording(pack: Pack, words: PackWords) -> Iterator[Block]:
    """What is shown for each answer, in full."""
    yield Heading(1, "The words that are shown", "wording")
    for title, place, entries in _parts(pack):
        if entries:
            yield Heading(2, title, f"words-{place}")
            yield Grid(
                title,
                ("Code", "What is shown"),
                tuple(
                    Entry((((Span(code, "code"),),), _shown(words, said)))
                    for code, said in entries.items()
                ),
                (3, 12),
            )


def _parts(pack: Pack) -> Iterator[tuple[str, str, dict[str, Said]]]:
    said = pack.wording
    yield (
        "What to do now",
        "act-now",
        {
            code: (
                ({}, one.headline, one.sentence),
                *((other.given, other.headline, other.sentence) for other in one.variant),
            )
            for code, one in said.act_now.items()
        },
    )
    yield (
        "The answer, for one recipient",
        "outcome",
        {
            code: (
                ({}, one.headline, one.sentence),
                *((other.given, other.headline, other.sentence) for other in one.variant),
            )
            for code, one in said.outcome.items()
        },
    )
    yield (
        "What happens to one item",
        "item-rule",
        {code: (({}, one.label, one.sentence),) for code, one in said.item_rule.items()},
    )
    yield (
        "Whether and when to tell the person",
        "telling",
        {
            code: (
                ({}, "", one.sentence),
                *((other.given, "", other.sentence) for other in one.variant),
            )
            for code, one in said.telling.items()
        },
    )
    yield (
        "A second person",
        "second-person",
        {code: (({}, "", one.sentence),) for code, one in said.second_person.items()},
    )
    yield (
        "How soon",
        "when",
        {
            code: (({}, "", one.text), *((other.given, "", other.text) for other in one.variant))
            for code, one in said.when.items()
        },
    )
    yield (
        "How much",
        "scope",
        {code: (({}, "", one.text),) for code, one in said.scope.items()},
    )
    yield (
        "Steps in other words for some cases",
        "steps",
        {
            code: (({}, "", one.text), *((other.given, "", other.text) for other in one.variant))
            for code, one in said.code.items()
            if one.variant
        },
    )


def _shown(words: PackWords, said: Said) -> Lines:
    found: list[tuple[Span, ...]] = []
    to = "(the recipient)"
    before = ""
    for given, head, text in said:
        if given:
            found += [(Span("Where all of this holds:", "quiet"),), *words.condition(given)]
        if head and head != before:
            found.append((Span(head.replace("{recipient}", to), "strong"),))
        before = head
        found.append(plain(text.replace("{recipient}", to)))
    return tuple(found)
