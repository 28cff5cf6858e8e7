"""Other people's words for our codes: statuses, kinds of agreement, yes and no (pure)."""

import re
from functools import lru_cache

from isa.coverage.view import AgreementStatus, AgreementType
from isa.register.naming import fold
from isa.register.vocabulary import vocabulary

_STATUSES = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (
            r"\b(draft|in development|being (drafted|written)|in progress|"
            r"new|proposed)\b",
            AgreementStatus.DRAFT,
        ),
        (r"\b(under|in|being) review\b|\breviewing\b", AgreementStatus.IN_REVIEW),
        (r"\b(overdue|review due|due (for )?review|needs review)\b", AgreementStatus.REVIEW_DUE),
        (
            r"\b(out for|awaiting|with partners for) (signature|signing|"
            r"sign off)",
            AgreementStatus.OUT_FOR_SIGNATURE,
        ),
        (r"\bpart(ly|ially)? signed\b", AgreementStatus.PARTLY_SIGNED),
        (r"\b(superseded|replaced)\b", AgreementStatus.SUPERSEDED),
        (r"\b(withdrawn|cancelled)\b", AgreementStatus.WITHDRAWN),
        (r"\b(terminated)\b", AgreementStatus.TERMINATED),
        (r"\b(expired|lapsed|out of date)\b", AgreementStatus.EXPIRED),
        (
            r"\b(closed|ended|archived|inactive|ceased|no longer|completed|"
            r"complete)\b",
            AgreementStatus.CLOSED,
        ),
        (r"\b(with|dpo|ig) (dpo|review)\b", AgreementStatus.DPO_REVIEW),
        (r"\blegal\b", AgreementStatus.LEGAL_REVIEW),
        (
            r"\b(in force|active|live|current|signed|assured|in place|in use|valid|"
            r"agreed|operational)\b",
            AgreementStatus.IN_FORCE,
        ),
        (r"\bapproved\b", AgreementStatus.APPROVED),
    )
)
_TYPES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\btier ?1\b|\b(charter|overarching|framework|accord)\b", AgreementType.TIER1_CHARTER),
        (
            r"\btier ?3\b|\b(schedule|appendix|purpose specific|"
            r"operational)\b",
            AgreementType.TIER3_PSA,
        ),
        (r"\bjoint controller|\barticle 26\b|\bart 26\b|\bjca\b", AgreementType.JCA_ART26),
        (
            r"\bprocess(or|ing) (agreement|contract)|\barticle 28\b|\bdpa\b|"
            r"\bprocessor\b",
            AgreementType.PROCESSOR_ART28,
        ),
        (r"\bdisclosure agreement|\bone way\b|\bdda\b", AgreementType.DDA),
        (r"\bmou\b|\bmemorandum\b", AgreementType.MOU),
        (r"\bnational (data|dsa)\b|\bndsa\b", AgreementType.NATIONAL_DSA),
        (r"\binternal\b|\bioa\b", AgreementType.IOA),
        (
            r"\btier ?2\b|\b(isa|isp|dsa|data sharing|information sharing|sharing (agreement|"
            r"protocol)|protocol|agreement)\b",
            AgreementType.TIER2_ISA,
        ),
    )
)
_YES = frozenset(
    re.findall(r"\w+", "yes y true x 1 signed ok done complete completed received agreed")
)
_NO = frozenset(
    re.findall(r"\w+", "no n false 0 not unsigned pending awaiting awaited outstanding chased")
)


@lru_cache(maxsize=2_000)
def status_of(text: str) -> AgreementStatus | None:
    """The status that words mean, or None."""
    folded = fold(text)
    coded = folded.replace(" ", "_")
    if coded in AgreementStatus._value2member_map_:
        return AgreementStatus(coded)
    return next((status for pattern, status in _STATUSES if pattern.search(folded)), None)


@lru_cache(maxsize=5_000)
def type_of(text: str) -> AgreementType | None:
    """The kind of agreement that words mean, or None."""
    folded = fold(text)
    for term in vocabulary().agreement_types.values():
        if folded in (fold(term.label), fold(term.code)):
            return AgreementType(term.code)
    return next((kind for pattern, kind in _TYPES if pattern.search(folded)), None)


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says that somebody signed; None where it says neither."""
    if "✓" in text or "✔" in text or "☑" in text:
        return True
    first = (fold(text).split() or [""])[0]
    return True if first in _YES else False if first in _NO else None


def purposes_of(text: str) -> tuple[str, ...]:
    """The codes of a cell that lists nothing but our own purposes, by code or by words."""
    words = {fold(term.label): code for code, term in vocabulary().purposes.items()}
    words |= {fold(code): code for code in vocabulary().purposes}
    found = [words.get(fold(each), "") for each in re.split(r"[;\n]", text) if each.strip()]
    return tuple(dict.fromkeys(found)) if found and all(found) else ()
