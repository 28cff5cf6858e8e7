"""From one finding for each item to one answer for each recipient.

A recipient's outcome is the best of its items in the pack's roll order; its scope says how much of
what was listed may go. Both are settled only when every way the open findings could fall agrees.
"""

from collections.abc import Mapping, Sequence

from decisions.policy.model import Finding

WHOLE, PART, ANONYMISED, NOTHING = 1, 2, 4, 8
SENDS = {
    "share": WHOLE,
    "label_and_share": WHOLE,
    "redact": PART,
    "facts_only": PART,
    "anonymise": ANONYMISED,
    "withhold": NOTHING,
    "ask_originator": NOTHING,
}
"""How much of an item each item rule lets go. A pack may use these rules and no others."""


def best_of(findings: Sequence[Finding], places: Mapping[str, int]) -> str | None:
    """The best code over all items (the lowest place), or None while more than one could be.

    A code can be the best only if no item is bound to end up before it.
    """
    if len(findings) == 1:
        return findings[0].value
    possible = [[places[code] for code in finding.possible] for finding in findings]
    limit = min(max(codes) for codes in possible)
    left = {code for codes in possible for code in codes if code <= limit}
    if len(left) > 1:
        return None
    place = left.pop()
    return next(code for code, at in places.items() if at == place)


def scope_of(outcome: str | None, shares: frozenset[str], rules: Sequence[Finding]) -> str | None:
    """How much of what was listed may go: ``all``, ``some``, ``anonymised`` or ``none``.

    In danger nothing sendable still leaves ``some``: the danger itself, in the sharer's own words.
    """
    if outcome is None:
        return None
    if outcome not in shares:
        return "none"
    mixture = 0
    for rule in rules:
        if rule.value is None:
            return _scope_of_open(outcome, rules)
        mixture |= SENDS[rule.value]
    return _scope(mixture, outcome)


def _scope_of_open(outcome: str, rules: Sequence[Finding]) -> str | None:
    """The scope that every way the open rules could fall agrees on, or None."""
    seen = {0}
    for rule in rules:
        ways = {SENDS[code] for code in rule.possible}
        seen = {already | way for already in seen for way in ways}
    scopes = {_scope(mixture, outcome) for mixture in seen}
    return scopes.pop() if len(scopes) == 1 else None


def _scope(mixture: int, outcome: str) -> str:
    sent = mixture & ~NOTHING
    if not sent:
        return "some" if outcome == "share_now" else "none"
    if mixture == WHOLE:
        return "all"
    return "anonymised" if sent == ANONYMISED else "some"
