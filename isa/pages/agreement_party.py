"""One party of an agreement: how far it has come, what it answered, its signature and the evidence."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from isa.coverage.view import PartyState
from isa.pages._agreement_fields import attempt, typed_day, typed_text
from isa.pages._agreement_history import events
from isa.pages._register import day, facts
from isa.pages._unsaved import begin, kept, put_down
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agreements.lifecycle import PARTY_MOVES, SIGNED, STATE_LABELS
from isa.register.agreements.papers.content import MOST_MEGABYTES, MediaType, mail_facts, media_type
from isa.register.agreements.signatures.service import Acceptance
from isa.register.model import Agreement, AgreementParty
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.door import actor, database
from isa.ui.fields import Option
from isa.ui.fields.parts import field
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_SIGN, _VERIFY, _REMOVE = "sign", "verify", "remove"
_OTHER = "other"
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
    found += [(state.value, _VERBS[state]) for state in PARTY_MOVES[party.state]]
    if party.state not in SIGNED and party.signed_on is None:
        found.append((_REMOVE, _("It was named by mistake")))
    return found


def _upload() -> bytes | None:
    held = state.widget_value("file")
    return bytes(held.getvalue()) if hasattr(held, "getvalue") else None


def _evidence() -> None:
    """The file first: an e-mail suggests the day it was sent, which a person then checks."""
    label = _("Evidence")
    hint = _("The e-mail saved as .eml, the signed page as PDF, or a picture of it.")
    with field("file", label, hint, is_heading=False):
        st.file_uploader(
            label,
            max_upload_size=MOST_MEGABYTES,
            key="w.file",
            type=["eml", "pdf", "png", "jpg", "jpeg"],
            on_change=_suggest,
            label_visibility="collapsed",
        )
    data = _upload()
    if data is not None and media_type(data) is MediaType.EMAIL:
        said = mail_facts(data)
        sent = clock.show_date(said.sent_on) if said.sent_on else _("an unknown day")
        st.markdown(
            plain(
                _(
                    "The e-mail says that {named} sent it on {sent}. Anybody can write these lines: "
                    "check that it came from the agency."
                ).format(named=said.sender or _("nobody named"), sent=sent)
            )
        )


def _suggest() -> None:
    """In the callback of the upload: fill in the day where nobody typed one, and how it was given."""
    data = _upload()
    if data is None or media_type(data) is not MediaType.EMAIL:
        return
    sent = mail_facts(data).sent_on
    if sent is not None and fields.is_date_empty("signed_on"):
        for part in ("day", "month", "year"):
            state.set_widget(f"signed_on.{part}", str(getattr(sent, part)))
    if state.widget_value("sign_method") is None:
        state.set_widget("sign_method", "email_acceptance")


def _sign_fields(party: AgreementParty) -> None:
    _evidence()
    fields.date_input("signed_on", _("When was it signed?"), None)
    listed: list[Option] = [
        (
            each.title,
            each.title,
            _("Delegated by: {delegated_by}").format(delegated_by=each.delegated_by)
            if each.delegated_by
            else "",
        )
        for each in register.signatories(database(), actor(), party.agency_id)
        if each.may_sign(fields.typed_date("signed_on") or clock.today())
    ]
    if listed:
        posts = [*listed, (_OTHER, _("Somebody else"), "")]
        fields.radios("signatory", _("In which post did the person sign?"), posts, None)
    if not listed or state.widget_value("signatory") == _OTHER:
        fields.text_input(
            "signatory_title",
            _("The post of the person who signed"),
            "",
            hint=_("A post, not a name."),
        )
        fields.text_input(
            "confirmed",
            _("How did the agency confirm that this post may sign for it?"),
            "",
            hint=_(
                "For example: their monitoring officer wrote on 3 March. Leave it empty if nobody "
                "has confirmed it: the signature is kept, and stands as one to check."
            ),
        )
    options = [(term.code, term.label) for term in vocabulary().sign_methods.values()]
    fields.radios("sign_method", _("How was it signed?"), options, None)


def _more_fields(chosen: str, party: AgreementParty) -> None:
    """What a choice needs besides itself."""
    if chosen == _SIGN:
        _sign_fields(party)
    elif chosen == _VERIFY:
        fields.text_input(
            "confirmed",
            _("How do you know?"),
            "",
            hint=_("For example: their scheme of delegation."),
        )
    elif chosen == _REMOVE:
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
        return _sign(agreement, party)
    if chosen == _VERIFY:
        register.verify_signature(*who, confirmed=typed_text("confirmed"))
        return _("Recorded: the signature of {name} counts in full.").format(name=party.name)
    if chosen == _REMOVE:
        try:
            register.remove_party(*who, reason=typed_text("why"))
        except Invalid as error:
            raise Invalid({"why": next(iter(error.faults.values()))}) from error
        return _("{name} is no longer a party.").format(name=party.name)
    register.set_party_state(
        *who,
        PartyState(chosen),
        on=typed_day("on", _("the day")),
        clause=typed_text("clause"),
        note=typed_text("note"),
    )
    return _("Recorded for {name}.").format(name=party.name)


def _sign(agreement: Agreement, party: AgreementParty) -> str:
    data = _upload()
    chosen = typed_text("signatory")
    title = typed_text("signatory_title") if chosen in ("", _OTHER) else chosen
    on = _signed_on()
    recorded = register.record_signature(
        database(),
        actor(),
        agreement.id,
        party.agency_id,
        signed_on=on,
        signatory_title=title,
        sign_method=typed_text("sign_method"),
        confirmed=typed_text("confirmed") if chosen in ("", _OTHER) else "",
        evidence=Acceptance(
            title=_("Acceptance of {name}").format(name=party.name)[:200], data=data
        )
        if data
        else None,
    )
    said = _("Recorded: {name} signed on {on}.").format(name=party.name, on=clock.show_date(on))
    if recorded is PartyState.SIGNED_UNVERIFIED:
        said += _(" Whether that post may sign is still to be checked.")
    return said


def _signed_on() -> date:
    """The day of the signature; with the other empty fields named at once when it is missing."""
    day_typed = fields.typed_date("signed_on")
    if day_typed is not None:
        return day_typed
    found = {"signed_on": fields.date_fault("signed_on", _("the day it was signed"))}
    if not (typed_text("signatory_title") or typed_text("signatory")):
        found["signatory_title"] = _("Enter the role of the person who signed")
    if not typed_text("sign_method"):
        found["sign_method"] = _("Select how it was signed")
    raise Invalid(found)


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
