"""What to say on the telephone to one recipient: the sealed words for them, in speaking order.

Nothing is in it that their copy does not hold, so reading it out tells no more than was decided.
"""

from decisions.records import wording
from decisions.records.content import Content
from decisions.records.payload import sent_items
from isa.platform.wording import gettext as _

ASK = _("What will you do, and by when will I hear from you?")


def who_rings(name: str, role: str, agency: str) -> str:
    """The first words of any call; a role that is not known is left out."""
    said = f", {wording.inside(role)}" if role else ""
    return _("I am {name}{said}, {agency}.").format(name=name, said=said, agency=agency)


def call_script(content: Content, recipient_id: str) -> tuple[str, ...]:
    """The lines, one thing each; for a recipient who gets something."""
    letter = content.letters[recipient_id]
    decided = next(one for one in content.decision.recipients if one.recipient_id == recipient_id)
    back = (
        _(" You can ring me back on {call_back}.").format(call_back=letter.call_back)
        if letter.call_back
        else ""
    )
    items = sent_items(decided, content.items)
    known = tuple(f"{wording.KINDS[item.kind]}: {item.wording}" for item in items)
    unsafe = _("It is not safe to tell the person or their family that I rang.")
    lines = (
        who_rings(letter.sender_name, letter.sender_role, letter.sender_agency) + back,
        letter.reason,
        *known,
        letter.risk,
        letter.ask,
        "" if letter.is_contact_safe else unsafe,
        ASK,
    )
    return tuple(line for line in lines if line)
