"""What the register says of an agency that is to receive something, held beside the answers."""

from pydantic import BaseModel, ConfigDict

from decisions.assessment import Contact
from decisions.journey.answers import RecipientAnswers
from decisions.journey.fields import NOT_LISTED


class Listed(BaseModel):
    """What the register says of an agency that is to receive something."""

    model_config = ConfigDict(frozen=True)

    agency_id: str
    name: str
    recipient_class: str
    listed_16la: str = "not_known"
    contacts: tuple[Contact, ...] = ()

    @property
    def has_checked_route(self) -> bool:
        """Whether somebody has checked a number of theirs."""
        return any(contact.checked_on for contact in self.contacts)


def listed_id(one: RecipientAnswers) -> str | None:
    """The register id of a recipient, or None when it is not in the register or not chosen."""
    found = one.recipient.agency_id if one.recipient else None
    return found if found and found != NOT_LISTED else None
