"""Who disagreed: where the decision is not the advice, and who spoke for another decision."""

from collections.abc import Iterator

from decisions.journey.steps_choice import Views
from decisions.records import packet, wording
from decisions.records.asked import told
from decisions.records.content import Content, is_sent
from decisions.records.said import Said, Voice, fact, given
from isa.platform.wording import gettext as _


def disagreed(content: Content) -> Iterator[Said]:
    """Every disagreement the record holds, or that it holds none."""
    found = [*_differs(content), *_spoke_otherwise(content)]
    yield from found
    if not found:
        yield fact("", _("Nobody is recorded as disagreeing."))


def _differs(content: Content) -> Iterator[Said]:
    """Where the decision is not the advice: another outcome, or other items than were advised."""
    for decided, sent in zip(content.decision.recipients, packet.packets(content), strict=True):
        others = [line for line in sent.lines if line.is_other] if is_sent(decided) else []
        if not decided.differs_because and not others:
            continue
        yield fact(
            sent.name,
            _("The advice was: {advice}. The decision was: {decision}.").format(
                advice=content.advice_for(decided).headline,
                decision=wording.outcome(decided.outcome),
            ),
        )
        for line in others:
            words = _("Advised: {advised}. Decided: {decided}.")
            yield fact(line.label, words.format(advised=line.advised, decided=line.decided))
        if decided.differs_because:
            about = _("What makes this case different from the advice?")
            yield Said(about=about, words=decided.differs_because, voice=Voice.OWN)


def _spoke_otherwise(content: Content) -> Iterator[Said]:
    facts = content.facts.get("case")
    held = facts if isinstance(facts, dict) else {}
    is_shared = any(is_sent(one) for one in content.decision.recipients)
    if held.get("advice") == ("against" if is_shared else "supports"):
        for one in content.advice:
            yield given(one)
    if held.get("view_on_sharing") in ("refuses", "withdrew"):
        for one in told(content, Views, "view", "words"):
            yield given(one)
    if held.get("proxy_view") in ("refuses", "proxies_disagree"):
        for one in told(content, Views, "proxy"):
            yield given(one)
