"""Asking about many flows on one day: what stands between two agencies is weighed once.

Where agreements bear on each other, the gates are asked the question itself. Two agencies stand alike
in an agreement when the gates cannot tell them apart: the same routes, roles, states and memberships,
named or not named by the same rows.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from isa.coverage.gates import STATUTORY, cover
from isa.coverage.model import CoverageAnswer, ReasonCode, Verdict
from isa.coverage.network.answering import answered, outside
from isa.coverage.network.between import Between
from isa.coverage.network.book import Book
from isa.coverage.network.flow import COVERS, Cell, Flow, kinds, question
from isa.coverage.network.held import Categories
from isa.coverage.network.weights import Weights
from isa.coverage.view import ANY, AgreementType, Party, RegisterView

_NOTHING_JOINS = (ReasonCode.NO_COMMON_AGREEMENT,)
Standing = dict[str, int]
"""By agreement, a number for how an agency stands in it."""
Joined = tuple[tuple[str, int, int], ...]
"""Agreements that join two agencies, with how either stands in it."""


class Asking:
    """Asks a book about flows on a day, remembering each answer for the flows that are alike."""

    def __init__(
        self,
        book: Book,
        on: date,
        beside: "Asking | None" = None,
        *,
        purposes: Collection[str] | None = None,
    ) -> None:
        """Begin with nothing asked. Beside another of the same agreements, numbers mean the same in both.

        ``purposes`` are all that will be asked about, where that is known.
        """
        self.book, self.on = book, on
        self._numbers: dict[object, int] = beside._numbers if beside else {}
        self._standing: dict[str, Standing] = {}
        self._for_it: dict[tuple[str, str], Standing] = {}
        self._kinds: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._read: dict[tuple[str, ...], Categories] = {}
        self._weights = Weights(book, on, purposes)
        self._lines: dict[str, frozenset[str]] = {}

    def cell(self, flow: Flow) -> Cell:
        """The answer for one flow; the same as to its question asked alone."""
        one, other = self.book.sides[flow.provider], self.book.sides[flow.recipient]
        if one.controller_id == other.controller_id:
            return outside(flow, ReasonCode.SAME_CONTROLLER)
        line = self.book.words.purposes[flow.purpose]
        if STATUTORY in line:
            return outside(flow, ReasonCode.STATUTORY_DEMAND)
        between = self._weights.between(flow.provider, flow.recipient, line)
        if between is None:
            return Cell(
                flow=flow,
                verdict=Verdict.NOT_COVERED,
                reasons=_NOTHING_JOINS,
                missing=tuple((c, s) for c in self.kinds(flow) for s in flow.subjects),
            )
        return answered(self.book, flow, between, self.categories(flow)) or self._weighed(flow)

    def brief(self, flow: Flow) -> Cell:
        """The same without a word on what comes nearest, where nothing for the purpose joins the two."""
        if self.joined_for_it(
            flow.provider, flow.recipient, flow.purpose
        ) or STATUTORY in self._line(flow.purpose):
            return self.cell(flow)
        return Cell(
            flow=flow,
            verdict=Verdict.NOT_COVERED,
            missing=tuple((c, s) for c in self.kinds(flow) for s in flow.subjects),
        )

    def for_it(self, agency_id: str, purpose: str) -> Standing:
        """The agreements for a purpose, and charters, that an agency stands behind, and how."""
        key = (agency_id, purpose)
        found = self._for_it.get(key)
        if found is None:
            line = self._line(purpose)
            found = self._for_it[key] = {
                key: number
                for key, number in self.stands(agency_id).items()
                if self.is_for(key, line) or self.is_charter(key)
            }
        return found

    def is_for(self, agreement_id: str, line: Iterable[str]) -> bool:
        """Whether an agreement is for a purpose, given as its line."""
        return not self.book.agreements[agreement_id].purposes.isdisjoint(line)

    def _line(self, purpose: str) -> frozenset[str]:
        if purpose not in self._lines:
            self._lines[purpose] = frozenset(self.book.words.purposes[purpose])
        return self._lines[purpose]

    def is_charter(self, agreement_id: str) -> bool:
        """Whether an agreement is a charter, which by itself covers nothing."""
        return self.book.agreements[agreement_id].type is AgreementType.TIER1_CHARTER

    def joined_for_it(self, provider: str, recipient: str, purpose: str) -> Joined:
        """The agreements for a purpose that join two agencies, and charters; none without one for it."""
        line = self._line(purpose)
        found = _both(self.for_it(provider, purpose), self.for_it(recipient, purpose))
        return found if any(self.is_for(key, line) for key, _gives, _has in found) else ()

    def stands(self, agency_id: str) -> Standing:
        """Every agreement an agency stands behind, and how."""
        found = self._standing.get(agency_id)
        if found is None:
            found = self._standing[agency_id] = {
                key: self._number(agency_id, key, ways)
                for key, ways in self.book.stands.get(agency_id, {}).items()
            }
        return found

    def _number(self, agency_id: str, agreement_id: str, ways: tuple[Party, ...]) -> int:
        """The same number for whoever stands in the agreement in the same way on the day."""
        side = self.book.sides[agency_id]
        names = {agency_id, side.controller_id, ANY, *(way.party_id for way in ways)}
        alike = (
            tuple(
                (
                    *(way.route, way.role, way.state, way.membership, way.is_succession_confirmed),
                    way.signed_on and way.signed_on <= self.on,
                )
                for way in ways
            ),
            tuple(
                (not names.isdisjoint(row.providers), not names.isdisjoint(row.recipients))
                for row in self.book.agreements[agreement_id].rows
            ),
        )
        return self._numbers.setdefault(alike, len(self._numbers))

    def kinds(self, flow: Flow) -> tuple[str, ...]:
        """The kinds of information a flow is about, each group as what it stands for."""
        found = self._kinds.get(flow.categories)
        if found is None:
            found = self._kinds[flow.categories] = kinds(self.book, flow)
        return found

    def categories(self, flow: Flow) -> Categories:
        """The same with every broader one of each."""
        found = self._read.get(flow.categories)
        if found is None:
            lines = self.book.words.categories
            found = self._read[flow.categories] = Categories(
                {code: frozenset(lines.get(code, (code,))) for code in self.kinds(flow)}
            )
        return found

    def among(self, provider: str, recipient: str, only: Collection[str]) -> Between:
        """What stands between two agencies, were these agreements the only ones that join them."""
        return self._weights.among(provider, recipient, only)

    def _weighed(self, flow: Flow) -> Cell:
        return _of(flow, *self._answer(flow))

    def _answer(self, flow: Flow) -> tuple[CoverageAnswer, dict[str, str], dict[str, str]]:
        """What the gates say of pairs that stand for all that are alike."""
        view = self.book.view(flow.provider, flow.recipient, flow.purpose)
        asked = question(self.book, flow, self.on)
        codes = _alike(asked.categories, lambda code: _category(view, code))
        people = _alike(asked.subjects, lambda code: _subject(view, code))
        few = asked.model_copy(
            update={
                "categories": tuple(dict.fromkeys(codes.values())),
                "subjects": tuple(dict.fromkeys(people.values())),
            }
        )
        return cover(few, view), codes, people


def _both(gives: Standing, has: Standing) -> Joined:
    if len(gives) <= len(has):
        return tuple((key, how, has[key]) for key, how in gives.items() if key in has)
    return tuple((key, gives[key], how) for key, how in has.items() if key in gives)


def _alike(codes: Iterable[str], of: Callable[[str], object]) -> dict[str, str]:
    """Each code with the first that the agreements cannot tell from it: only those are weighed."""
    first: dict[object, str] = {}
    return {code: first.setdefault(of(code), code) for code in codes}


def _category(view: RegisterView, code: str) -> object:
    """Everything the gates look at about a category: which agreements and rows include it or leave it out."""
    line = view.line(code)
    return tuple(
        (
            line.isdisjoint(one.exclusions),
            *(
                (
                    line.isdisjoint(row.exclusions),
                    line.isdisjoint(row.categories),
                    code in row.categories,
                )
                for row in one.rows
            ),
        )
        for one in view.agreements
    )


def _subject(view: RegisterView, code: str) -> object:
    return tuple(
        code in row.subjects or ANY in row.subjects for one in view.agreements for row in one.rows
    )


def _of(flow: Flow, answer: CoverageAnswer, codes: dict[str, str], people: dict[str, str]) -> Cell:
    """The answer for every pair from that of those weighed."""
    covered = [pair for pair in answer.pairs if pair.verdict in COVERS]
    missed = {
        (pair.category, pair.subject)
        for pair in answer.pairs
        if pair.verdict not in COVERS and pair.verdict is not Verdict.NOT_APPLICABLE
    }
    miss = answer.closest_miss
    return Cell(
        flow=flow,
        verdict=answer.verdict,
        reasons=answer.reasons,
        agreements=tuple(
            dict.fromkeys(p.agreement_reference for p in covered if p.agreement_reference)
        ),
        missing=tuple(
            (code, who)
            for code, first in codes.items()
            for who, like in people.items()
            if (first, like) in missed
        ),
        mend=miss.mend if miss else "",
        near=miss.agreement_id if miss else "",
    )
