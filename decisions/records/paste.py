"""The text to paste into a case system: decision, why, to whom, law, told; 120 words at most."""

from decisions.records import wording
from decisions.records.content import Content, overall
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _

MAX_WORDS = 120
_DECISION, _WHY, _LAW, _TOLD = 36, 38, 24, 14
"""Words each line may take, its heading included; the record's own line takes the rest."""


def _cut(text: str, most: int) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= most else " ".join(words[:most]) + "..."


def _law(content: Content) -> str:
    shown = content.assessment
    return "; ".join(
        _("To verify: {one}").format(one=one.text) if shown.is_to_verify(one) else one.text
        for one in wording.law_lines(shown)
    )


def _told(content: Content) -> str:
    decision = content.decision
    if decision.telling_by:
        return f"{decision.telling_by}. {decision.telling_when}".strip()
    if not content.assessment.telling.is_contact_safe:
        return _("No, not safe at present.")
    return _("Not yet decided.")


def _local(content: Content) -> str:
    words = content.assessment.local
    return (
        _(", local {id}/{version}").format(id=words.id, version=words.version)
        if words and words.id
        else ""
    )


def paste(content: Content) -> str:
    """The text; own words are cut short, never reworded, and the record has them whole."""
    decision = content.decision
    outcomes = "; ".join(
        f"{content.advice_for(one).name}: {wording.outcome(one.outcome).lower()}"
        for one in decision.recipients
    )
    who = (
        f"{decision.decided_by_name}, {decision.decided_words or show_instant(decision.decided_at)}"
    )
    lines = [
        _cut(f"{wording.title(overall(decision))}. {who}. {outcomes}", _DECISION),
        _cut(
            _("Why: {value}").format(value=" ".join(one.reasons for one in decision.recipients)),
            _WHY,
        ),
        _cut(_("Law: {value}").format(value=_law(content) or _("see the record")), _LAW),
        _cut(_("Told: {content}").format(content=_told(content)), _TOLD),
        _("Record {record_id}, law pack {pack}{content}.").format(
            record_id=content.record_id, pack=content.assessment.pack, content=_local(content)
        ),
    ]
    return "\n".join(lines)
