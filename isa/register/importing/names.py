"""The agencies a file names, each once, and what each was taken for (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from isa.platform.wording import gettext as _
from isa.register.checks import name_faults
from isa.register.importing.kinds import CLASS, is_role_only, kind_of
from isa.register.importing.matching import Match, Register, Sureness, match
from isa.register.importing.model import Findings
from isa.register.importing.parties import Parties, may_be_several, names_in, split
from isa.register.importing.plan import NEW_PREFIX, NamedAgency, Plan, PlannedAgency
from isa.register.importing.twins import MOST_COMPARED, Twins, twins
from isa.register.naming import fold

_SPLIT = "split"


class Names:
    """Looks names up once and remembers; the same agency in other words of one file is one agency."""

    def __init__(
        self,
        register: Register,
        chosen: Mapping[str, str],
        findings: Findings,
        known: frozenset[str],
    ) -> None:
        """``chosen`` maps a folded name to what a person, or an earlier import, took it for; ``known``
        are folded names that help to cut cells."""
        self._register = register
        self._chosen = chosen
        self._findings = findings
        self._known = known
        self._cells: dict[tuple[str, bool], Parties] = {}
        self._matches: dict[str, Match] = {}
        self._twins = Twins()
        self._is_long = False
        self.found: dict[str, NamedAgency] = {}

    def gather(self, cells: Iterable[tuple[str, bool]]) -> None:
        """Look at every cell of names in the file first, so that its new names are set beside each other.

        Each is the text and whether it holds one name only.
        """
        names: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for text, is_one in cells:
            for name in self._parts(self._read(text, is_one=is_one).names):
                key = fold(name)
                names.setdefault(key, name)
                counts[key] += 1
        self._is_long = len(names) > MOST_COMPARED
        new = {}
        for key, name in names.items():
            found = self._in_register(key, name)
            if (
                found.sureness is Sureness.NEW
                and not found.reason
                and not self._is_same(key, names)
            ):
                new[key] = name
        self._twins = twins(new, counts)
        self._matches = {key: self._among_new(key, names) for key in names}

    def _is_same(self, key: str, names: Mapping[str, str]) -> bool:
        """Whether a person said that a name is another new one of this file."""
        chosen = self._chosen.get(key, "")
        return chosen.startswith(NEW_PREFIX) and chosen.removeprefix(NEW_PREFIX) in names

    def _in_register(self, key: str, name: str) -> Match:
        held = self._matches.get(key)
        if held is None:
            chosen = self._chosen.get(key, "")
            held = match(self._register, name, chosen=chosen, looks_near=not self._is_long)
            self._matches[key] = held
        return held

    def _among_new(self, key: str, names: Mapping[str, str]) -> Match:
        """What a name was taken for, also among the new names of the file."""
        if self._is_same(key, names):
            return self._followed(key, names)
        found = self._matches[key]
        if found.sureness is not Sureness.NEW:
            return found
        taken = self._twins.taken.get(key)
        if taken is not None:
            return Match(
                taken.sureness,
                taken.agency_id,
                taken.name,
                taken.score,
                (*taken.alternatives, *found.alternatives),
                taken.reason,
            )
        near = (*self._twins.near.get(key, ()), *found.alternatives)
        return Match(Sureness.NEW, alternatives=near, reason=found.reason)

    def _followed(self, key: str, names: Mapping[str, str]) -> Match:
        """The end of 'this is the same as that'; a circle ends at the first name by letter."""
        seen = [key]
        while self._is_same(seen[-1], names):
            other = self._chosen[seen[-1]].removeprefix(NEW_PREFIX)
            if other in seen:
                other = min(seen)
                return self._matches[other] if other == key else self._chosen_as(other, names)
            seen.append(other)
        last = self._matches[seen[-1]]
        if last.sureness in (Sureness.SKIPPED, Sureness.UNSURE) or last.agency_id:
            return last
        return self._chosen_as(seen[-1], names)

    def _chosen_as(self, key: str, names: Mapping[str, str]) -> Match:
        taken = self._twins.taken.get(key)
        if taken is not None:
            return Match(Sureness.CHOSEN, taken.agency_id, taken.name, 100)
        return Match(Sureness.CHOSEN, f"{NEW_PREFIX}{key}", names[key], 100)

    def _read(self, text: str, *, is_one: bool) -> Parties:
        held = self._cells.get((text, is_one))
        if held is None:
            held = names_in(text, self._known, is_one=is_one)
            self._cells[text, is_one] = held
        return held

    def _parts(self, names: Iterable[str]) -> Iterable[str]:
        """Names, with those parted that a person said are several."""
        for name in names:
            if self._chosen.get(fold(name), "") == _SPLIT:
                yield from split(name)
            else:
                yield name

    def in_cell(
        self, text: str, line: int, column: int, *, is_one: bool = False
    ) -> Sequence[NamedAgency]:
        """The agencies a cell names, each with what it was taken for."""
        read = self._read(text, is_one=is_one)
        if read.doubt:
            self._findings.doubt(line, column, read.doubt)
        found = []
        for name in read.names:
            if self._chosen.get(fold(name), "") == _SPLIT:
                self._kept(name, line, column, Match(Sureness.SPLIT))
            for part in self._parts([name]):
                named = self._named(part, line, column)
                if named is not None:
                    found.append(named)
        return found

    def _named(self, name: str, line: int, column: int) -> NamedAgency | None:
        """What a name was taken for; None when it cannot be the name of an agency."""
        key = fold(name)
        held = self.found.get(key)
        if held is not None:
            held.count += 1
            return held
        if wrong := name_faults("", name, _("the agency's name")):
            self._findings.fault(line, column, f"{wrong['']}: '{name[:60]}'")
            return None
        return self._kept(
            name, line, column, self._matches.get(key) or self._in_register(key, name)
        )

    def _kept(self, name: str, line: int, column: int, found: Match) -> NamedAgency:
        key = fold(name)
        if key not in self.found:
            made = NamedAgency(
                key=key,
                name=name,
                line=line,
                count=1,
                match=found,
                kind=kind_of(name),
                is_described=is_role_only(name),
            )
            self.found[key] = made
            self._told(made, line, column)
        return self.found[key]

    def _told(self, made: NamedAgency, line: int, column: int) -> None:
        found, name = made.match, made.name
        if found.sureness is Sureness.UNSURE:
            others = ", ".join(each.name for each in found.alternatives)
            self._findings.fault(
                line,
                column,
                _("{reason}: say which one '{name}' is ({others}), or that it is new").format(
                    reason=found.reason, name=name, others=others
                ),
            )
        elif found.sureness is Sureness.LIKELY:
            self._findings.doubt(
                line,
                column,
                _("'{name}' is taken to be {agency} ({score} of 100). {reason}").format(
                    name=name, agency=found.name, score=found.score, reason=found.reason
                ),
            )
        elif found.sureness is Sureness.SAME and found.reason:
            self._findings.doubt(
                line,
                column,
                _("'{name}' is {agency}. {reason}").format(
                    name=name, agency=found.name, reason=found.reason
                ),
            )
        elif found.sureness is Sureness.NEW and not found.reason:
            self._told_new(made, line, column)

    def _told_new(self, made: NamedAgency, line: int, column: int) -> None:
        name, near = made.name, made.match.alternatives
        if may_be_several(name):
            sentence = _(
                "'{name}' may be several agencies. If it is, say so under the names of the file"
            )
        elif made.kind == CLASS:
            sentence = _(
                "'{name}' stands for several agencies: it becomes a group with no members yet"
            )
        elif made.is_described:
            sentence = _(
                "'{name}' says what the agency does and not which one it is. Say which, if you know"
            )
        elif near and near[0].agency_id.startswith(NEW_PREFIX):
            sentence = _("'{name}' may be '{agency}', which is also new in this file")
        elif near:
            sentence = _("'{name}' is added as new. The nearest in the register is {agency}")
        else:
            return
        agency = near[0].name if near else ""
        self._findings.doubt(line, column, sentence.format(name=name, agency=agency))

    def into(self, plan: Plan) -> None:
        """Put the names into a plan, and the new ones among the agencies to add."""
        plan.names = list(self.found.values())
        plan.matched = sum(each.is_in_register for each in plan.names)
        plan.agencies = [
            PlannedAgency(key=each.key, name=each.name, type=each.kind, line=each.line)
            for each in plan.names
            if each.agency == f"{NEW_PREFIX}{each.key}"
        ]
