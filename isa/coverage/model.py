"""The question coverage answers, and the answer.

Coverage says whether a documented arrangement anticipates a flow. It never says whether the flow
is lawful: being uncovered does not stop anyone sharing to protect someone.
"""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Verdict(StrEnum):
    """The answer for a pair of category and subject, and for the whole question."""

    COVERED = "covered"
    WITH_CONDITIONS = "with_conditions"
    PARTLY = "partly"
    NOT_COVERED = "not_covered"
    NOT_APPLICABLE = "not_applicable"
    INDETERMINATE = "indeterminate"


class ReasonCode(StrEnum):
    """Why a pair is not plainly covered. Codes never change meaning."""

    NO_COMMON_AGREEMENT = "no_common_agreement"
    PROVIDER_NOT_PARTY = "provider_not_party"
    RECIPIENT_NOT_PARTY = "recipient_not_party"
    PROVIDER_UNSIGNED = "provider_unsigned"
    RECIPIENT_UNSIGNED = "recipient_unsigned"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    PURPOSE_OUT = "purpose_out"
    CATEGORY_OUT = "category_out"
    CATEGORY_EXCLUDED = "category_excluded"
    SUBJECT_OUT = "subject_out"
    AREA_OUT = "area_out"
    DIRECTION_OUT = "direction_out"
    ROLE_MISMATCH = "role_mismatch"
    CONDITION_UNMET = "condition_unmet"
    CONDITION_UNKNOWN = "condition_unknown"
    REVIEW_OVERDUE = "review_overdue"
    TIER1_MISSING = "tier1_missing"
    CLASS_MEMBERSHIP_UNKNOWN = "class_membership_unknown"
    SUCCESSION_UNCONFIRMED = "succession_unconfirmed"
    PROCESSOR_CONTRACT_MISSING = "processor_contract_missing"
    REGIME_CHANGE = "regime_change"
    TIER1_ONLY = "tier1_only"
    REVIEW_SERIOUSLY_OVERDUE = "review_seriously_overdue"
    DIRECTION_ASSUMED = "direction_assumed"
    RETROSPECTIVE = "retrospective"
    METHOD_MISMATCH = "method_mismatch"
    SIGNATORY_UNVERIFIED = "signatory_unverified"
    DATES_UNKNOWN = "dates_unknown"
    ROWS_UNKNOWN = "rows_unknown"
    SAME_CONTROLLER = "same_controller"
    STATUTORY_DEMAND = "statutory_demand"


class Frozen(BaseModel):
    """A value that never changes and refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CoverageQuestion(Frozen):
    """May ``provider`` send these categories about these subjects to ``recipient`` for ``purpose``?"""

    provider: str
    recipient: str
    purpose: str
    categories: tuple[str, ...]
    subjects: tuple[str, ...]
    on: date
    known_at: int | None = None
    regime: str = "uk_gdpr"
    method: str | None = None
    area: str | None = None
    conditions_met: tuple[str, ...] = ()
    conditions_unmet: tuple[str, ...] = ()
    processors: tuple[str, ...] = ()


class ClosestMiss(Frozen):
    """The agreement that came nearest, the gate it failed, and how to mend it."""

    agreement_id: str
    agreement_reference: str
    gate: str
    reasons: tuple[ReasonCode, ...]
    mend: str


class PairAnswer(Frozen):
    """The answer for one data category about one kind of person."""

    category: str
    subject: str
    verdict: Verdict
    reasons: tuple[ReasonCode, ...] = ()
    agreement_id: str | None = None
    agreement_reference: str | None = None
    row: int | None = None
    conditions: tuple[str, ...] = ()
    closest_miss: ClosestMiss | None = None


class CoverageAnswer(Frozen):
    """The verdict with its table of pairs; never shown as a bare word."""

    question: CoverageQuestion
    verdict: Verdict
    reasons: tuple[ReasonCode, ...]
    pairs: tuple[PairAnswer, ...]
    closest_miss: ClosestMiss | None
    register_version: int
