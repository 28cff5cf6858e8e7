"""The agencies a file names, each once, and what each was taken for (pure)."""

from collections.abc import Mapping

from isa.platform.wording import gettext as _
from isa.register.checks import name_faults
from isa.register.importing.kinds import CLASS, is_role_only, kind_of
from isa.register.importing.matching import Register, Sureness, match
from isa.register.importing.model import Findings
from isa.register.importing.plan import NamedAgency, Plan, PlannedAgency
from isa.register.naming import fold


class Names:
    """Looks names up once and remembers; the same agency in other words of one file is one agency."""

    def __init__(self, register: Register, chosen: Mapping[str, str], findings: Findings) -> None:
        """``chosen`` maps a folded name to what a person, or an earlier import, took it for."""
        self._register = register
        self._chosen = chosen
        self._findings = findings
        self.found: dict[str, NamedAgency] = {}

    def named(self, name: str, line: int, column: int) -> NamedAgency | None:
        """What a name was taken for; None when it cannot be the name of an agency."""
        key = fold(name)
        held = self.found.get(key)
        if held is not None:
            held.count += 1
            return held
        if wrong := name_faults("", name, _("the agency's name")):
            self._findings.fault(line, column, f"{wrong['']}: '{name[:60]}'")
            return None
        found = match(self._register, name, chosen=self._chosen.get(key, ""))
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
        return made

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
        if made.kind == CLASS:
            self._findings.doubt(
                line,
                column,
                _(
                    "'{name}' stands for several agencies: it becomes a group with no members yet"
                ).format(name=name),
            )
        elif made.is_described:
            self._findings.doubt(
                line,
                column,
                _(
                    "'{name}' says what the agency does and not which one it is. Say which, if you know"
                ).format(name=name),
            )
        elif near:
            self._findings.doubt(
                line,
                column,
                _("'{name}' is added as new. The nearest in the register is {agency}").format(
                    name=name, agency=near[0].name
                ),
            )

    def into(self, plan: Plan) -> None:
        """Put the names into a plan, and the new ones among the agencies to add."""
        plan.names = list(self.found.values())
        plan.matched = sum(bool(each.match.agency_id) for each in plan.names)
        plan.agencies = [
            PlannedAgency(key=each.key, name=each.name, type=each.kind, line=each.line)
            for each in plan.names
            if each.agency.startswith("new:")
        ]
