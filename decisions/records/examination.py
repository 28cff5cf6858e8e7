"""The questions a barrister, a coroner or a guardian asks of a decision, answered from the record alone.

Nothing here is argued or worked out anew. Every answer says whose words it is: the tool's, a
person's own, or a fact of the record. What the record does not say is said to be missing.
"""

from collections.abc import Iterator

from decisions.assessment import RecipientAdvice
from decisions.journey.steps_case import Enquiries, Story
from decisions.journey.steps_choice import Views, Whose
from decisions.journey.steps_start import Request
from decisions.journey.steps_telling import Telling
from decisions.records import grounds, packet, same_advice, tags, times, wording
from decisions.records.asked import told
from decisions.records.content import Content, is_sent
from decisions.records.disagreement import disagreed
from decisions.records.said import Asked, Said, Voice, fact, given
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _


def examination(content: Content) -> tuple[Asked, ...]:
    """The ten questions, in the order in which they are usually put."""
    asked = (
        (_("When did you know?"), _when(content)),
        (_("Who decided?"), _who(content)),
        (_("What was on the screen?"), _screen(content)),
        (_("What did you leave out, and why?"), _left_out(content)),
        (_("Whose words are these?"), _whose(content)),
        (_("What did you know then, and what did you not know?"), _known(content)),
        (_("Why was the child or adult not asked, or what did they say?"), _why_not_asked(content)),
        (_("Who disagreed?"), disagreed(content)),
        (_("When did the answers change?"), _changed(content)),
        (_("Who told the other agencies?"), _who_told(content)),
    )
    silent = Said(about="", words=_("The record does not say."), voice=Voice.FACT)
    return tuple(
        Asked(question=question, said=tuple(said) or (silent,)) for question, said in asked
    )


def _when(content: Content) -> Iterator[Said]:
    for one in times.moments(content):
        late = _("Late entry.") if one.is_late else ""
        yield fact(one.what, ". ".join(part for part in (one.when, one.note or late) if part))


def _who(content: Content) -> Iterator[Said]:
    decision = content.decision
    who = wording.signed(decision.decided_by_name, decision.decided_by_role)
    yield fact(_("Decided by"), f"{who}, {wording.agency(decision)}")
    for one in decision.recipients:
        yield fact(content.advice_for(one).name, wording.outcome(one.outcome))
    yield from _second_look(content)
    for one_told in content.advice:
        yield given(one_told)


def _second_look(content: Content) -> Iterator[Said]:
    """Who else looks at it, in one sentence for all recipients who are told the same."""
    names: dict[str, list[str]] = {}
    for advice in content.assessment.recipients:
        if advice.second_person:
            names.setdefault(advice.second_person, []).append(advice.name)
    for words, whose in names.items():
        about = wording.joined(whose, is_long=any(" and " in name for name in whose))
        yield Said(about=about, words=words, voice=Voice.TOOL)


def _screen(content: Content) -> Iterator[Said]:
    shown = content.assessment
    yield fact(_("Shown"), f"{show_instant(content.shown_at)}. {wording.law_used(shown)}")
    if shown.act_now is not None:
        words = f"{shown.act_now.headline}. {shown.act_now.sentence}"
        yield Said(about=_("What waits for nothing"), words=words, voice=Voice.TOOL)
    said: list[RecipientAdvice] = []
    for advice in shown.recipients:
        lines = [advice.headline]
        if (alike := same_advice.first_alike(advice, said)) is None:
            said.append(advice)
            lines.append(advice.sentence)
            lines += [f"{n}. {one.sentence}" for n, one in enumerate(advice.reasons, start=1)]
        else:
            lines.append(same_advice.in_its_place(alike))
        yield Said(about=advice.name, words="\n".join(lines), voice=Voice.TOOL)
    yield Said(about=_("Telling the person"), words=shown.telling.sentence, voice=Voice.TOOL)
    for doubt in shown.doubts:
        words = "\n".join((doubt.words, *wording.doubted(doubt)))
        yield Said(about=wording.DOUBTS, words=words, voice=Voice.TOOL)
    if shown.doubts:
        yield fact("", wording.went_on(content))


def _left_out(content: Content) -> Iterator[Said]:
    decided = {one.recipient_id: one for one in content.decision.recipients}
    for one in packet.packets(content):
        if not one.is_sent:
            yield fact(one.name, _("Nothing went to them under this decision."))
            yield Said(about=_("Why"), words=decided[one.recipient_id].reasons, voice=Voice.OWN)
            continue
        less = [line for line in one.lines if line.is_kept_back or line.is_reduced]
        if not less:
            yield fact(one.name, _("Everything went to them as it was written."))
        for line in less:
            tagged = f" ({tags.shown(line.tags)})" if line.tags else ""
            yield fact(f"{one.name}: {line.label}", f"{line.decided}{tagged}")
            yield Said(about=line.advised, words=line.why, voice=Voice.TOOL)
            if line.differs_because:
                about = _("What makes this case different from the advice?")
                yield Said(about=about, words=line.differs_because, voice=Voice.OWN)


def _whose(content: Content) -> Iterator[Said]:
    name = content.decision.decided_by_name
    yield fact(
        _("The tool's"),
        _(
            "The advice, its reasons, the law and the next steps. They stand in the record word for "
            "word as they were shown."
        ),
    )
    yield fact(
        _("The words of {name}").format(name=name),
        _(
            "Why it was decided, what spoke against it, what differs from the advice, and whatever "
            "was sent. Options that were chosen are not their words."
        ),
    )
    for found in told(content, Story, "their_words"):
        yield given(found)
    for letter in content.letters.values():
        if letter.words:
            about = _("The child's or adult's words, as sent to {name}").format(
                name=letter.to_agency
            )
            yield Said(about=about, words=letter.words, voice=Voice.OWN)


def _known(content: Content) -> Iterator[Said]:
    for found in told(content, Request, "asked_by", "asked_for", "power", "warned"):
        yield given(found)
    for found in told(content, Story, "concern"):
        yield given(found)
    for about, ground in grounds.once(content.assessment.recipients):
        named = f"{ground.what} ({about})" if about else ground.what
        yield fact(named, ground.said[:1].upper() + ground.said[1:])
    for line in content.assessment.not_known:
        yield Said(about=_("Not known"), words=line, voice=Voice.TOOL)
    for found in told(content, Enquiries, "tried"):
        yield given(found)


def _why_not_asked(content: Content) -> Iterator[Said]:
    asked = (
        *told(content, Views, "view", "reason_not_asked", "proxy", "words"),
        *told(content, Whose, "competence", "free", "how_known"),
        *told(content, Telling, "safe", "unsafe", "unsafe_words"),
    )
    for found in asked:
        yield given(found)
    for question, words in wording.refusal(content.decision):
        yield Said(about=question, words=words, voice=Voice.OWN)


def _changed(content: Content) -> Iterator[Said]:
    for one in content.changes:
        words = _("{when}: from \u2018{before}\u2019 to \u2018{after}\u2019.").format(
            when=show_instant(one.at), before=one.before, after=one.after
        )
        yield fact(one.question, words)
    if not content.changes:
        yield fact("", _("No answer was changed after the advice had been seen."))


def _who_told(content: Content) -> Iterator[Said]:
    for decided in content.decision.recipients:
        name = content.advice_for(decided).name
        if not is_sent(decided):
            yield fact(name, _("Nobody: nothing went to them under this decision."))
            continue
        if decided.is_gone is False:
            words = _(
                "Nobody yet when this was sealed. It was to go to {to}. {method}. Checked: {checked}."
            )
            yield fact(
                name,
                words.format(
                    to=decided.sent_to,
                    method=wording.method(decided.method),
                    checked=decided.verified_how,
                ),
            )
            continue
        words = _("{who}, to {to}. {method}. Checked: {checked}. When: {when}.").format(
            who=content.decision.decided_by_name,
            to=decided.sent_to,
            method=wording.method(decided.method),
            checked=decided.verified_how,
            when=wording.sent_when(decided),
        )
        yield fact(name, words)
    told_by = wording.told_by(content.decision)
    yield fact(_("The person themselves"), told_by or _("Not yet decided."))
