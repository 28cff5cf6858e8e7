"""Who rang and how they were checked, in words: for the letter to whoever asked, and to paste.

The number a caller rang from stays in our own file. A letter names the number that was rung back: it is
one we held, so whoever reads the letter sees that it was really them who was reached.
"""

from decisions.journey.answers import Answers
from decisions.journey.choices_start import CallerNamed
from decisions.journey.entries import is_asker
from decisions.journey.steps_caller import Caller
from decisions.records.content import Content
from isa.platform.wording import gettext as _


def called_as(caller: Caller | None) -> str:
    """Who they said they are; nothing where nobody rang, or nobody asked."""
    if caller is None or caller.named is CallerNamed.NOT_ASKED:
        return ""
    if caller.named is CallerNamed.WOULD_NOT:
        return _("Somebody who would not give a name")
    return ", ".join(filter(None, (caller.name, caller.organisation)))


def has_asked(answers: Answers, recipient_id: str) -> bool:
    """Whether a recipient is who asked for it: the first of a request; those added later did not ask."""
    return is_asker(answers.trigger, [one.id for one in answers.recipients], recipient_id)


def their_reference(answers: Answers, recipient_id: str) -> str:
    """For the letter to whoever asked: the reference that they gave; empty for everybody else."""
    if answers.request is None or not has_asked(answers, recipient_id):
        return ""
    return answers.request.reference or ""


def in_letter(answers: Answers, recipient_id: str) -> tuple[str, str]:
    """For the letter to whoever asked by phone: who rang, and the number held here they were rung on."""
    asker = answers.recipient(recipient_id)
    if asker is None or not has_asked(answers, recipient_id):
        return "", ""
    held = asker.recipient.rung_back if asker.recipient else None
    return called_as(answers.caller), held or ""


def in_short(content: Content) -> str:
    """Who rang, from where, and which number held here was rung; empty where nobody rang."""
    raw = content.answers.get("caller")
    caller = Caller.model_validate(raw, strict=False) if isinstance(raw, dict) else None
    found = [called_as(caller)]
    if caller and caller.rang_from:
        found.append(_("rang from {number}").format(number=caller.rang_from))
    if held := _rung_back(content):
        found.append(_("rung back on {number}").format(number=held))
    return ", ".join(filter(None, found))


def _rung_back(content: Content) -> str:
    listed = content.answers.get("recipients")
    first = listed[0] if isinstance(listed, list) and listed else None
    said = first.get("recipient") if isinstance(first, dict) else None
    held = said.get("rung_back") if isinstance(said, dict) else None
    return str(held or "").partition(",")[0]
