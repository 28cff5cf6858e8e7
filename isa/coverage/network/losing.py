"""What a change takes away, worked out once for all pairs of agencies that stand alike.

The biggest agreement joins hundreds of agencies, so it stands behind a million flows; but nearly all
its parties stand in it in a handful of ways, and few pairs have another agreement for the same
purpose. Those few are asked one by one; each other way to stand is asked once.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from isa.coverage.model import Verdict
from isa.coverage.network.adding import Adding, Sum
from isa.coverage.network.asking import Asking
from isa.coverage.network.flow import COVERS, Cell
from isa.coverage.network.lost import Loss, Lost, Pair, is_worse, taken, worth
from isa.coverage.network.reach import FEW_PAIRS, Reach

_Part = tuple[Sum, tuple[str, ...]]
_Fall = tuple[_Part, _Part]


def _then(pair: Pair, then: Mapping[str, str] | None) -> Pair:
    """Who stands where a pair stood, after a change."""
    return pair if then is None else (then.get(pair[0], pair[0]), then.get(pair[1], pair[1]))


class Weighing:
    """Weighs reaches before and after a change, and gathers what gets worse."""

    def __init__(self, before: Asking, after: Asking) -> None:
        """Begin with nothing weighed."""
        self.before, self.after = before, after
        self._losses: list[Loss] = []
        self._kept: Counter[str] = Counter()
        self._stays = 0

    def lost(self) -> Lost:
        """What was found so far, the most flows first."""
        ordered = sorted(
            self._losses,
            key=lambda one: (not one.is_lapse, -one.count, one.purpose, one.providers),
        )
        kept = sorted(self._kept.items(), key=lambda item: (-item[1], item[0]))
        return Lost(losses=tuple(ordered), kept=tuple(kept), stays=self._stays)

    def weigh(self, reach: Reach) -> None:
        """Everything one reach loses."""
        apart = self._apart(reach)
        beside = self.beside(reach)
        receiving = frozenset(reach.recipients)
        gives, has = self._alike(reach, reach.providers), self._alike(reach, reach.recipients)
        for providers in gives.values():
            for recipients in has.values():
                self._block(reach, providers, frozenset(recipients), apart, beside)
        self._singly(
            reach,
            {
                one: sorted((beside.get(one, frozenset()) & receiving) - apart[one])
                for one in reach.providers
            },
        )

    def _singly(self, reach: Reach, asked: Mapping[str, Sequence[str]]) -> None:
        """The pairs that are asked one by one; of many, only what has to be added up."""
        if reach.is_small:
            for provider, recipients in asked.items():
                for recipient in recipients:
                    self.compare(reach, (provider, recipient), (provider, recipient))
            return
        before = Adding(self.before, reach)
        after = Adding(self.after, reach, before)
        for provider, recipients in asked.items():
            for (was, now), others in self._falls(before, after, provider, recipients).items():
                self._add(before, provider, frozenset(others), was, now)

    def every(
        self, asked: Sequence[tuple[Reach, Sequence[Pair]]], then: Mapping[str, str] | None = None
    ) -> None:
        """Pairs of a sender and a receiver, each asked about a reach; of many, what has to be added up.

        ``then`` says who has the flows of somebody afterwards, where that is another agency.
        """
        if sum(len(pairs) for _reach, pairs in asked) <= FEW_PAIRS:
            for reach, pairs in asked:
                for pair in pairs:
                    self.compare(reach, pair, _then(pair, then))
            return
        for reach, pairs in asked:
            self._added(reach, pairs, then)

    def _added(self, reach: Reach, pairs: Sequence[Pair], then: Mapping[str, str] | None) -> None:
        before = Adding(self.before, reach)
        after = Adding(self.after, reach, before)
        to: dict[str, list[str]] = defaultdict(list)
        for provider, recipient in pairs:
            to[provider].append(recipient)
        for provider, recipients in to.items():
            falls = self._falls(before, after, provider, recipients, then)
            for (was, now), others in falls.items():
                self._add(before, provider, frozenset(others), was, now)

    def _falls(
        self,
        before: Adding,
        after: Adding,
        provider: str,
        recipients: Sequence[str],
        then: Mapping[str, str] | None = None,
    ) -> dict[_Fall, set[str]]:
        """The recipients for whom something changes, by what it was and what it is then."""
        alike: dict[_Fall, set[str]] = defaultdict(set)
        for recipient in recipients:
            pair = provider, recipient
            later = _then(pair, then)
            was, now = before.sum(*pair), after.sum(*later)
            if was is None or now is None:
                self.compare(before.reach, pair, later)
            elif was != now:
                alike[was, now].add(recipient)
        return alike

    def _add(
        self, adding: Adding, provider: str, recipients: frozenset[str], was: _Part, now: _Part
    ) -> None:
        """What one sender loses with several in the same way, or keeps."""
        before, after = was[0].verdict(adding.whole), now[0].verdict(adding.whole)
        references = tuple(
            dict.fromkeys(self.before.book.agreements[key].reference for key in now[1])
        )
        gone = was[0].covered & ~now[0].covered
        if worth(after) < worth(before) or (before is Verdict.PARTLY and gone):
            lost = tuple(pair for place, pair in enumerate(adding.pairs) if gone >> place & 1)
            self._losses.append(
                Loss(
                    purpose=adding.reach.purpose,
                    before=before,
                    after=after,
                    lost=lost,
                    asked=adding.reach,
                    providers=(provider,),
                    recipients=recipients,
                    agreements=references,
                )
            )
        elif after in COVERS and len(now[1]) < len(was[1]):
            self._stays += len(recipients)
            for reference in references:
                self._kept[reference] += len(recipients)

    def beside(self, reach: Reach) -> dict[str, frozenset[str]]:
        """For each agency, those it is asked about one by one: they have another agreement for it.

        A charter by itself covers nothing, so one that is no part of the base changes no verdict.
        """
        if reach.is_small:
            return dict.fromkeys(reach.providers, frozenset(reach.recipients))
        members: dict[str, list[str]] = defaultdict(list)
        for agency in dict.fromkeys((*reach.providers, *reach.recipients)):
            for key in self.before.for_it(agency, reach.purpose):
                if key not in reach.base and not self.before.is_charter(key):
                    members[key].append(agency)
        found: dict[str, set[str]] = defaultdict(set)
        for together in members.values():
            if len(together) > 1:
                for agency in together:
                    found[agency].update(together)
        return {agency: frozenset(others) for agency, others in found.items()}

    def singly(self, reach: Reach) -> int:
        """How many pairs of a reach would be asked one by one."""
        has = frozenset(reach.recipients)
        beside = self.beside(reach)
        return sum(len(beside[one] & has) for one in reach.providers if one in beside)

    def _apart(self, reach: Reach) -> dict[str, frozenset[str]]:
        """For each provider, itself and the others of its controller: no matter for an agreement."""
        sides = self.before.book.sides
        together: dict[str, set[str]] = defaultdict(set)
        for agency in (*reach.providers, *reach.recipients):
            together[sides[agency].controller_id].add(agency)
        frozen = {controller: frozenset(them) for controller, them in together.items()}
        return {agency: frozen[sides[agency].controller_id] for agency in reach.providers}

    def _alike(self, reach: Reach, agencies: Sequence[str]) -> dict[object, tuple[str, ...]]:
        """Agencies by how they stand in the base, before and after."""
        found: dict[object, list[str]] = defaultdict(list)
        for agency in agencies:
            found[
                self.before.book.sides[agency].is_closed,
                self._stands(self.before, agency, reach),
                self._stands(self.after, agency, reach),
            ].append(agency)
        return {key: tuple(them) for key, them in found.items()}

    @staticmethod
    def _stands(asking: Asking, agency: str, reach: Reach) -> frozenset[tuple[str, int]]:
        found = asking.stands(agency)
        return frozenset((key, found[key]) for key in reach.base if key in found)

    def _block(
        self,
        reach: Reach,
        providers: tuple[str, ...],
        recipients: frozenset[str],
        apart: Mapping[str, frozenset[str]],
        beside: Mapping[str, frozenset[str]],
    ) -> None:
        """Everyone who stands one way to everyone who stands another: asked once, of any two."""
        but = {one: apart[one] | beside.get(one, frozenset()) for one in providers}
        first = next((one for one in providers if recipients - but[one]), None)
        if first is None:
            return
        flow = reach.flow(first, min(recipients - but[first]))
        was = self.before.brief(flow)
        if was.verdict is Verdict.NOT_COVERED:
            return
        now = self.after.brief(flow)
        if is_worse(was, now):
            found = _loss(reach, was, now, providers, recipients, but)
            self._losses.append(replace(found, near="", mend=""))  # said of one pair, not of all
        else:
            self._keep(was, now, sum(len(recipients - but[one]) for one in providers))

    def compare(self, reach: Reach, pair: Pair, then: Pair) -> None:
        """One pair as it is now, and the pair that would stand in its place."""
        was = self.before.brief(reach.flow(*pair))
        if was.verdict in (Verdict.NOT_COVERED, Verdict.NOT_APPLICABLE):
            return
        ask = self.after.cell if reach.is_small else self.after.brief
        now = ask(reach.flow(*then))
        if is_worse(was, now):
            provider, recipient = pair
            self._losses.append(_loss(reach, was, now, (provider,), frozenset((recipient,)), {}))
        else:
            self._keep(was, now, 1)

    def _keep(self, was: Cell, now: Cell, count: int) -> None:
        """Flows that rested on what goes, and stay covered: by whom."""
        if now.verdict in COVERS and set(was.agreements) - set(now.agreements):
            self._stays += count
            for reference in now.agreements:
                self._kept[reference] += count


def _loss(
    reach: Reach,
    was: Cell,
    now: Cell,
    providers: tuple[str, ...],
    recipients: frozenset[str],
    apart: Mapping[str, frozenset[str]],
) -> Loss:
    return Loss(
        purpose=reach.purpose,
        before=was.verdict,
        after=now.verdict,
        lost=taken(was, now),
        asked=reach,
        providers=providers,
        recipients=recipients,
        apart=apart,
        agreements=now.agreements,
        near=now.near,
        mend=now.mend,
    )
