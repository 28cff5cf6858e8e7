"""What replaces what, in words for paper: a record never changes, so its documents have to say so."""

from decisions.records.content import Content
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _


def sentences(supersedes: str | None, superseded_by: str | None) -> tuple[str, ...]:
    """For our own file: the record this one replaces, and the one that replaces it."""
    found = []
    if supersedes:
        found.append(
            _("This record replaces an earlier one: {record_id}.").format(record_id=supersedes)
        )
    if superseded_by:
        found.append(
            _(
                "A newer record replaces this one: {record_id}. This one stays as it was; read the newer one "
                "for what holds now."
            ).format(record_id=superseded_by)
        )
    return tuple(found)


def replaced_for(recipient_id: str, earlier: Content | None) -> str:
    """For a recipient who was written to before; empty where the earlier record held nothing for them."""
    if earlier is None or recipient_id not in {one.recipient_id for one in earlier.addressees}:
        return ""
    return _("What was written for you on {day}, record {record_id}").format(
        day=show_instant(earlier.sealed_at), record_id=earlier.record_id
    )
