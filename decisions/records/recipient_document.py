"""One recipient's copy on paper, in the order in which a multi-agency hub reads a referral.

It is written from that recipient's blocks alone, so it cannot show what they were not given. It
counts nothing, numbers only what they have, and says nothing about anything left out. Where it is
unsafe to tell the person or the family, it says so, and never suggests contact with them.
"""

from datetime import datetime

from decisions.records import wording
from decisions.records.content import Letter, SharedItem
from decisions.records.decision_document import DEMONSTRATION
from isa.documents.paper import Cell, Paper
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _

_SENDER_FIRST = _("Do not tell them. Speak to the sender first")
_LEADER_FIRST = _("Contact may put someone at risk. Whether, when and how to tell them is for you")
_UNSAFE_FOR_LEADER = _(
    "Whether it is safe to tell the person, or anyone around them, that this was shared is not settled, "
    "or it is not safe. The sender leaves it to you to decide whether, when and by whom they are told, and "
    "does not wait to be asked first. Keep it out of whatever they can read, for example letters and "
    "online records."
)
_UNSAFE = _(
    "Whether it is safe to tell the person, or anyone around them, that this was shared is not settled, "
    "or it is not safe. Unless someone is in immediate danger, speak to the sender first, before you do "
    "anything that would let them know. Keep it out of whatever they can read, for "
    "example letters and online records."
)
_ALONE = _("Only the person may be told, and only alone")
_UNSAFE_AROUND = _(
    "It is not safe for their family, or anyone around them, to hear that this was shared. Do not ring, visit "
    "or write where somebody else could hear or see it. Keep it out of whatever others can read, for example "
    "letters and online records."
)


def render(
    letter: Letter,
    items: tuple[SharedItem, ...],
    *,
    record_id: str,
    kid: str,
    sealed_at: datetime,
    demonstration: bool,
) -> bytes:
    """The document as a Word file; the same copy gives the same bytes."""
    paper = Paper()
    asked = _("Reply to your request for information")
    paper.title(asked if letter.is_reply else _("Information shared with you"))
    _head(paper, letter, sealed_at)
    _who_may_know(paper, letter)
    _section(paper, _("Why you are being told"), letter.reason)
    _section(paper, _("Immediate risk, and what may happen next"), letter.risk)
    _facts(paper, letter, items)
    _section(paper, _("What happened when"), letter.chronology)
    _section(paper, _("What has been done, and what came of it"), letter.done)
    _section(paper, _("What protects them"), letter.protective)
    _section(paper, _("What you are asked to do"), letter.ask)
    if letter.words:
        paper.heading(_("Their own words"))
        paper.own_words(_("As they said it"), letter.words)
    _end(paper, letter, record_id, kid)
    return paper.finish(
        title=_("Information shared"),
        footer=_("Record {record_id}").format(record_id=record_id),
        at=sealed_at,
        demonstration=DEMONSTRATION if demonstration else "",
    )


def _who_may_know(paper: Paper, letter: Letter) -> None:
    """Nothing where anybody may know; who leads an enquiry decides for themselves whom to tell."""
    if not letter.is_contact_safe:
        leads = letter.leads_enquiry
        paper.say(_LEADER_FIRST if leads else _SENDER_FIRST, style="Act now")
        paper.say(_UNSAFE_FOR_LEADER if leads else _UNSAFE)
    elif letter.only_them:
        paper.say(_ALONE, style="Act now")
        paper.say(_UNSAFE_AROUND)


def _head(paper: Paper, letter: Letter, at: datetime) -> None:
    sender = f"{wording.signed(letter.sender_name, letter.sender_role)}\n{letter.sender_agency}"
    addressee = "\n".join(dict.fromkeys(filter(None, (letter.to_person, letter.to_agency))))
    rows = [
        (_("From"), Cell(sender)),
        (_("To"), Cell(addressee)),
    ]
    if letter.call_back:
        rows.append((_("Call back on"), Cell((letter.call_back, "Strong text"))))
    if letter.sent_at:  # said or sent first, and written up after
        rows.append((_("Said or sent"), Cell(show_instant(letter.sent_at))))
    written = _("Written up") if letter.sent_at else _("Written")
    rows.append((written, Cell(show_instant(at))))
    if letter.asked_by:
        rows.append((_("Asked by phone"), Cell(letter.asked_by, style="Cell own words")))
    if letter.rung_back:
        rows.append((_("We rang back on"), Cell(letter.rung_back)))
    if letter.method:
        rows.append((_("How"), Cell(letter.method)))
    if letter.purpose:
        rows.append((_("Purpose"), Cell(letter.purpose)))
    rows += [(told.question, Cell(told.answer, style="Cell own words")) for told in letter.about]
    paper.facts(rows)


def _section(paper: Paper, heading: str, words: str) -> None:
    if not words:
        return
    paper.heading(heading)
    for part in words.split("\n\n"):
        paper.say(part)


def _facts(paper: Paper, letter: Letter, items: tuple[SharedItem, ...]) -> None:
    if not items:
        return
    paper.heading(_("What is known"))
    rows = [
        [
            Cell(str(item.number)),
            Cell((wording.KINDS[item.kind], "Strong text")),
            Cell(item.wording, style="Cell own words"),
        ]
        for item in items
    ]
    for item in items:
        if item.locates:
            paper.say(
                _("No. {number}: {locates}").format(number=item.number, locates=wording.LOCATES)
            )
    paper.table(
        (
            _("No."),
            _("What it is"),
            _("As {sender_name} wrote it").format(sender_name=letter.sender_name),
        ),
        rows,
        (1, 4, 12),
    )
    paper.say(
        _(
            "Use this for the purpose above. Keep 'fact', 'opinion' and 'allegation' with it wherever it goes."
        ),
        style="Quiet",
    )


def _end(paper: Paper, letter: Letter, record_id: str, kid: str) -> None:
    if not letter.call_back:
        paper.heading(_("Who to call back"))
        sender = wording.signed(letter.sender_name, letter.sender_role)
        paper.say(f"{sender}, {letter.sender_agency}.")
    paper.heading(_("How to check this copy"))
    how = _(
        "A sealed file (its name ends in .sdjwt) comes with this document and holds the same words. "
        "Check it on any computer, without us. Ask the sender for the thumbprint of their key by "
        "telephone, on a number you already hold:"
    )
    command = f"isa record verify copy-{record_id}.sdjwt --thumbprint THUMBPRINT"
    key = _("Record {record_id}. Key {kid}.").format(record_id=record_id, kid=kid)
    paper.say(f"{how}\n{command}\n{key}", style="Quiet", is_whole=True)
