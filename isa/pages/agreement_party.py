"""One party of an agreement: how far it has come, what it answered, its signature and the evidence."""

from collections.abc import Callable

import streamlit as st

from isa.coverage.view import PartyState
from isa.pages._agreement_fields import attempt, typed_day, typed_text
from isa.pages._agreement_history import events
from isa.pages._party_signing import evidence_field, keep_evidence, sign, sign_fields
from isa.pages._register import day, facts
from isa.pages._unsaved import begin, kept, put_down
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agreements.lifecycle import LEFT, PARTY_MOVES, SIGNED, STATE_LABELS
from isa.register.model import Agreement, AgreementParty
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_SIGN, _VERIFY, _EVIDENCE = "sign", "verify", "evidence"
_REMOVE, _TAKE_BACK, _NOT_LEFT = "remove", "take_back", "not_left"
_CORRECTIONS: dict[str, Callable[..., None]] = {
    _REMOVE: register.remove_party,
    _TAKE_BACK: register.take_back_signature,
    _NOT_LEFT: register.take_back_leaving,
}
_VERBS = {
    PartyState.VIEWED: _("It has looked at the agreement"),
    PartyState.QUERIED: _("It has a question about a clause"),
    PartyState.DECLINED: _("It declined"),
    PartyState.WITHDRAWN: _("It withdrew"),
    PartyState.LAPSED: _("It lapsed"),
    PartyState.INVITED: _("It was asked again"),
}
_AUTHORITY = {
    "listed": _("On the agency's list of those who may sign"),
    "delegated": _("Under delegated authority, on the agency's list"),
    "confirmed": _("Confirmed by the agency"),
}


def _facts(agreement: Agreement, party: AgreementParty) -> dict[str, str]:
    found = {_("State"): _state_in_words(agreement, party)}
    if party.asked_on:
        found[_("Asked on")] = day(party.asked_on)
    if party.waiting_days is not None:
        found[_("Waiting")] = ngettext("{days} day", "{days} days", party.waiting_days).format(
            days=party.waiting_days
        )
    if party.state in SIGNED:
        found[_("Signed on")] = day(party.signed_on)
        found[_("Signed by")] = party.signatory_title or _("Not recorded")
        methods = vocabulary().sign_methods
        found[_("How")] = (
            methods[party.sign_method].label if party.sign_method else _("Not recorded")
        )
        found[_("May that person sign?")] = _AUTHORITY.get(
            party.authority, _("Nobody has checked") if _is_to_check(party) else _("Not recorded")
        )
        found[_("Evidence")] = _("Kept under Documents") if party.evidence else _("None kept")
    if party.clause:
        found[_("About clause")] = party.clause
    if party.note:
        found[_("In words")] = party.note
    return found


def _is_to_check(party: AgreementParty) -> bool:
    return party.state is PartyState.SIGNED_UNVERIFIED


def _has_left(party: AgreementParty) -> bool:
    """Whether it left after it had signed; an imported withdrawal need not say when it signed."""
    has_signed = party.signed_on is not None or party.state is PartyState.WITHDRAWN
    return party.state in LEFT and has_signed


def _state_in_words(agreement: Agreement, party: AgreementParty) -> str:
    if party.state in SIGNED and party.sign_method == "accession":
        started, signed = agreement.starts_on, party.signed_on
        is_later = started is not None and signed is not None and signed > started
        words = _("Acceded later") if is_later else _("Acceded")
        return (
            _("{words}, authority to check").format(words=words) if _is_to_check(party) else words
        )
    if party.state is PartyState.INVITED and party.asked_on is None:
        return _("Not asked yet")
    return STATE_LABELS[party.state]


def _choices(party: AgreementParty) -> list[tuple[str, str]]:
    found = []
    if party.state not in SIGNED:
        found.append((_SIGN, _("It signed, or acceded")))
    if _is_to_check(party):
        found.append((_VERIFY, _("The person who signed may sign")))
    if party.state in SIGNED:
        found.append((_EVIDENCE, _("Evidence of its signature came")))
    found += [(state.value, _VERBS[state]) for state in PARTY_MOVES[party.state]]
    if party.state in SIGNED:
        found.append((_TAKE_BACK, _("Its signature was recorded by mistake")))
    elif _has_left(party):
        found.append((_NOT_LEFT, _("That it left was recorded by mistake: its signature stands")))
        found.append((_TAKE_BACK, _("It never signed: signature and leaving were a mistake")))
    if party.state not in SIGNED and party.signed_on is None and not _has_left(party):
        found.append((_REMOVE, _("It was named by mistake")))
    return found


def _more_fields(chosen: str, party: AgreementParty) -> None:
    """What a choice needs besides itself."""
    if chosen == _SIGN:
        sign_fields(party)
    elif chosen == _EVIDENCE:
        evidence_field()
    elif chosen == _VERIFY:
        fields.text_input(
            "confirmed",
            _("How do you know?"),
            "",
            hint=_("For example: their scheme of delegation."),
        )
    elif chosen == _TAKE_BACK:
        fields.text_input(
            "why",
            _("What was the mistake?"),
            "",
            hint=_(
                "For example: it was another agency that signed. The history keeps what was recorded, and "
                "why it was taken back. A party that signed and no longer wants to be one withdrew."
            ),
        )
    elif chosen in (_REMOVE, _NOT_LEFT):
        fields.text_input("why", _("What was the mistake?"), "")
    elif chosen:
        fields.date_input("on", _("On which day?"), clock.today())
        if chosen == PartyState.QUERIED.value:
            fields.text_input("clause", _("About which clause?"), "", width=200)
        fields.text_input("note", _("What it said"), "", hint=_("No names, nothing about a case."))


def _record(agreement: Agreement, party: AgreementParty) -> str:
    """Record what was chosen; the sentence to show. ``Invalid`` by the fields of this page."""
    chosen = typed_text("chosen")
    who = (database(), actor(), agreement.id, party.agency_id)
    if not chosen:
        raise Invalid({"chosen": _("Select what happened")})
    if chosen == _SIGN:
        return sign(agreement, party)
    if chosen == _EVIDENCE:
        return keep_evidence(agreement, party)
    if chosen == _VERIFY:
        register.verify_signature(*who, confirmed=typed_text("confirmed"))
        return _("Recorded: the signature of {name} counts in full.").format(name=party.name)
    if chosen in _CORRECTIONS:
        return _correct(chosen, party, who)
    register.set_party_state(
        *who,
        PartyState(chosen),
        on=typed_day("on", _("the day")),
        clause=typed_text("clause"),
        note=typed_text("note"),
    )
    return _("Recorded for {name}.").format(name=party.name)


def _correct(chosen: str, party: AgreementParty, who: tuple[Database, Actor, str, str]) -> str:
    """Take a mistake of the register back; the sentence to show."""
    try:
        _CORRECTIONS[chosen](*who, reason=typed_text("why"))
    except Invalid as error:
        raise Invalid({"why": next(iter(error.faults.values()))}) from error
    if chosen == _REMOVE:
        return _("{name} is no longer a party.").format(name=party.name)
    if chosen == _NOT_LEFT:
        return _("Taken back: the signature of {name} stands.").format(name=party.name)
    said = _("Taken back: {name} does not count as having signed.").format(name=party.name)
    if party.evidence:
        said += " " + _("The file kept with it is still under Documents.")
    return said


def _save(key: str, agreement: Agreement, party: AgreementParty, after: Callable[[], None]) -> None:
    attempt(key, lambda: _record(agreement, party), after)


def _form(key: str, agreement: Agreement, party: AgreementParty, back: Callable[[], None]) -> None:
    chosen = fields.radios("chosen", _("What happened?"), _choices(party), None)
    if chosen:
        with fields.reveal("chosen"):
            _more_fields(chosen, party)
    fields.actions(
        _("Record it"),
        lambda: _save(key, agreement, party, back),
        secondary=_("Record nothing"),
        on_secondary=put_down(key, back),
    )


def _show(agreement: Agreement, party: AgreementParty) -> None:
    key = f"agreement-party-{agreement.id}-{party.agency_id}"

    def back() -> None:
        state.clear_faults()
        state.choose(f"agreement-{agreement.id}", "tab", "parties")
        site.go("agreement", id=agreement.id)

    is_keeper = register.keeps_agreement(
        database(), actor(), agreement.id, party_id=party.agency_id
    )
    if is_keeper:
        begin(key)
    with page(
        party.name,
        section=agreement.reference,
        key=key,
        back=back,
        lede=plain(f"{agreement.reference}: {agreement.title}"),
    ):
        facts("party", _("This party"), _facts(agreement, party))
        if is_keeper:
            st.header(_("Record what happened"), anchor=False)
            with kept(key):
                _form(key, agreement, party, back)
        st.header(_("What happened so far"), anchor=False)
        events(key, agreement.id, agency_id=party.agency_id)
        site.link(_("About this agency, and who may sign for it"), "agency", id=party.agency_id)


require(actor(), Action.AGREEMENT_READ)
try:
    shown = register.agreement(database(), actor(), site.param("id"), on=clock.today())
    found = register.parties(
        database(), actor(), shown.id, on=clock.today(), agency_id=site.param("agency")
    )
    if not found.parties:
        raise NotFound("")
except NotFound:
    with page(_("This party is not in the register"), key="party-none", back="agreements"):
        trouble(_("Search for the agreement in the list."))
else:
    _show(shown, found.parties[0])
