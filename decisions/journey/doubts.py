"""Answers that may not fit together: pointed out where answers are checked, and in nobody's way.

Those that cannot be true together are ``contradictions`` and are refused. These can be true, and more often
one of them is a slip or has changed since: whoever answered sees both side by side and decides. Nothing is
held up, and the advice is worked out from the answers as they stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decisions import assessment
from decisions.journey.answers import Answers
from decisions.journey.check_answers import Row, check_rows
from decisions.journey.fields import Scope, When
from decisions.journey.relevance import owners, says
from decisions.journey.steps import STEPS
from isa.platform.wording import gettext as _

_IN_DANGER = ("immediate", "significant")
_GRAVE = (
    "others_child",
    "others_adult",
    "others_public",
    "sp_hba_fm",
    "sp_fgm_risk",
    "sp_under13_sexual",
    "sp_exploitation",
    "sp_trafficking",
    "sp_terrorism",
    "sp_marac",
    "sp_self_neglect",
    "sp_suicide_crisis",
    "pd_csa_report",
)

_DOUBTS: tuple[tuple[str, tuple[When, ...]], ...] = (
    (
        _("Asking them would do harm, and telling them is safe."),
        (
            When("telling.safe", ("yes", "person_only")),
            When(
                "views.reason_not_asked",
                (
                    "raises_risk",
                    "prejudices_enquiry",
                    "source_or_coerced",
                    "telling_defeats_duty",
                ),
            ),
        ),
    ),
    (
        _("Asking the parents would do harm, and telling them is safe."),
        (
            When("telling.safe", ("yes",)),
            When(
                "views.parents_not_asked",
                (
                    "raises_risk",
                    "prejudices_enquiry",
                    "source_or_coerced",
                    "telling_defeats_duty",
                ),
            ),
        ),
    ),
    (
        _("Whoever speaks for them may be part of the problem, and telling is safe."),
        (When("telling.safe", ("yes",)), When("views.proxy", ("conflicted_proxy",))),
    ),
    (
        _("Whoever asked said that nobody may be told, and telling is safe."),
        (
            When("request.warned", ("nobody",)),
            When("telling.safe", ("yes", "person_only", "one_parent")),
        ),
    ),
    (
        _("Whoever asked said that only the person may be told, and telling others is safe."),
        (When("request.warned", ("only_them",)), When("telling.safe", ("yes", "one_parent"))),
    ),
    (
        _("It is not safe that they know, and you would tell them or a parent."),
        (
            When("telling.safe", ("no",)),
            When("recipient.recipient_class", ("the_person", "parent_carer")),
        ),
    ),
    (
        _(
            "They are controlled by whoever causes the harm, or close to them, and nobody presses them."
        ),
        (When("telling.unsafe", ("coerced",)), When("choice.free", ("free",))),
    ),
    (
        _(
            "Whoever would be asked causes the harm or is controlled by whoever does, and is not pressed."
        ),
        (
            When("views.reason_not_asked", ("source_or_coerced",)),
            When("choice.free", ("free",)),
        ),
    ),
    (
        _("They agree, and someone may be pressing or frightening them."),
        (When("views.view", ("agrees",)), When("choice.free", ("pressure_suspected",))),
    ),
    (
        _("It is in doubt whether they can decide, and there is no reason to doubt it."),
        (
            When("about.adult_position", ("lacks_or_doubt",)),
            When("choice.competence", ("presumed",)),
        ),
    ),
    (
        _("A child under 13 is part of this, and the child it is about can decide for themselves."),
        (
            When("circumstances.ticked", ("sp_under13_sexual",)),
            When("choice.competence", ("gillick_competent",)),
        ),
    ),
    (
        _("They asked for it to be sent, and do not want it or were not asked."),
        (
            When("purpose.aim", ("own_request",)),
            When("views.view", ("refuses", "withdrew", "not_asked", "cannot_be_asked")),
        ),
    ),
    (
        _("The harm is serious, and it comes to nobody: neither to one person nor to anyone else."),
        (
            When("about.who", ("neither",)),
            When("harm.seriousness", _IN_DANGER),
            When("circumstances.ticked", ("none",)),
        ),
    ),
    (
        _("No harm comes of silence, and something grave is ticked."),
        (When("harm.seriousness", ("none_seen",)), When("circumstances.ticked", _GRAVE)),
    ),
    (
        _(
            "No harm comes of silence, and something that keeps someone safe or well is left undone."
        ),
        (When("harm.seriousness", ("none_seen",)), When("link.unmet", ("yes",))),
    ),
    (
        _(
            "Someone could be killed or seriously hurt in the next hours, and there are days to decide."
        ),
        (When("harm.seriousness", ("immediate",)), When("enquiries.time", ("days",))),
    ),
    (
        _("There was no time to ask, and there are days to decide."),
        (When("views.reason_not_asked", ("urgent",)), When("enquiries.time", ("days",))),
    ),
    (
        _("There was no time to ask the parents, and there are days to decide."),
        (When("views.parents_not_asked", ("urgent",)), When("enquiries.time", ("days",))),
    ),
    (
        _("They may be the one causing the harm, and would keep someone safe."),
        (
            When("link.conflict", ("suspected_source",)),
            When("link.use", ("act_to_protect", "watch_over")),
        ),
    ),
    (
        _("They may be the one causing the harm, and telling them harms nobody."),
        (When("link.conflict", ("suspected_source",)), When("effect.harm", ("none_seen",))),
    ),
    (
        _("It is known to be wrong, and they need all of it."),
        (
            When("care.reliability", ("known_wrong",)),
            When("use.how_much", ("all_of_it", "without_names")),
        ),
    ),
    (
        _("Nobody could be recognised from it, and someone could be found or recognised from it."),
        (When("item.kinds", ("anonymous",)), When("care.locates", ("yes",))),
    ),
)
"""What does not fit, in words, and the answers that all have to be given for it."""


@dataclass(frozen=True)
class Held:
    """One of the answers that may not fit: its step, whose it is, and its question."""

    step: str
    owner: str | None
    name: str


@dataclass(frozen=True)
class Doubt:
    """Answers that may not fit together, in the order in which they are named."""

    sentence: str
    answers: tuple[Held, ...]

    @property
    def owner(self) -> str | None:
        """The recipient or item it is about; None: the situation."""
        return next((one.owner for one in self.answers if one.owner), None)


def doubts(answers: Answers) -> Iterator[Doubt]:
    """What may not fit in answers that count; of recipients and items, each by itself."""
    for sentence, needed in _DOUBTS:
        scope = next((s for s in map(_scope, needed) if s is not Scope.CASE), Scope.CASE)
        for owner in owners(answers, scope):
            held = tuple(_held(one, owner) for one in needed)
            if all(
                says(_value(answers, one), when.among)
                for one, when in zip(held, needed, strict=True)
            ):
                yield Doubt(sentence, held)


def in_words(answers: Answers, names: Mapping[str, str]) -> tuple[assessment.Doubt, ...]:
    """The same as they are shown and sealed; ``names`` are those of the recipients, by id."""
    return tuple(
        assessment.Doubt(
            sentence=one.sentence,
            about=_about(one.owner, answers, names),
            answers=tuple(
                assessment.Given(question=row.label, answer=row.shown) for row in rows(one, answers)
            ),
        )
        for one in doubts(answers)
    )


def rows(doubt: Doubt, answers: Answers) -> tuple[Row, ...]:
    """Its answers as they stand where answers are checked. None of them names an agency or a record."""
    return tuple(_row(one, answers) for one in doubt.answers)


def _row(one: Held, answers: Answers) -> Row:
    found = check_rows(STEPS[one.step], one.owner, answers, agency=str, category=str)
    return next(row for row in found if row.path_name == one.name)


def _about(owner: str | None, answers: Answers, names: Mapping[str, str]) -> str:
    """Of one among several recipients or items, which."""
    called = answers.labels if answers.item(owner) else names
    return called.get(owner or "", "") if len(called) > 1 else ""


def _scope(when: When) -> Scope:
    return STEPS[when.field.partition(".")[0]].scope


def _held(when: When, owner: str | None) -> Held:
    step, _dot, name = when.field.partition(".")
    return Held(step, None if STEPS[step].scope is Scope.CASE else owner, name)


def _value(answers: Answers, one: Held) -> object:
    return getattr(answers.step(STEPS[one.step], one.owner), one.name, None)
