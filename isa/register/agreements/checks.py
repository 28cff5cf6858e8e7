"""What an agreement must be before it is written (pure)."""

from datetime import date

from isa.coverage.view import ANY, AgreementType, Direction, PartyState
from isa.platform.wording import gettext as _
from isa.register.checks import (
    Faults,
    code_faults,
    day_faults,
    id_faults,
    name_faults,
    order_faults,
    text_faults,
)
from isa.register.model import NewAgreement, NewParty, NewRow
from isa.register.vocabulary import vocabulary

MOST_PARTIES = 5000
MOST_ROWS = 500
ONWARD = ("none", "originator_consent", "same_purpose", "free")


def new_agreement_faults(new: NewAgreement) -> Faults:
    """Everything wrong with an agreement that somebody wants to record."""
    words = vocabulary()
    found = {
        **id_faults("id", new.id),
        **name_faults("reference", new.reference, "a reference", limit=40),
        **name_faults("title", new.title, "a title"),
        **text_faults("summary", new.summary, _("the summary")),
        **_date_faults(new),
        **code_faults("purposes", new.purposes, words.purposes, "purpose", "purposes.toml"),
        **code_faults("exclusions", new.exclusions, words.categories, "kind", "categories.toml"),
        **code_faults("onward_sharing", [new.onward_sharing], ONWARD, "rule", "README"),
    }
    if new.type is AgreementType.DDA and new.is_reciprocal:
        found["is_reciprocal"] = _("A disclosure agreement runs one way; choose another type")
    return {**_parties_faults(new), **_rows_faults(new), **found}


def _date_faults(new: NewAgreement) -> Faults:
    return {
        **day_faults("starts_on", new.starts_on, _("the start")),
        **day_faults("ends_on", new.ends_on, _("the end")),
        **day_faults("review_due_on", new.review_due_on, _("the review")),
        **order_faults("ends_on", new.starts_on, new.ends_on, _("The end")),
        **order_faults("review_due_on", new.starts_on, new.review_due_on, _("The review")),
    }


def _parties_faults(new: NewAgreement) -> Faults:
    if len(new.parties) > MOST_PARTIES:
        return {
            "parties": _("Record at most {most_parties:,} parties in one agreement").format(
                most_parties=MOST_PARTIES
            )
        }
    ids = [party.agency_id for party in new.parties]
    found: Faults = {}
    for number, party in enumerate(new.parties):
        if ids.index(party.agency_id) != number:
            found[f"parties[{number}]"] = _("This agency is already a party; name it once")
        found |= party_faults(f"parties[{number}]", party)
    return found


def party_faults(path: str, party: NewParty) -> Faults:
    """A party's dates must fit its state."""
    found = {
        **day_faults(f"{path}.asked_on", party.asked_on, _("the day it was asked")),
        **day_faults(f"{path}.signed_on", party.signed_on, _("the signature")),
        **order_faults(
            f"{path}.withdrawn_on", party.signed_on, party.withdrawn_on, _("The withdrawal")
        ),
        **text_faults(f"{path}.signatory_title", party.signatory_title, _("the role"), limit=100),
    }
    has_signed = party.state in (PartyState.SIGNED, PartyState.SIGNED_UNVERIFIED)
    if party.signed_on is not None and not (has_signed or party.state is PartyState.WITHDRAWN):
        found[f"{path}.signed_on"] = _("A party that has not signed has no signature date")
    if party.state is PartyState.WITHDRAWN and party.withdrawn_on is None:
        found[f"{path}.withdrawn_on"] = _("Enter the day it withdrew")
    return found


def _rows_faults(new: NewAgreement) -> Faults:
    if len(new.rows) > MOST_ROWS:
        return {
            "rows": _("Record at most {most_rows} rows in one agreement").format(
                most_rows=MOST_ROWS
            )
        }
    if new.rows and new.type is AgreementType.TIER1_CHARTER:
        return {
            "rows": _("A charter shares nothing by itself; record its rows in a tier 2 agreement")
        }
    found: Faults = {}
    for number, row in enumerate(new.rows):
        found |= row_faults(f"rows[{number}]", row)
    return found


def row_faults(path: str, row: NewRow) -> Faults:
    """A row says what, about whom, and (unless that is not recorded) from whom to whom."""
    words = vocabulary()
    subjects = {ANY, *words.subjects}
    found = {
        **code_faults(
            f"{path}.categories", row.categories, words.categories, "kind", "categories.toml"
        ),
        **code_faults(
            f"{path}.exclusions", row.exclusions, words.categories, "kind", "categories.toml"
        ),
        **code_faults(f"{path}.subjects", row.subjects, subjects, "subject", "subjects.toml"),
        **code_faults(f"{path}.purposes", row.purposes, words.purposes, "purpose", "purposes.toml"),
        **code_faults(
            f"{path}.methods",
            row.methods,
            words.transfer_methods,
            "method",
            "transfer_methods.toml",
        ),
        **code_faults(
            f"{path}.conditions", row.conditions, words.conditions, "condition", "conditions.toml"
        ),
        **code_faults(
            f"{path}.frequencies",
            row.frequencies,
            words.frequencies,
            "frequency",
            "frequencies.toml",
        ),
        **code_faults(f"{path}.formats", row.formats, words.formats, "form", "formats.toml"),
        **text_faults(f"{path}.items", row.items, _("the items")),
        **text_faults(f"{path}.justification", row.justification, _("the reason")),
    }
    if not row.categories:
        found[f"{path}.categories"] = _("Select at least one kind of information")
    if not row.subjects:
        found[f"{path}.subjects"] = _("Select whom the information is about")
    if row.direction is not Direction.NOT_RECORDED and not (row.providers and row.recipients):
        found[f"{path}.providers"] = _("Say who gives and who receives, or that it is not recorded")
    return found


def signature_faults(
    signed_on: date | None, signatory_title: str, sign_method: str, *, today: date
) -> Faults:
    """A signature has a day that has been, the role of the person who signed, and a way of signing."""
    found = {
        **day_faults("signed_on", signed_on, _("the signature")),
        **name_faults(
            "signatory_title", signatory_title, _("the role of the person who signed"), limit=100
        ),
    }
    if signed_on is None:
        found["signed_on"] = _("Enter the day it was signed")
    elif signed_on > today:
        found["signed_on"] = _("The day it was signed must be today or in the past")
    if sign_method not in vocabulary().sign_methods:
        found["sign_method"] = _("Select how it was signed")
    return found
