"""What goes round with an agreement: the page to sign, the form to join, the letter for a review (pure)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from isa.documents.agreement_parts import (
    BLANK,
    AgreementPaper,
    finished,
    flows,
    front,
    lead,
    signature,
)
from isa.documents.copies import MARK, copies
from isa.documents.paper import Cell, Paper
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _


def signature_pages(paper: AgreementPaper, parties: Sequence[str], at: datetime) -> Iterator[bytes]:
    """The page each party signs and sends back, laid out once for all of them."""
    return copies(_signature_page(paper, MARK, at), parties)


def _signature_page(paper: AgreementPaper, party: str, at: datetime) -> bytes:
    made = Paper()
    made.title(_("Signature page"))
    made.facts(front(paper))
    signature(made, paper, party)
    made.say(_send_back(paper))
    return finished(made, paper, at)


def accession_form(paper: AgreementPaper, at: datetime) -> bytes:
    """The form with which another organisation joins later."""
    made = Paper()
    made.title(_("Joining an information sharing agreement"))
    made.facts(front(paper))
    made.say(
        _(
            "We have read the agreement named above and join it as a party. We keep to it from the day we sign. "
            "We may send and receive what the table of flows gives to bodies of our kind, and nothing more."
        )
    )
    made.heading(_("Who we are"))
    made.facts(
        [
            (_("What kind of organisation"), Cell(BLANK)),
            (_("Registration with the Information Commissioner"), Cell(BLANK)),
            (_("Who looks after information sharing: post and e-mail"), Cell(BLANK)),
            (_("The day from which we join"), Cell(BLANK)),
        ]
    )
    signature(made, paper, "")
    made.say(_send_back(paper))
    flows(made, paper)
    return finished(made, paper, at)


def review_letter(paper: AgreementPaper, at: datetime) -> bytes:
    """A letter that asks the parties to review the agreement."""
    made = Paper()
    made.title(_("Review of an information sharing agreement"))
    made.facts(front(paper))
    made.say(show_date(paper.on))
    made.say(_due(paper))
    made.say(_("Tell us, by answering this letter:"))
    for asked in (
        _("whether you still send or receive what the table of flows says, and what has changed"),
        _(
            "whether your contact, your training and vetting, and your policy document are up to date"
        ),
        _("what went wrong since the last review, and what was done"),
        _("whether you agree to go on as a party"),
    ):
        made.say(asked, style="List Bullet")
    made.say(_("Answers go to {lead}.").format(lead=lead(paper)))
    if paper.contact:
        made.say(paper.contact)
    flows(made, paper)
    return finished(made, paper, at)


def _due(paper: AgreementPaper) -> str:
    """When the review is due, and what holds meanwhile."""
    if paper.review_due_on is None:
        due = _("You are a party to this agreement. The day of its review is not recorded.")
    elif paper.review_due_on < paper.on:
        due = _(
            "You are a party to this agreement. Its review was due by {due}, and has not been held."
        ).format(due=show_date(paper.review_due_on))
    else:
        due = _("You are a party to this agreement. Its review is due by {due}.").format(
            due=show_date(paper.review_due_on)
        )
    if paper.ends_on is not None:
        return f"{due} " + _("It ends on {day}, reviewed or not.").format(
            day=show_date(paper.ends_on)
        )
    return f"{due} " + _("A review that is late does not end it.")


def _send_back(paper: AgreementPaper) -> str:
    return _("Send this back to {lead}, as a scan or by post.").format(lead=lead(paper))


def covering_words(paper: AgreementPaper) -> str:
    """The text of an e-mail that goes with a signing pack, ready to send."""
    return _(
        "Subject: {reference}, for your signature\n\n"
        "Here is the agreement “{title}” with your signature page.\n\n"
        "You can accept in one of two ways. Sign the page, scan it and send it back. Or answer this e-mail "
        "with the words: We accept {reference}, with your name and your role. Whoever signs has to be one of "
        "the people your organisation has authorised to sign such agreements.\n\n"
        "Questions about a clause? Answer with the number of the clause and the question.\n\n"
        "{lead}\n"
    ).format(reference=paper.reference, title=paper.title, lead=paper.lead)
