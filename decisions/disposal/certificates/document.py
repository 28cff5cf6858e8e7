"""The certificate of a disposal, for the file of the retention schedule."""

from decisions.disposal.model import CertificateLine
from decisions.records.decision_document import DEMONSTRATION
from isa.documents.paper import Cell, Paper
from isa.platform import clock
from isa.platform.wording import gettext as _

_WIDTHS = (1, 3)
"""A digest of 64 characters stands on one line."""


def lines(found: CertificateLine) -> dict[str, str]:
    """What a certificate says besides why, by its names."""
    return {
        _("Record"): found.record_id,
        _("Agency"): found.agency_name[:1].upper() + found.agency_name[1:],
        _("Sealed"): clock.show_instant(found.sealed_at),
        _("Disposed of"): clock.show_instant(found.disposed_at),
        _("By"): found.disposed_by_name,
        _("Rule"): _("The time for which records are kept had passed"),
        _("Parts that went"): f"{found.blocks:,}",
        _("Follow-ups that went"): f"{found.casework:,}",
    }


def digests(found: CertificateLine) -> dict[str, str]:
    """The digests that show what went and what stays, by their names."""
    return {
        _("Digest of what went (SHA-256)"): found.removed,
        _("Digest of the signed part, which stays (SHA-256)"): found.fingerprint,
    }


def certificate_word(found: CertificateLine, *, demonstration: bool) -> bytes:
    """The certificate as a Word file; the same certificate gives the same bytes."""
    paper = Paper()
    paper.title(_("Certificate of disposal"))
    paper.say(
        _(
            "The content of the record named below was disposed of. Its signed part and the audit trail "
            "stay, and both name the digests below, so that anyone can check that this and nothing else went."
        ),
        style="Lead",
    )
    told = lines(found) | digests(found)
    paper.facts([(name, Cell(value)) for name, value in told.items()], widths=_WIDTHS)
    paper.own_words(_("Why it was disposed of"), found.why)
    return paper.finish(
        title=_("Certificate of disposal"),
        footer=_("Record {record}").format(record=found.record_id),
        at=found.disposed_at,
        demonstration=DEMONSTRATION if demonstration else "",
    )
