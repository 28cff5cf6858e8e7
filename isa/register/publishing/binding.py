"""How an agency comes to be bound by an agreement: itself, or what it stands behind (pure).

The same parties that coverage looks at: its controller, its groups, those it took over from. What is
not certain is told with what is not certain about it, never left out. Whether the post that signed was
yet checked is between the keepers of the register and the party: the public reads that it signed.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from isa.coverage.view import MembershipState, Party, PartyRole, PartyState, RouteKind
from isa.platform.wording import gettext as _
from isa.register.answers.standing import Standing

SIGNED = (PartyState.SIGNED.value, PartyState.SIGNED_UNVERIFIED.value)
Signature = tuple[str, str, date | None]
"""Who signed, the state of the signature, and its day."""


def has_signed(signature: Signature, on: date) -> bool:
    """Whether a party stands signed on a day, checked or still to be checked."""
    _agency_id, state, signed_on = signature
    return state in SIGNED and (signed_on is None or signed_on <= on)


def bound_by(
    standing: Standing,
    agreement_id: str,
    signatures: Iterable[Signature],
    names: Mapping[str, str],
    on: date,
) -> tuple[str, ...]:
    """In which ways an agency is bound by an agreement on a day, in words; none when it is not."""
    found = [
        standing.party(agreement_id, each[0], PartyRole.CONTROLLER.value, *each[1:])
        for each in signatures
        if each[0] in standing.party_ids and has_signed(each, on)
    ]
    found = [party for party in found if not _stayed_out(party)]
    found.sort(key=lambda party: list(RouteKind).index(party.route))
    return tuple(_words(party, names.get(party.party_id, "")) for party in found)


def _stayed_out(party: Party) -> bool:
    return party.route is RouteKind.CLASS and party.membership is MembershipState.DECLINED


def _words(party: Party, name: str) -> str:
    doubts = []
    if party.route is RouteKind.SELF:
        told = _("It signed itself")
    elif party.route is RouteKind.CONTROLLER:
        told = _("{party} signed, which it is a part of").format(party=name)
    elif party.route is RouteKind.PREDECESSOR:
        told = _("{party} signed, which it took over from").format(party=name)
        if not party.is_succession_confirmed:
            doubts.append(_("not confirmed that agreements carry over"))
    else:
        told = _("{party} signed, a group it is in").format(party=name)
        if party.membership is MembershipState.NOT_RECORDED:
            doubts.append(_("not recorded whether it joined"))
    return f"{told} ({'; '.join(doubts)})" if doubts else told
