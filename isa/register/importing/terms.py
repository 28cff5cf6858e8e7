"""Other people's words for our codes: statuses, kinds of agreement, yes and no (pure)."""

import re
from datetime import date
from functools import lru_cache

from isa.coverage.view import AgreementStatus, AgreementType
from isa.register.importing.dates import read_day
from isa.register.naming import fold
from isa.register.vocabulary import vocabulary

_STATUSES = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (
            r"\b(draft|in development|being (drafted|written)|in progress|new|proposed)\b",
            AgreementStatus.DRAFT,
        ),
        (r"\b((under|in|being) review|being reviewed|reviewing)\b", AgreementStatus.IN_REVIEW),
        (
            r"\b((review )?overdue( for)?( review)?|review due|due( for)? review|needs review)\b",
            AgreementStatus.REVIEW_DUE,
        ),
        (
            r"\b(out for|awaiting|with partners for) (signatures?|signing|sign off)\b",
            AgreementStatus.OUT_FOR_SIGNATURE,
        ),
        (r"\bpart(ly|ially)? signed\b", AgreementStatus.PARTLY_SIGNED),
        (r"\b(superseded|replaced)\b", AgreementStatus.SUPERSEDED),
        (r"\b(withdrawn|cancelled)\b", AgreementStatus.WITHDRAWN),
        (r"\bterminated\b", AgreementStatus.TERMINATED),
        (r"\b(expired|lapsed|out of date)\b", AgreementStatus.EXPIRED),
        (
            r"\b(closed|ended|archived|inactive|ceased|completed|complete|"
            r"no longer( (in (force|use|place)|active|live|valid|current|used|needed|required|operational))?)\b",
            AgreementStatus.CLOSED,
        ),
        (r"\b((with|in) dpo( review)?|(dpo|ig) review)\b", AgreementStatus.DPO_REVIEW),
        (r"\b((with|in) )?legal( team| review)?\b", AgreementStatus.LEGAL_REVIEW),
        (
            r"\b(in force|active|live|current|signed( off)?|assured|in place|in use|valid|agreed|"
            r"operational)\b",
            AgreementStatus.IN_FORCE,
        ),
        (r"\bapproved\b", AgreementStatus.APPROVED),
    )
)
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SAYS_NO_MORE = re.compile(
    r"\b(?:"
    rf"((since|on|in) )?((\d{{1,2}} )?({_MONTH}|\d{{1,2}}) )?(19|20)\d\d|"
    r"(version|v) ?\d{1,2}( \d{1,2}){0,2}|"
    r"by all( (parties|partners|agencies|signatories))?|"
    r"and|now|currently|fully|the|agreement|isa|isp|dsa|protocol|document|status|version"
    r")\b"
)
"""Words that may stand beside a status and do not change it. Any other word might turn it round."""
_STANDS = frozenset({AgreementStatus.IN_REVIEW, AgreementStatus.REVIEW_DUE})
"""What may be true of an agreement in force: 'Live - under review' says both."""
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
_TICKS = "✓✔☑"
_YES = frozenset(
    re.findall(r"\w+", "yes y true x 1 signed ok done complete completed received agreed")
)
_NO = frozenset(
    re.findall(
        r"\w+", "no n false 0 not never unsigned pending awaiting awaited outstanding chased"
    )
)
_TAKES_BACK = _NO | frozenset(
    re.findall(
        r"\w+", "to be until refused refuses declined rejected withdrawn yet but except without"
    )
)
"""Words after a yes that leave open whether it is one: 'signed - not returned'."""


def is_to_come(text: str, today: date) -> bool:
    """Whether a status speaks of a day after today: what is 'In force 2027' is not in force yet."""
    said = read_day(text, takes_latest=True).first
    return said is not None and said > today


@lru_cache(maxsize=2_000)
def status_of(text: str) -> AgreementStatus | None:
    """The status that words mean; None unless every word of the cell is understood.

    'Not signed' holds 'signed' and says the opposite, so a word that is not known refuses the cell.
    """
    folded = fold(text)
    coded = folded.replace(" ", "_")
    if coded in AgreementStatus._value2member_map_:
        return AgreementStatus(coded)
    spans = [
        (*match.span(), status)
        for pattern, status in _STATUSES
        for match in pattern.finditer(folded)
    ]
    widest = [one for one in spans if not any(_holds(other, one) for other in spans)]
    rest = list(folded)
    for start, end, _status in widest:
        rest[start:end] = " " * (end - start)
    told = {status for _start, _end, status in widest}
    if "?" in text or _SAYS_NO_MORE.sub("", "".join(rest)).strip():
        return None
    if told & _STANDS:
        told.discard(AgreementStatus.IN_FORCE)
    return told.pop() if len(told) == 1 else None


def _holds(other: tuple[int, int, AgreementStatus], one: tuple[int, int, AgreementStatus]) -> bool:
    """Whether a longer phrase holds a shorter one: 'partly signed' holds 'signed'."""
    return other[0] <= one[0] and one[1] <= other[1] and other[:2] != one[:2]


_PUBLIC = frozenset(
    re.findall(
        r"\w+", "yes y true x 1 published public publish entry entry_only online website open"
    )
)
_WHOLE = frozenset(re.findall(r"\w+", "whole full fully"))
_PRIVATE = frozenset(
    re.findall(r"\w+", "no n false 0 not private confidential exempt internal withheld restricted")
)
_BESIDE_PUBLIC = frozenset(
    re.findall(r"\w+", "in the on our to be for register only its agreement it is may can ok")
)


def publication_of(text: str) -> str | None:
    """Whether an agreement may be published: ``whole``, ``entry_only``, ``no``; None unless it is clear.

    A plain yes lets its entry be seen and no more: the whole text only where the cell says whole.
    """
    words = set(fold(text).split())
    is_ticked = any(tick in text for tick in _TICKS)
    if (
        "?" in text
        or not (words or is_ticked)
        or words - _PUBLIC - _WHOLE - _PRIVATE - _BESIDE_PUBLIC
    ):
        return None
    if words & _PRIVATE:
        return None if words & (_PUBLIC - {"public", "publish", "published"}) else "no"
    if words & _WHOLE:
        return "whole"
    return "entry_only" if is_ticked or words & _PUBLIC else None


@lru_cache(maxsize=5_000)
def type_of(text: str) -> AgreementType | None:
    """The kind of agreement that words mean, or None."""
    folded = fold(text)
    for term in vocabulary().agreement_types.values():
        if folded in (fold(term.label), fold(term.code)):
            return AgreementType(term.code)
    return next((kind for pattern, kind in _TYPES if pattern.search(folded)), None)


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says that somebody signed; None where it says neither, or both."""
    words = fold(text).split()
    first = (words or [""])[0]
    is_ticked = any(tick in text for tick in _TICKS)
    if first in _NO and not is_ticked:
        return False
    is_yes = is_ticked or first in _YES
    return True if is_yes and "?" not in text and not _TAKES_BACK & set(words) else None


@lru_cache(maxsize=1)
def _purposes() -> dict[str, str]:
    words = {fold(term.label): code for code, term in vocabulary().purposes.items()}
    return words | {fold(code): code for code in vocabulary().purposes}


@lru_cache(maxsize=5_000)
def purposes_of(text: str) -> tuple[str, ...]:
    """The codes of a cell that lists nothing but our own purposes, by code or by words."""
    words = _purposes()
    found = [words.get(fold(each), "") for each in re.split(r"[;\n]", text) if each.strip()]
    return tuple(dict.fromkeys(found)) if found and all(found) else ()
