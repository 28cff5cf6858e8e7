"""Every field of a record with what a reviewer must look at before it is released to anybody.

For an access request, a coroner or a court. Tags say where to look; whoever reviews decides. In
doubt a field is tagged: leaving a tag out is the only mistake that does harm.
"""

from collections.abc import Callable, Iterator

from decisions.assessment import Frozen
from decisions.journey.fields import Step, question
from decisions.journey.steps_case import Person, Story
from decisions.journey.steps_choice import Views
from decisions.journey.steps_circumstances import Circumstances
from decisions.journey.steps_introduced import Introduced
from decisions.journey.steps_recipient import Effect, Link
from decisions.records import letters, packet, tags, wording
from decisions.records.asked import is_one_of
from decisions.records.content import Content, FullItem, Told
from decisions.records.tags import Tag
from isa.platform.wording import gettext as _

_NO_PLACE = (
    (Person, "name"),
    (Person, "born"),
    (Person, "identifiers"),
    (Introduced, "who"),
    (Introduced, "age"),
)
"""What is asked about a person that does not say where they are."""
_ACCOUNTS = ((Story, "concern"), (Story, "their_words"), (Views, "words"))
_OTHERS = ((Link, "conflict"), (Circumstances, "details"), (Effect, "which"))
"""Questions whose answer is likely to be about somebody else."""
_PRIVATE = (None, "parent_carer", "family_friend", "the_person", "other")
"""Recipients that are people, or may be."""

Tagging = Callable[[Told], tuple[Tag, ...]]
"""Says which tags an answer bears besides those of own words."""


class Field(Frozen):
    """One field: where it stands, what was asked, what it holds, whose words, and its tags."""

    part: str
    name: str
    holds: str
    is_own_words: bool
    tags: tuple[Tag, ...]


def schedule(content: Content, later: tuple[Told, ...] = ()) -> tuple[Field, ...]:
    """The fields in the order of the record, then what came ``later``; no legal advice kept apart."""
    return (
        *_fields(_("The person"), content.person, _of_person),
        *_fields(_("The situation"), content.concern, _of_concern(content)),
        *(field for item in content.items for field in _item(content, item)),
        *_fields(_("Advice sought"), content.advice, _of_advice),
        *_advised(content),
        *_decided(content),
        *_sent(content),
        *_changes(content),
        *_fields(_("Beside the record"), later, _of_later),
    )


def _fields(part: str, answers: tuple[Told, ...], tagged: Tagging) -> Iterator[Field]:
    for one in answers:
        yield _field(part, one.question, one.answer, tagged(one), is_own_words=one.is_own_words)


def _field(
    part: str, name: str, holds: str, found: tuple[Tag, ...], *, is_own_words: bool
) -> Field:
    read = (Tag.OWN_WORDS,) if is_own_words else ()
    return Field(part=part, name=name, holds=holds, is_own_words=is_own_words, tags=(*found, *read))


def _is(one: Told, *asked: tuple[type[Step], str]) -> bool:
    """Whether it answers one of these questions, as they are worded in this release."""
    return is_one_of(one.question, [question(step, name).ask.label for step, name in asked])


def _of_person(one: Told) -> tuple[Tag, ...]:
    return () if _is(one, *_NO_PLACE) else (Tag.LOCATION,)


def _of_concern(content: Content) -> Tagging:
    """Tags of the situation: accounts, and answers about people who are not an agency."""
    agencies = tuple(f"{name}: " for name in _agencies(content))

    def tagged(one: Told) -> tuple[Tag, ...]:
        is_of_somebody = ": " in one.question and not one.question.startswith(agencies)
        found = {
            Tag.ACCOUNT: _is(one, *_ACCOUNTS),
            Tag.THIRD_PARTY: is_of_somebody or _is(one, *_OTHERS),
        }
        return tuple(tag for tag, holds in found.items() if holds)

    return tagged


def _agencies(content: Content) -> Iterator[str]:
    """The names of recipients that are organisations, as far as the record says what they are."""
    recipients = content.facts.get("recipients")
    facts = recipients if isinstance(recipients, list) else []
    for advice, held in zip(content.assessment.recipients, facts, strict=False):
        if isinstance(held, dict) and held.get("recipient_class") not in _PRIVATE:
            yield advice.name


def _of_advice(one: Told) -> tuple[Tag, ...]:
    return (Tag.PRIVILEGED,) if one.is_own_words else ()


def _of_later(one: Told) -> tuple[Tag, ...]:
    return (Tag.THIRD_PARTY,) if one.is_own_words else ()


def _item(content: Content, item: FullItem) -> Iterator[Field]:
    found = tags.of_item(item, _category(content, item.item_id))
    part = _("Item: {label}").format(label=item.label)
    for one in item.told:
        yield _field(part, one.question, one.answer, found, is_own_words=one.is_own_words)


def _category(content: Content, item_id: str) -> str:
    for advice in content.assessment.recipients:
        for item in advice.items:
            if item.item_id == item_id:
                return item.category
    return ""


def _advised(content: Content) -> Iterator[Field]:
    """What the tool said: about the person as well, though nobody wrote it."""
    agencies = frozenset(_agencies(content))
    part, shown = _("The tool"), content.assessment
    for one in shown.recipients:
        found = () if one.name in agencies else (Tag.THIRD_PARTY,)
        lines = (one.headline, one.sentence, *(why.sentence for why in one.reasons))
        name = _("Its advice about {name}").format(name=one.name)
        yield _field(part, name, "\n".join(lines), found, is_own_words=False)
    told = _("Its advice about telling the person")
    yield _field(part, told, shown.telling.sentence, (), is_own_words=False)
    for name, lines in (
        (_("What to do next, and by when"), _steps(content)),
        (_("What was not known"), shown.not_known),
    ):
        if lines:
            yield _field(part, name, "\n".join(lines), (), is_own_words=False)
    for doubt in shown.doubts:  # most are of whoever else may be part of it
        holds = "\n".join((doubt.words, *wording.doubted(doubt)))
        yield _field(part, wording.DOUBTS, holds, (Tag.THIRD_PARTY,), is_own_words=False)


def _steps(content: Content) -> tuple[str, ...]:
    """What it advised to do, each thing once, whoever of the recipients it was for."""
    every = (
        step
        for one in content.assessment.recipients
        for step in (*one.to_do, *one.consult, *one.prompts)
    )
    return tuple(dict.fromkeys(step.sentence for step in every))


def _decided(content: Content) -> Iterator[Field]:
    for decided in content.decision.recipients:
        part = _("Decision about {name}").format(name=content.advice_for(decided).name)
        for name, words in (
            (_("Why did you decide this?"), decided.reasons),
            (_("What spoke against it?"), decided.weighed_against),
            (_("What makes this case different from the advice?"), decided.differs_because),
        ):
            if words:
                yield _field(part, name, words, (), is_own_words=True)
        for name, words in (
            (_("Sent to"), decided.sent_to),
            (_("How they were checked"), decided.verified_how),
        ):
            if words:
                yield _field(part, name, words, (), is_own_words=True)
    if told := wording.told_by(content.decision):
        name = _("Who tells the person, and when")
        yield _field(_("Afterwards"), name, told, (), is_own_words=True)
    for name, words in wording.refusal(content.decision):
        yield _field(_("The refusal"), name, words, (Tag.ACCOUNT,), is_own_words=True)


def _sent(content: Content) -> Iterator[Field]:
    by_id = {item.item_id: item for item in content.items}
    for decided in content.decision.recipients:
        name = content.advice_for(decided).name
        part = _("Sent to {name}").format(name=name)
        letter = content.letters.get(decided.recipient_id)
        if letter is None:
            continue
        for said in letter.about:
            place = (Tag.LOCATION,) if said.question == letters.WHERE else ()
            yield _field(part, said.question, said.answer, place, is_own_words=said.is_own_words)
        for asked, words in packet.written_to_them(letter):
            account = (Tag.ACCOUNT,) if asked == packet.THEIR_WORDS else ()
            yield _field(part, asked, words, account, is_own_words=True)
        for one in decided.items:
            item = by_id.get(one.item_id)
            if one.wording and item is not None:
                stakes = tags.of_item(item, _category(content, one.item_id))
                yield _field(part, item.label, one.wording, stakes, is_own_words=True)


def _changes(content: Content) -> Iterator[Field]:
    for one in content.changes:
        holds = _("Before: {before}\nAfter: {after}").format(before=one.before, after=one.after)
        yield _field(_("Changed answers"), one.question, holds, (), is_own_words=False)
