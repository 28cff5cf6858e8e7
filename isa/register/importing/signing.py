"""The parties a row names, and whether and when each signed or withdrew (pure).

No file shows a signature: one that it tells of is kept as one to check.
"""

from dataclasses import dataclass
from datetime import date

from isa.coverage.view import PartyState
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.importing.dates import NOTHING, read_day
from isa.register.importing.names import Names
from isa.register.importing.plan import NamedAgency, PlannedAgreement, PlannedParty
from isa.register.importing.rows import Line
from isa.register.importing.telling import Telling
from isa.register.importing.terms import yes_or_no

LONG_BEFORE_DAYS = 366
"""A signature more than a year before the start is before the agreement existed."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Reads the parties of the rows of one file."""

    telling: Telling
    names: Names
    today: date

    def listed(self, named: NamedAgency, line: int) -> PlannedParty:
        """A party about which the file says no more than that it is one."""
        mapping = self.telling.mapping
        signs = mapping.listed_means == "signed" and not mapping.column("is_signed")
        state = PartyState.SIGNED_UNVERIFIED if signs else PartyState.INVITED
        return PlannedParty(named.agency, named.match.name or named.name, line, state)

    def read(self, line: Line, made: PlannedAgreement) -> None:
        """Put the parties of a row into its agreement."""
        for field in ("party", "parties"):
            found = self.names.in_cell(
                line.get(field),
                line.number,
                self.telling.mapping.column(field),
                is_one=field == "party",
            )
            for named in found:
                if named.agency:
                    self._add(made, line, self.listed(named, line.number))

    def _add(self, made: PlannedAgreement, line: Line, party: PlannedParty) -> None:
        self._standing(made, line, party)
        held = next((each for each in made.parties if each.agency == party.agency), None)
        if held is None:
            made.parties.append(party)
        elif held.line != party.line or party.signed_on:
            _say_more(held, party)

    def _standing(self, made: PlannedAgreement, line: Line, party: PlannedParty) -> None:
        """Whether and when a party signed or withdrew, as its row says."""
        told, text, field = line.get("is_signed"), line.get("signed_on"), "signed_on"
        said, day = yes_or_no(told), read_day(told)
        if told and said is None and day != NOTHING and (not text or day.last is None):
            # It may be a day. 'Refused' is none, and a day beside it is no day of a signature.
            text, field = told, "is_signed"
        signed = self.telling.day(text, line.number, field).last
        is_unclear = bool(text) and signed is None
        withdrawn = self.telling.day(line.get("withdrawn_on"), line.number, "withdrawn_on").last
        if signed is not None and (wrong := self._signed_wrongly(signed, made)):
            self.telling.refuse(line.number, field, wrong)
            signed, is_unclear = None, True
        if said is False or (is_unclear and not said):
            party.state = PartyState.INVITED
        elif said or signed:
            party.state, party.signed_on = PartyState.SIGNED_UNVERIFIED, signed
        if withdrawn is not None and signed is not None and withdrawn < signed:
            self.telling.refuse(
                line.number,
                "withdrawn_on",
                _(
                    "The withdrawal ({withdrawn}) is before the signature ({signed}). Correct one of them"
                ).format(withdrawn=show_date(withdrawn), signed=show_date(signed)),
            )
        elif withdrawn is not None:
            party.state, party.withdrawn_on = PartyState.WITHDRAWN, withdrawn
        party.signatory_title = line.get("signatory_title")[:100]

    def _signed_wrongly(self, signed: date, made: PlannedAgreement) -> str:
        if signed > self.today:
            return _("The signature ({signed}) is in the future. Correct the day").format(
                signed=show_date(signed)
            )
        if made.starts_on and (made.starts_on - signed).days > LONG_BEFORE_DAYS:
            return _(
                "The signature ({signed}) is long before the start ({starts_on}). Correct one of them"
            ).format(signed=show_date(signed), starts_on=show_date(made.starts_on))
        return ""


def _say_more(held: PlannedParty, party: PlannedParty) -> None:
    """A party named twice: what says more about it counts."""
    if party.signed_on or party.withdrawn_on or held.state is PartyState.INVITED:
        held.state, held.withdrawn_on = party.state, party.withdrawn_on
        held.signed_on = party.signed_on or held.signed_on
    held.signatory_title = held.signatory_title or party.signatory_title
