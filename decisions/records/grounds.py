"""The answers that advice rests on: what holds for every recipient once, the rest by what it is about."""

from collections.abc import Iterator, Sequence

from decisions.assessment import Ground, RecipientAdvice


def shared(told: Sequence[RecipientAdvice]) -> list[Ground]:
    """The grounds that stand under every recipient, where there are several."""
    first, *others = told
    if not others:
        return []
    return [one for one in first.rests_on if all(one in other.rests_on for other in others)]


def once(recipients: Sequence[RecipientAdvice]) -> Iterator[tuple[str, Ground]]:
    """Each ground once, with the item it is about, or the recipients where it is not true of all."""
    told = [one for one in recipients if one.rests_on]
    holders: dict[Ground, list[str]] = {}
    for advice in told:
        for ground in advice.rests_on:
            holders.setdefault(ground, []).append(advice.name)
    for ground, names in holders.items():
        is_of_all = len(names) == len(told)
        yield ground.about or ("" if is_of_all else "; ".join(names)), ground
