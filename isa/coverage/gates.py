"""Coverage of a question: each pair of category and subject, then the whole.

Different pairs may rest on different agreements; one pair passes every gate within one row of one
agreement. Cover is never passed on: if A may send to M and M to B, nothing follows for A and B.
No verdict says whether sharing is lawful.
"""

from isa.coverage.attempt import Attempt
from isa.coverage.composition import Weighed, attempts_for, weigh
from isa.coverage.model import (
    ClosestMiss,
    CoverageAnswer,
    CoverageQuestion,
    PairAnswer,
    ReasonCode,
    Verdict,
)
from isa.coverage.nearest import closest_miss, nearest, standing_in_the_way
from isa.coverage.view import AgreementType, RegisterView

STATUTORY = "statutory_demand"
_NOT_JOINED = (ReasonCode.PROVIDER_NOT_PARTY, ReasonCode.RECIPIENT_NOT_PARTY)
_COVERED = (Verdict.COVERED, Verdict.WITH_CONDITIONS)


def cover(question: CoverageQuestion, view: RegisterView) -> CoverageAnswer:
    """Answer a coverage question from what the register says; never raises for a "no"."""
    pairs = [
        (category, subject) for category in question.categories for subject in question.subjects
    ]
    if reason := not_applicable(view):
        return _whole(question, view, [(_outside(pair, reason), None) for pair in pairs])
    weighed = weigh(question, view)
    return _whole(question, view, [_pair(question, view, weighed, pair) for pair in pairs])


def not_applicable(view: RegisterView) -> ReasonCode | None:
    """Sharing inside one controller, or under a statutory demand, is no matter for an agreement.

    No agreement of the view is looked at.
    """
    if view.provider.controller_id == view.recipient.controller_id:
        return ReasonCode.SAME_CONTROLLER
    if STATUTORY in view.purpose_line:
        return ReasonCode.STATUTORY_DEMAND
    return None


def _outside(pair: tuple[str, str], reason: ReasonCode) -> PairAnswer:
    return PairAnswer(
        category=pair[0], subject=pair[1], verdict=Verdict.NOT_APPLICABLE, reasons=(reason,)
    )


def _pair(
    question: CoverageQuestion, view: RegisterView, weighed: Weighed, pair: tuple[str, str]
) -> tuple[PairAnswer, Attempt | None]:
    """The answer for one pair, and the nearest miss when it is not covered."""
    found = attempts_for(question, view, weighed, pair)
    to_processor = [a for a in found if a.agreement.type is AgreementType.PROCESSOR_ART28]
    between = [a for a in found if a.agreement.type is not AgreementType.PROCESSOR_ART28]
    best = _best(between)
    if best is not None and best.is_cover:
        return _covered(best, pair), None
    if any(attempt.is_cover for attempt in to_processor):
        return _outside(pair, ReasonCode.ROLE_MISMATCH), None
    return _missed(between, best, view, pair)


def _best(found: list[Attempt]) -> Attempt | None:
    """The attempt to rest the answer on: the best verdict, then the order for display."""
    least = min((one.weight for one in found), default=None)
    among = [one for one in found if one.weight is least]
    return min(among, key=lambda one: one.line.rank, default=None)


def _covered(attempt: Attempt, pair: tuple[str, str]) -> PairAnswer:
    return PairAnswer(
        category=pair[0],
        subject=pair[1],
        verdict=attempt.verdict,
        reasons=tuple(dict.fromkeys(fault.reason for fault in attempt.faults)),
        agreement_id=attempt.agreement.id,
        agreement_reference=attempt.agreement.reference,
        row=attempt.line.row.number if attempt.line.row else None,
        conditions=attempt.line.conditions,
    )


def _missed(
    found: list[Attempt], best: Attempt | None, view: RegisterView, pair: tuple[str, str]
) -> tuple[PairAnswer, Attempt | None]:
    """A pair that is not covered: why, and what came nearest.

    Where the register cannot say, the reasons are those of the attempt that may yet hold.
    """
    miss = nearest(found)
    is_unknown = best is not None and best.verdict is Verdict.INDETERMINATE
    explained = best if is_unknown else miss
    answer = PairAnswer(
        category=pair[0],
        subject=pair[1],
        verdict=Verdict.INDETERMINATE if is_unknown else Verdict.NOT_COVERED,
        reasons=_reasons(explained, found),
        closest_miss=closest_miss(explained, view, *pair) if explained else None,
    )
    return answer, explained


def _reasons(attempt: Attempt | None, found: list[Attempt]) -> tuple[ReasonCode, ...]:
    """Why nothing covers the pair: what the explained attempt lacks, or that nothing joins the two."""
    faults = standing_in_the_way(attempt.faults) if attempt else ()
    if faults and faults[0].reason not in _NOT_JOINED:
        return tuple(dict.fromkeys(fault.reason for fault in faults))
    has_charter = any(
        item.agreement.type is AgreementType.TIER1_CHARTER
        and not any(fault.reason in _NOT_JOINED for fault in item.faults)
        for item in found
    )
    return (ReasonCode.TIER1_ONLY if has_charter else ReasonCode.NO_COMMON_AGREEMENT,)


def _whole(
    question: CoverageQuestion,
    view: RegisterView,
    answers: list[tuple[PairAnswer, Attempt | None]],
) -> CoverageAnswer:
    pairs = tuple(pair for pair, _miss in answers)
    reasons = dict.fromkeys(reason for pair in pairs for reason in pair.reasons)
    return CoverageAnswer(
        question=question,
        verdict=combine(tuple(pair.verdict for pair in pairs)),
        reasons=tuple(reasons),
        pairs=pairs,
        closest_miss=_overall_miss(answers),
        register_version=view.register_version,
    )


def _overall_miss(answers: list[tuple[PairAnswer, Attempt | None]]) -> ClosestMiss | None:
    missed = [(miss.effort, pair.closest_miss) for pair, miss in answers if miss is not None]
    return min(missed, key=lambda item: item[0])[1] if missed else None


def combine(verdicts: tuple[Verdict, ...]) -> Verdict:
    """The verdict on the whole question from those of its pairs (one that is not applicable is neutral)."""
    matter = [verdict for verdict in verdicts if verdict is not Verdict.NOT_APPLICABLE]
    if not matter:
        return Verdict.NOT_APPLICABLE
    covered = [verdict for verdict in matter if verdict in _COVERED]
    if len(covered) == len(matter):
        return max(covered, key=_COVERED.index)
    if covered:
        return Verdict.PARTLY
    return Verdict.INDETERMINATE if Verdict.INDETERMINATE in matter else Verdict.NOT_COVERED
