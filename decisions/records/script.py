"""What to say on the telephone to one recipient: the words for them, in speaking order.

Nothing is in it that their copy does not hold, so reading it out tells no more than was decided. What
nobody wrote down is said to be missing, in brackets: whoever answers asks for it first.
"""

from collections.abc import Sequence

from decisions.journey.fields import question
from decisions.journey.steps_introduced import Introduced
from decisions.records import who_may_know, wording
from decisions.records.content import Content, Letter, SharedItem, Told
from decisions.records.letters import WHERE
from decisions.records.naming import is_named
from decisions.records.payload import Material, sent_items
from decisions.whereabouts import must_find
from isa.platform.wording import gettext as _

ASK = _("What will you do, and by when will I hear from you?")
_WHERE_ASKED = question(Introduced, "where").ask.label


def who_rings(name: str, role: str, agency: str) -> str:
    """The first words of any call; a role that is not known is left out."""
    said = f", {wording.inside(role)}" if role else ""
    whose = agency or _("[say which organisation you are with]")
    return _("I am {name}{said}, {agency}.").format(name=name, said=said, agency=whose)


def who_it_is(about: Sequence[Told], *, may_hear_where: bool) -> str:
    """Who it is about, as it was written; in brackets what is still to be said."""
    places = [one.answer for one in about if one.question == WHERE]
    named = [one for one in about if one.question != WHERE]
    if not named and not places and may_hear_where:
        return _("It is about: [say who it is and where they are now].")
    first = named[0].answer if named else _("[say who it is]")
    said = [_("It is about: {who}.").format(who=first.rstrip("."))]
    said += [_asked_and_told(one.question, one.answer) for one in named[1:]]
    if may_hear_where:
        said.append(_asked_and_told(WHERE, places[0] if places else _("[say where they are now]")))
    return " ".join(said)


def _asked_and_told(asked: str, told: str) -> str:
    """A question and its answer as one sentence to read out."""
    return f"{wording.asked_and_told(asked, told.rstrip('.'))}."


def spoken(
    letter: Letter, items: Sequence[SharedItem], *, is_named: bool, may_hear_where: bool
) -> tuple[str, ...]:
    """The lines of a call, one thing each; ``is_named`` is False where it goes without names."""
    back = (
        _(" You can ring me back on {call_back}.").format(call_back=letter.call_back)
        if letter.call_back
        else ""
    )
    lines = (
        who_rings(letter.sender_name, letter.sender_role, letter.sender_agency) + back,
        who_it_is(letter.about, may_hear_where=may_hear_where) if is_named else "",
        letter.reason,
        *(_item(item) for item in items),
        letter.risk,
        letter.ask,
        who_may_know.said(letter),
        ASK,
    )
    return tuple(line for line in lines if line)


def _item(item: SharedItem) -> str:
    said = f"{wording.KINDS[item.kind]}: {item.wording}"
    return f"{said} {wording.LOCATES}" if item.locates else said


def call_script(content: Content, recipient_id: str) -> tuple[str, ...]:
    """The lines for a recipient who gets something, from the sealed words for them."""
    recipients = content.facts.get("recipients")
    known = recipients if isinstance(recipients, list) else []
    is_written = any(one.question == _WHERE_ASKED for one in content.person)
    return _script(content, recipient_id, known, is_written=is_written)


def script_before(material: Material, recipient_id: str) -> tuple[str, ...]:
    """The same before anything is sealed, from what would be."""
    is_written = any(one.question == _WHERE_ASKED for one in material.person)
    return _script(material, recipient_id, material.facts.recipients, is_written=is_written)


def _script(
    of: Content | Material, recipient_id: str, known: Sequence[object], *, is_written: bool
) -> tuple[str, ...]:
    """Where they are now is left open only where nobody wrote it and this recipient has to find them."""
    letter = of.letters[recipient_id]
    ids = [one.recipient_id for one in of.decision.recipients]
    place = ids.index(recipient_id)
    decided, facts = of.decision.recipients[place], known[place] if place < len(known) else None
    described = {one.item_id: one.facts for one in of.items}
    is_told = any(one.question == WHERE for one in letter.about)
    is_open = not is_written and isinstance(facts, dict) and must_find(facts)
    return spoken(
        letter,
        sent_items(decided, of.items),
        is_named=is_named((one.rule, described.get(one.item_id, {})) for one in decided.items),
        may_hear_where=is_told or is_open,
    )
