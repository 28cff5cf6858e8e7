"""A request as a letter: checking who asks comes first, and nothing is claimed that the law does not say.

The letter gives no telephone number of the sender's. Whoever reads it rings the number that their own
directory holds, so that nobody can be asked by somebody who only says who they are.
"""

from datetime import datetime

from decisions.assessment import Citation
from decisions.casework.model import Party
from decisions.casework.powers import AUTHORITIES, NOT_PUBLIC, Power, gives_statement
from decisions.casework.words import RequestWords, Sender
from decisions.journey.choices_consent import SafeToTell
from decisions.records import who_may_know, wording
from decisions.records.decision_document import DEMONSTRATION
from decisions.records.hearing import Reader
from isa.documents.paper import Cell, Paper
from isa.platform.clock import show_date, show_instant
from isa.platform.wording import gettext as _

ANNEX = "duaa2025_annex1"


def cited(power: Power) -> tuple[str, ...]:
    """The sources a letter under a power may name, as keys of the pack."""
    return (*AUTHORITIES[power].cites, ANNEX)


def render(
    words: RequestWords,
    party: Party,
    *,
    request_id: str,
    acting_as: str,
    reader: Reader,
    sources: dict[str, Citation],
    at: datetime,
    demonstration: bool,
) -> bytes:
    """The letter to one addressee as a Word file; ``acting_as`` is the addressee's capacity.

    ``reader`` is what they are, where it changes who decides on telling.
    """
    sender = words.sender
    if sender is None or words.power is None or words.purpose is None or words.answer_by is None:
        raise ValueError("a letter is made from a finished request")
    paper = Paper()
    paper.title(_("Request for information"))
    _head(paper, words, sender, party, at)
    _check(paper, sender)
    _who_may_know(paper, words, reader)
    _section(paper, _("What we ask you for"), party.words.asked or words.asked)
    paper.say(
        _(
            "Give what is needed for this purpose and no more. If you hold nothing, say so: that helps too."
        )
    )
    _section(paper, _("Who it is about"), words.about)
    _section(paper, _("Why we need it"), words.why)
    _power(paper, words, sender, acting_as, sources)
    _answering(paper, words, request_id)
    return paper.finish(
        title=_("Request for information"),
        footer=_("Request {id}").format(id=request_id),
        at=at,
        demonstration=DEMONSTRATION if demonstration else "",
    )


def _head(paper: Paper, words: RequestWords, sender: Sender, party: Party, at: datetime) -> None:
    named = wording.signed(sender.name, sender.role)
    who = "\n".join(filter(None, (named, sender.agency)))
    rows = [
        (_("From"), Cell(who)),
        (_("To"), Cell(party.words.name)),
        (_("Written"), Cell(show_instant(at))),
        (_("Answer by"), Cell(show_date(words.answer_by) if words.answer_by else "")),
        (_("Purpose"), Cell(words.purpose.text if words.purpose else "")),
    ]
    if words.reference:
        rows.append((_("Our reference"), Cell(words.reference)))
    paper.facts(rows)


def _check(paper: Paper, sender: Sender) -> None:
    paper.heading(_("First check that this is really us"))
    paper.say(
        _(
            "Ring {agency} on the number that your own directory holds, ask for {name}, and ask whether "
            "this request is theirs. Do not use a number or an address from this letter, or from the "
            "message it came with, until you have."
        ).format(agency=sender.agency, name=sender.name)
    )
    paper.say(
        _(
            "If someone is in immediate danger, ring 999. Nothing here has to be answered or checked first."
        )
    )


def _who_may_know(paper: Paper, words: RequestWords, reader: Reader) -> None:
    """Nothing where telling is safe; not to know whether it is counts as unsafe."""
    headline, said = who_may_know.asked(words.safe or SafeToTell.NOT_KNOWN, reader)
    if headline:
        paper.say(headline, style="Act now")
        paper.say(said)


def _section(paper: Paper, heading: str, text: str) -> None:
    paper.heading(heading)
    for part in text.split("\n\n"):
        paper.say(part)


def _power(
    paper: Paper,
    words: RequestWords,
    sender: Sender,
    acting_as: str,
    sources: dict[str, Citation],
) -> None:
    power = words.power or Power.NONE
    authority = AUTHORITIES[power]
    paper.heading(_("Under which power we ask"))
    if power is Power.OTHER:
        paper.say(
            _("We ask under: {named}. (Named by the sender; to verify.)").format(
                named=words.power_named
            )
        )
        paper.say(
            _(
                "Ask your own adviser whether it obliges you. If not, you may still be able to share."
            )
        )
    else:
        paper.say(authority.says)
        paper.say(authority.binds, leads=bool(authority.cites))
    for key in authority.cites:
        paper.say(_source(sources[key]), style="Quiet")
    if acting_as in NOT_PUBLIC and gives_statement(power, sender.acting_as):
        _statement(paper, sources[ANNEX])


def _statement(paper: Paper, source: Citation) -> None:
    """For UK GDPR Annex 1 paragraph 1: what a body that is not a public authority may rely on."""
    paper.subheading(_("If you are not a public authority"))
    paper.say(
        _(
            "We state that we need this information for a task in the public interest, or in the exercise "
            "of our official authority, that the law above gives us (UK GDPR Article 6(1)(e)). You may rely "
            "on this statement for Article 6(1)(ea) and Annex 1 paragraph 1 of the UK GDPR. Keep this letter "
            "with your record. You still need a condition for health and other specially protected "
            "information, and you still decide what is needed."
        )
    )
    paper.say(_source(source), style="Quiet")


def _source(source: Citation) -> str:
    return _("Source: {source}. {start}.").format(
        source=wording.source(source), start=source.commencement.rstrip(".")
    )


def _answering(paper: Paper, words: RequestWords, request_id: str) -> None:
    paper.heading(_("How to answer"))
    paper.say(
        _("Answer by {day} to {reply}, once you have checked that it is them.").format(
            day=show_date(words.answer_by) if words.answer_by else "", reply=words.reply_to
        )
    )
    paper.say(
        _(
            "If you decide not to give some or all of it, tell us by then which part and why. We keep your "
            "reason."
        )
    )
    paper.say(
        _(
            "A file named {name} comes with this letter. If you use the same service, start from it on your "
            "start page: it fills in who asks, what for and under which power, and names nobody else."
        ).format(name=f"{request_id}.json")
    )
    paper.say(_("We use what you send for this purpose and keep it only as long as that needs."))
