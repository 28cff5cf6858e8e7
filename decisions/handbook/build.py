"""A pack as a handbook: all chapters, in the order they are read."""

from datetime import date

from decisions.handbook import changes, questions, said, status, tables
from decisions.handbook.model import Block, Handbook
from decisions.handbook.words import PackWords
from decisions.policy.pack import Pack
from isa.platform.days import show_date


def handbook(pack: Pack, notes: str, on: date, *, is_proved: bool) -> Handbook:
    """The handbook of a pack as at a day. ``notes`` is the text of its CHANGES.md, or empty."""
    words = PackWords(pack)
    blocks: tuple[Block, ...] = (
        *status.about(pack, on, is_proved=is_proved),
        *status.status(pack, words, on),
        *tables.flow(pack, words),
        *tables.every_table(pack, words, on),
        *questions.facts(pack),
        *questions.constraints(pack, words),
        *questions.proved(pack, is_proved=is_proved),
        *questions.timescales(pack, words),
        *said.wording(pack, words),
        *changes.changes(notes),
        *status.sources(pack, words, on),
    )
    return Handbook(
        pack=pack.id,
        title=f"Handbook: {pack.header.title}",
        subtitle=f"Pack {pack.id}, as at {show_date(on)}",
        watermark=status.watermark(pack),
        on=on,
        blocks=blocks,
    )


def usual_day(pack: Pack) -> date:
    """The day a handbook is shown as at when none is given: the first on which the pack is in use."""
    return max(pack.header.released_on, pack.header.in_force_from)
