"""A coverage answer as one sentence for the person who asked (pure)."""

from isa.coverage.model import CoverageAnswer, PairAnswer, Verdict
from isa.platform.wording import gettext as _
from isa.register.vocabulary import vocabulary

_STILL = _(
    "Check that it is needed, that it is the least that will do, and what it rests on in law."
)
_THAT_DOES_NOT_STOP_YOU = _("That does not stop you sharing to protect someone.")
_WHOLE = {
    Verdict.COVERED: _("An agreement in force covers this: {agreements}. ") + _STILL,
    Verdict.WITH_CONDITIONS: (
        _("An agreement covers this, with something to check first: {agreements}. ") + _STILL
    ),
    Verdict.NOT_COVERED: _("No agreement covers this. ") + _THAT_DOES_NOT_STOP_YOU,
    Verdict.INDETERMINATE: (
        _("The register cannot say whether an agreement covers this; something is not recorded. ")
        + _THAT_DOES_NOT_STOP_YOU
    ),
    Verdict.NOT_APPLICABLE: _("This does not need an agreement between the two: {reason}."),
    Verdict.PARTLY: (
        _(
            "Agreements cover part of this ({agreements}): {covered}. Not covered: {rest}. "
            "If you need the rest, decide on its own facts and record why. "
        )
        + _THAT_DOES_NOT_STOP_YOU
    ),
}
_NOT_APPLICABLE = {
    "same_controller": _("both are parts of one organisation"),
    "statutory_demand": _("a demand under an Act or a court order rests on its own law"),
    "role_mismatch": _("the receiver only handles it for the sender, under a processor contract"),
}


def answer_sentence(answer: CoverageAnswer) -> str:
    """The answer in words. Never a bare "not covered"."""
    covered = [pair for pair in answer.pairs if pair.agreement_id is not None]
    rest = [pair for pair in answer.pairs if pair.agreement_id is None]
    references = dict.fromkeys(pair.agreement_reference or "" for pair in covered)
    reason = answer.reasons[0].value if answer.reasons else ""
    return _WHOLE[answer.verdict].format(
        agreements=", ".join(references),
        covered=_named(covered),
        rest=_named(rest),
        reason=_NOT_APPLICABLE.get(reason, ""),
    )


def _named(pairs: list[PairAnswer]) -> str:
    """The pairs in words; the subject is named only where there are several."""
    words = vocabulary()
    has_several = len({pair.subject for pair in pairs}) > 1
    named = dict.fromkeys(
        words.categories[pair.category].label
        + (
            _(" about {subjects}").format(subjects=words.subjects[pair.subject].label)
            if has_several
            else ""
        )
        for pair in pairs
    )
    return "; ".join(named)
