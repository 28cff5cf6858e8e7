"""Workshop cards on paper: one sheet for each card, the situation in front and the answer on its back."""

from collections.abc import Iterable
from datetime import UTC, datetime

from decisions.assessment import RecipientAdvice, in_order
from decisions.records.wording import sources
from decisions.workshop.cards import Card
from decisions.workshop.known import Named
from isa.documents.paper import Cell, Paper

VOTES = {
    "share_now": "Share now",
    "share_required": "You must share this",
    "share_without_agreement": "Share without asking first",
    "share_with_agreement": "Share, they agree",
    "ask_first": "Ask them first",
    "seek_advice": "Get advice first",
    "verify_first": "Check who they are first",
    "route_elsewhere": "This goes another way",
    "do_not_share": "Do not share this",
}
"""What people vote for, by outcome, in the order in which the tables rank them."""

DEMONSTRATION = "DEMONSTRATION: the law pack has not been reviewed. Not for real cases."
_BOX = "\u2610"
_TITLE = "Workshop cards"
_MOST_COLUMNS = 4
_SEVERAL = 2


def render(cards: Iterable[Card], *, packs: Iterable[str], is_demonstration: bool) -> bytes:
    """The cards as a Word file. ``packs`` are the ids of the law packs that answered."""
    told = tuple(cards)
    paper = Paper()
    _cover(paper, told, tuple(packs))
    for card in told:
        paper.new_sheet()
        _front(paper, card)
        paper.new_page()
        _back(paper, card)
    return paper.finish(
        title=_TITLE,
        footer=f"Law pack {', '.join(packs)}",
        at=datetime(told[0].answer.on.year, 1, 1, tzinfo=UTC),
        demonstration=DEMONSTRATION if is_demonstration else "",
        marking=_TITLE,
    )


def _cover(paper: Paper, cards: tuple[Card, ...], packs: tuple[str, ...]) -> None:
    paper.title(_TITLE)
    paper.say(
        "Invented situations about sharing information to protect children and adults. Each is on "
        "one sheet: the situation and the vote in front, the answer and the law on the back.",
        style="Lead",
    )
    paper.heading("How to use them")
    for line in (
        "Read the situation aloud. Take no questions beyond what the card says is known.",
        "Everybody votes once for each recipient, before anybody argues.",
        "Turn over. Where the room and the card differ, find the answer or the law that divides you.",
        "Take the questions at the end of the back. Write down what your own procedures should say.",
    ):
        paper.say(line, style="List Number")
    paper.say(
        f"The answers come from the law pack {', '.join(packs)}. They are advice, not orders and not "
        "legal advice: a named person decides. Law marked (to verify) has not been read at its source.",
    )
    paper.heading("The cards")
    rows = [[Cell(card.id), Cell(card.title), Cell(card.heading)] for card in cards]
    paper.table(("Card", "Situation", "Group"), rows, (4, 8, 5))


def _front(paper: Paper, card: Card) -> None:
    paper.say(f"{card.heading} \u00b7 card {card.id}", style="Quiet")
    paper.heading(card.title)
    if card.say:
        paper.say(card.say, style="Lead")
    paper.subheading("What you know")
    _bullets(paper, card.known)
    paper.subheading("Who would have it")
    _each(paper, card.recipients)
    if card.items:
        paper.subheading("What you could share")
        _each(paper, card.items)
    paper.subheading("What would you do? Vote before you turn over")
    _votes(paper, card.recipients)


def _bullets(paper: Paper, lines: Iterable[str]) -> None:
    for line in lines:
        paper.say(line, style="List Bullet")


def _each(paper: Paper, held: Iterable[Named]) -> None:
    for one in held:
        paper.say(
            (f"{_capital(one.name)}.", "Strong text"), " ", " ".join(one.known), style="List Bullet"
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _votes(paper: Paper, recipients: tuple[Named, ...]) -> None:
    """One column for each recipient; past four, the room says whom each vote is about."""
    names = [_capital(one.name) for one in recipients]
    columns = names if len(names) <= _MOST_COLUMNS else ["Each of them, in turn"]
    rows = [[Cell(said), *(Cell(_BOX) for _ in columns)] for said in VOTES.values()]
    paper.table(("Your vote", *columns), rows, (3, *(2 for _ in columns)))


def _back(paper: Paper, card: Card) -> None:
    paper.say(f"{card.heading} \u00b7 card {card.id} \u00b7 the answer", style="Quiet")
    paper.subheading(f"The answer: {card.title}")
    now = card.answer.act_now
    if now is not None:
        paper.say(f"Now: {now.headline}", style="Act now")
        paper.say(now.sentence)
    for advice in card.answer.recipients:
        _recipient(paper, advice)
    _items(paper, card)
    _steps(paper, card)
    paper.say(("Telling the person. ", "Strong text"), card.answer.telling.sentence)
    paper.subheading("To talk about")
    _bullets(paper, card.prompts)
    _law(paper, card)
    if card.expected:
        wanted = ", ".join(VOTES.get(code, code) for code in card.expected)
        paper.say(
            ("The authors of this card expected: ", "Strong text"),
            f"{wanted}. The card and the tables differ, and one of them is wrong. Tell whoever "
            "keeps the law pack.",
        )


def _recipient(paper: Paper, advice: RecipientAdvice) -> None:
    vote = VOTES.get(advice.outcome, "Not settled")
    paper.say((f"{advice.headline}.", "Strong text"), f" Vote: {vote}.", style="Tool text")
    paper.say(advice.sentence)
    _bullets(paper, dict.fromkeys(reason.sentence for reason in advice.reasons))


def _items(paper: Paper, card: Card) -> None:
    """How each item goes to each recipient, unless there is one item and it goes or stays whole."""
    rules = {item.rule for advice in card.answer.recipients for item in advice.items}
    if len(card.items) < _SEVERAL and rules <= {"share", "withhold"}:
        return
    rows = [
        [Cell(item.label), Cell(_capital(advice.name)), Cell(item.rule_label), Cell(item.sentence)]
        for advice in card.answer.recipients
        for item in advice.items
    ]
    paper.table(("What", "To whom", "How it goes", "In words"), rows, (6, 4, 3, 6))


def _steps(paper: Paper, card: Card) -> None:
    """What to do next: what holds for everybody once, then what is for one recipient alone."""
    held: dict[str, list[str]] = {}
    for advice in card.answer.recipients:
        steps = in_order(advice.consult, advice.next_steps)
        for sentence in dict.fromkeys(step.sentence for step in steps):
            held.setdefault(sentence, []).append(advice.name)
    everybody = len(card.answer.recipients)
    common = [sentence for sentence, names in held.items() if len(names) == everybody]
    if common:
        paper.say(("Next. ", "Strong text"), " ".join(common))
    for advice in card.answer.recipients:
        own = [s for s, names in held.items() if len(names) < everybody and names[0] == advice.name]
        if own:
            paper.say((f"About {advice.name}. ", "Strong text"), " ".join(own))


def _law(paper: Paper, card: Card) -> None:
    """Each line of law once, by its heading, and the sources of the reasons, marked where unverified."""
    lines: dict[str, dict[str, None]] = {}
    for line in (line for advice in card.answer.recipients for line in advice.law):
        text = f"{line.text}{' (to verify)' if card.answer.is_to_verify(line) else ''}."
        lines.setdefault(line.heading, {})[text] = None
    if lines:
        paper.subheading("The law")
    for heading, texts in lines.items():
        paper.say((f"{heading}. ", "Strong text"), " ".join(texts), style="Cell")
    keys = [key for one in card.answer.recipients for reason in one.reasons for key in reason.cites]
    if keys:
        named = sources(card.answer, tuple(dict.fromkeys(keys)))
        paper.say(("The reasons rest on: ", "Strong text"), named, ".", style="Quiet")
