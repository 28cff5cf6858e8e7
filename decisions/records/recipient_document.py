"""One recipient's copy on paper, in the order in which a multi-agency hub reads a referral.

It is written from that recipient's blocks alone, so it cannot show what they were not given. It
counts nothing, numbers only what they have, and says nothing about anything left out. Where it is
unsafe to tell the person or the family, it says so, and never suggests contact with them.
"""

from datetime import datetime

from decisions.records import who_may_know, wording
from decisions.records.content import Letter, SharedItem
from decisions.records.decision_document import DEMONSTRATION
from decisions.records.hearing import AT_HOME, Reader
from isa.documents.paper import Cell, Paper
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _

_KEEP_KINDS = _("Keep 'fact', 'opinion' and 'allegation' with it wherever it goes.")


def render(
    letter: Letter,
    items: tuple[SharedItem, ...],
    *,
    record_id: str,
    kid: str,
    sealed_at: datetime,
    demonstration: bool,
    replaces: str = "",
    is_replaced: bool = False,
) -> bytes:
    """The document as a Word file; ``replaces`` names what was written for them before.

    One that ``is_replaced`` by a newer record says so, and never what the newer one holds for them.
    Somebody who reads of themselves, or of somebody close, gets no instructions for agencies.
    """
    paper = Paper()
    reader = who_may_know.reader(letter)
    is_theirs = reader is Reader.THEMSELVES
    asked = _("Reply to your request for information")
    paper.title(asked if letter.is_reply else _("Information shared with you"))
    if is_replaced:
        paper.say(_("This was replaced. Ask the sender what holds now"), style="Act now")
    _head(paper, letter, sealed_at, replaces, is_for_agency=reader not in AT_HOME)
    _who_may_know(paper, letter)
    _section(paper, wording.why(letter), letter.reason)
    _section(paper, _("Immediate risk, and what may happen next"), letter.risk)
    _facts(paper, letter, items, is_for_agency=reader not in AT_HOME)
    _section(paper, _("What happened when"), letter.chronology)
    _section(paper, _("What has been done, and what came of it"), letter.done)
    protective = _("What protects you") if is_theirs else _("What protects them")
    _section(paper, protective, letter.protective)
    _section(paper, _("What you are asked to do"), letter.ask)
    if letter.words:
        paper.heading(_("Your own words") if is_theirs else _("Their own words"))
        paper.own_words(_("As you said it") if is_theirs else _("As they said it"), letter.words)
    if reader in AT_HOME:
        _end_for_people(paper, letter)
    else:
        _end(paper, letter, record_id, kid, is_corrected=bool(replaces) or is_replaced)
    return paper.finish(
        title=_("Information shared"),
        footer=_("Record {record_id}").format(record_id=record_id),
        at=sealed_at,
        demonstration=DEMONSTRATION if demonstration else "",
    )


def _who_may_know(paper: Paper, letter: Letter) -> None:
    """Nothing where anybody may know."""
    headline, words = who_may_know.written(letter)
    if headline:
        paper.say(headline, style="Act now")
        paper.say(words)


def _head(
    paper: Paper, letter: Letter, at: datetime, replaces: str, *, is_for_agency: bool
) -> None:
    """Somebody at home is called by the name they were sent it under, and not by what we call them."""
    named = wording.signed(letter.sender_name, letter.sender_role)
    sender = "\n".join(filter(None, (named, letter.sender_agency)))
    person = "" if letter.to_person in letter.to_agency else letter.to_person
    whom = letter.to_agency if is_for_agency or not person else ""
    addressee = "\n".join(filter(None, (person, whom)))
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
    known = (
        (_("Replaces"), Cell(replaces)),
        (_("Your reference"), Cell(letter.your_reference, style="Cell own words")),
        (_("Asked by phone"), Cell(letter.asked_by, style="Cell own words")),
        (_("We rang back on"), Cell(letter.rung_back)),
        (_("How"), Cell(letter.method)),
        (_("Purpose"), Cell(letter.purpose if is_for_agency else "")),
    )
    rows += [(name, cell) for name, cell in known if cell.length]
    rows += [(told.question, Cell(told.answer, style="Cell own words")) for told in letter.about]
    paper.facts(rows)


def _section(paper: Paper, heading: str, words: str) -> None:
    if not words:
        return
    paper.heading(heading)
    for part in words.split("\n\n"):
        paper.say(part)


def _facts(
    paper: Paper, letter: Letter, items: tuple[SharedItem, ...], *, is_for_agency: bool
) -> None:
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
    if is_for_agency:
        paper.say(" ".join(filter(None, (_for_what(letter), _KEEP_KINDS))), style="Quiet")


def _for_what(letter: Letter) -> str:
    return _("Use this for the purpose above.") if letter.purpose else ""


def _end_for_people(paper: Paper, letter: Letter) -> None:
    """How somebody at home finds out that it is really from us."""
    paper.heading(_("How to know that this is from us"))
    ring = _("Ring {agency} on a number that you already have for it, and ask for {sender}.")
    if not letter.sender_agency:
        ring = _("Ring {sender} on a number that you already have for them.")
    paper.say(ring.format(agency=letter.sender_agency, sender=letter.sender_name))


def _end(paper: Paper, letter: Letter, record_id: str, kid: str, *, is_corrected: bool) -> None:
    if not letter.call_back:
        paper.heading(_("Who to call back"))
        sender = wording.signed(letter.sender_name, letter.sender_role)
        paper.say(f"{', '.join(filter(None, (sender, letter.sender_agency)))}.")
    paper.heading(_("How to check this copy"))
    comes = _(
        "A sealed file (its name ends in .sdjwt) comes with this document and holds the same words."
    )
    if is_corrected:
        comes += " " + _("Which copy replaces which stands on paper only.")
    how = _(
        "Check it on any computer, without us. Ask the sender for the thumbprint of their key by "
        "telephone, on a number you already hold:"
    )
    command = "isa record verify FILE.sdjwt --thumbprint THUMBPRINT"
    key = _("Record {record_id}. Key {kid}.").format(record_id=record_id, kid=kid)
    paper.say(f"{comes} {how}\n{command}\n{key}", style="Quiet", is_whole=True)
