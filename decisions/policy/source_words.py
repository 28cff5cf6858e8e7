"""The shape of wording.toml: every sentence the tables can cause to be shown, and its variants.

A variant is other words for a case in which every fact or finding it names has one of its values.
"""

from typing import Literal

from pydantic import Field

from decisions.policy.source import Code, Condition, Shape, Words


class Variant(Shape):
    """Other words at the top, where every one of these has one of these answers."""

    given: Condition
    headline: Words
    sentence: Words


class SentenceVariant(Shape):
    """Another sentence, where every one of these has one of these answers."""

    given: Condition
    sentence: Words


class TextVariant(Shape):
    """Another few words, where every one of these has one of these answers."""

    given: Condition
    text: Words


class Headline(Shape):
    """What to say at the top, and the sentence under it; the first variant that fits comes before."""

    headline: Words
    sentence: Words
    variant: tuple[Variant, ...] = ()


class Labelled(Shape):
    """A short label and a sentence."""

    label: Words
    sentence: Words


class Sentence(Shape):
    """One sentence."""

    sentence: Words


class Told(Sentence):
    """One sentence that may differ with the case."""

    variant: tuple[SentenceVariant, ...] = ()


class Text(Shape):
    """A few words."""

    text: Words


class Timed(Text):
    """A few words that may differ with the case."""

    variant: tuple[TextVariant, ...] = ()


class Step(Timed):
    """Something to do: an instruction, whose it is, the timescale it runs under, and its place.

    Its place is beside the share: ``first`` what danger calls for, ``before`` anything is shared or
    said, ``with`` it, ``after`` it. Steps are listed in that order.
    """

    owner: Words
    timescale: str | None = None
    moment: Literal["first", "before", "with", "after"] = "with"


class LawWords(Shape):
    """How a lawful basis, duty or condition is named to a reader."""

    heading: Words
    text: Words


class Wording(Shape):
    """wording.toml: every sentence the tables can cause to be shown."""

    outcome: dict[Code, Headline] = Field(default_factory=dict)
    when: dict[Code, Timed] = Field(default_factory=dict)
    item_rule: dict[Code, Labelled] = Field(default_factory=dict)
    act_now: dict[Code, Headline] = Field(default_factory=dict)
    telling: dict[Code, Told] = Field(default_factory=dict)
    second_person: dict[Code, Sentence] = Field(default_factory=dict)
    code: dict[Code, Step] = Field(default_factory=dict)
    law: dict[Code, LawWords] = Field(default_factory=dict)
    verdict: dict[Code, Sentence] = Field(default_factory=dict)
    scope: dict[Code, Text] = Field(default_factory=dict)
    finding: dict[Code, dict[Code, Words]] = Field(default_factory=dict)
    """What a table found, by table and value, where nothing else words it: for the handbook alone."""
