"""The part of a party's page that takes its signature: the evidence, the day, the post, and how."""

from datetime import date

import streamlit as st

from isa.coverage.view import PartyState
from isa.pages._agreement_fields import typed_text
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.papers.content import MOST_MEGABYTES, MediaType, mail_facts, media_type
from isa.register.agreements.signatures.service import Acceptance
from isa.register.model import Agreement, AgreementParty
from isa.register.vocabulary import vocabulary
from isa.ui import fields, state
from isa.ui.door import actor, database
from isa.ui.fields import Option
from isa.ui.fields.parts import field
from isa.ui.text import plain

_OTHER = "other"


def _upload() -> bytes | None:
    held = state.widget_value("file")
    return bytes(held.getvalue()) if hasattr(held, "getvalue") else None


def evidence_field() -> None:
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


def sign_fields(party: AgreementParty) -> None:
    evidence_field()
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


def sign(agreement: Agreement, party: AgreementParty) -> str:
    """Record the signature as typed; the sentence to show. ``Invalid`` by the fields above."""
    chosen = typed_text("signatory")
    title = typed_text("signatory_title") if chosen in ("", _OTHER) else chosen
    on = _signed_on()
    evidence = _acceptance(party)
    recorded = register.record_signature(
        database(),
        actor(),
        agreement.id,
        party.agency_id,
        signed_on=on,
        signatory_title=title,
        sign_method=typed_text("sign_method"),
        confirmed=typed_text("confirmed") if chosen in ("", _OTHER) else "",
        evidence=evidence,
    )
    said = [_("Recorded: {name} signed on {on}.").format(name=party.name, on=clock.show_date(on))]
    if evidence is None:
        said.append(_("No evidence is kept with it yet."))
    if recorded is PartyState.SIGNED_UNVERIFIED:
        said.append(_("Whether that post may sign is still to be checked."))
    return " ".join(said)


def keep_evidence(agreement: Agreement, party: AgreementParty) -> str:
    """Keep the file as evidence of a signature that stands; the sentence to show."""
    evidence = _acceptance(party)
    if evidence is None:
        raise Invalid({"file": _("Choose a file")})
    register.keep_evidence(database(), actor(), agreement.id, party.agency_id, evidence)
    return _("Kept: evidence of the signature of {name}.").format(name=party.name)


def _acceptance(party: AgreementParty) -> Acceptance | None:
    """The file that was chosen, an empty one as well; None when none was."""
    data = _upload()
    if data is None:
        return None
    return Acceptance(title=_("Acceptance of {name}").format(name=party.name)[:200], data=data)


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
