"""The text to paste into a case system: decision, why, to whom, law, told; 120 words at most."""

from pydantic import JsonValue

from decisions.decision import Decision
from decisions.journey.choices_consent import SafeToTell
from decisions.records import call, wording
from decisions.records.content import Content, is_sent, overall
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext

MAX_WORDS = 120
_DECISION, _WHY, _LAW, _TOLD = 36, 38, 24, 14
"""Words each line may take, its heading included; the record's own line takes the rest."""
_MORE = 5
"""Words that say that more stands in the record."""
_TASK = "APD"
"""The line of law that is a task for whoever keeps the rules, and no reason for this decision."""
_ABOUT, _CALL = 16, 14
"""Words that who it is about, and who rang, take of the reasons, which the record has whole."""


def _cut(text: str, most: int) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= most else " ".join(words[:most]) + "..."


def _law(content: Content) -> str:
    """The lines of law that fit whole, the first of them in any case; the record has them all."""
    shown = content.assessment
    lines = [
        _("To verify: {one}").format(one=one.text) if shown.is_to_verify(one) else one.text
        for one in wording.law_lines(shown)
        if one.code != _TASK
    ]
    said = "; ".join(lines)
    for number in range(len(lines), 0, -1):
        more = [_("more in the record")] if number < len(lines) else []
        said = "; ".join((*lines[:number], *more))
        if len(said.split()) < _LAW:
            return said
    return said


def _told(content: Content) -> str:
    """Who tells them; where nobody was asked that, what the advice says of it."""
    telling = content.assessment.telling
    if not telling.is_contact_safe:
        if _step(content, "telling").get("safe") == SafeToTell.ONE_PARENT:
            return _("nobody yet. The front door says which parent may be.")
        if telling.person_may_hear:
            return _("only the person may be, alone. Nobody else yet.")
        return _("nobody yet. It is not settled, or not safe.")
    return wording.told_by(content.decision) or _("Not yet decided.")


def _decided(content: Content) -> str:
    """What was decided and about whom, each whole: cut short, "do not share" could read as "do"."""
    decision = content.decision
    line = f"{wording.title(overall(decision))}. {_by(decision)}."
    room = _DECISION - _MORE - len(line.split())
    for number, one in enumerate(decision.recipients):
        said = f"{content.advice_for(one).name}: {wording.outcome(one.outcome).lower()}"
        room -= len(said.split())
        left = len(decision.recipients) - number
        if room < 0 and number:
            more = ngettext("{count} more in the record", "{count} more in the record", left)
            return f"{line}; {more.format(count=left)}."
        line += f"{';' if number else ''} {said}"
    return f"{line}."


def _by(decision: Decision) -> str:
    """Who decided, and when, as far as it is known."""
    when = decision.decided_words or show_instant(decision.decided_at)
    return f"{decision.decided_by_name}, {wording.known(when) or _('time not written down')}"


def _why(decision: Decision) -> str:
    """The reasons, each once: the same words are often given for several recipients."""
    return " ".join(dict.fromkeys(one.reasons.strip() for one in decision.recipients))


def _step(content: Content, name: str) -> dict[str, JsonValue]:
    """The answers of one page of the case; empty where it was not asked."""
    held = content.answers.get(name)
    return held if isinstance(held, dict) else {}


def _who(content: Content) -> str:
    """Who it is about; where they are only while nobody near them could read it in a portal."""
    said, telling = (_step(content, name) for name in ("introduced", "telling"))
    only_them = telling.get("safe") == SafeToTell.PERSON_ONLY
    may_be_read = content.assessment.telling.is_contact_safe and not only_them
    names = ["who", "age", *(["where"] if may_be_read else [])]
    return ". ".join(str(said[name]).rstrip(".") for name in names if said.get(name))


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
    about, rang = _who(content), call.in_short(content)
    why = _WHY - (_ABOUT if about else 0) - (_CALL if rang else 0)
    lines = [
        _decided(content),
        _cut(_("About: {who}").format(who=about), _ABOUT) if about else "",
        _cut(_("Call: {rang}").format(rang=rang), _CALL) if rang else "",
        _cut(_("Why: {value}").format(value=_why(decision)), why),
        _cut(_("Law: {value}").format(value=_law(content) or _("see the record")), _LAW)
        if any(is_sent(one) for one in decision.recipients)
        else "",  # what would have allowed it says nothing of why it was not shared
        _cut(_("Told: {content}").format(content=_told(content)), _TOLD),
        _("Record {record_id}, law pack {pack}{content}.").format(
            record_id=content.record_id, pack=content.assessment.pack, content=_local(content)
        ),
    ]
    return "\n".join(line for line in lines if line)
