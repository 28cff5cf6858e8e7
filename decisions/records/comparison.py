"""Two versions of a record beside each other: what was said in one and not in the other, word by word.

The older is the one that was replaced. Nothing is judged; what is the same is left out.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from decisions.assessment import Frozen
from decisions.records import packet, times, wording
from decisions.records.content import Content, Told
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _

MOST_WORDS = 6000
"""Longer texts, in words and spaces, are shown whole and not compared word by word."""
_PARTS = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(Frozen):
    """Some words: in both versions, or in one of them alone."""

    words: str
    is_before: bool
    is_after: bool


class Difference(Frozen):
    """One thing that differs: where, what, and its words in both versions."""

    part: str
    what: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The two texts as one, with what was taken out and put in."""
        return redline(self.before, self.after)


Line = tuple[str, str, str]
"""Part, what, and the words."""


def comparison(before: Content, after: Content) -> tuple[Difference, ...]:
    """What differs, in the order of the newer record; what only the older one has comes last."""
    old, new = _keyed(_lines(before)), _keyed(_lines(after))
    found = []
    for key in (*new, *(key for key in old if key not in new)):
        for was, now in zip_longest(old.get(key, []), new.get(key, []), fillvalue=""):
            if was != now:
                found.append(Difference(part=key[0], what=key[1], before=was, after=now))
    return tuple(found)


def _keyed(lines: Iterable[Line]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for part, what, words in lines:
        found.setdefault((part, what), []).append(words)
    return found


def _lines(content: Content) -> Iterator[Line]:
    yield from _decision(content)
    yield from _tool(content)
    yield from _told(_("The person"), content.person)
    yield from _told(_("The situation"), content.concern)
    yield from _told(_("Advice sought"), content.advice)
    for item in content.items:
        yield from _told(_("Item: {label}").format(label=item.label), item.told)
    for one in times.moments(content):
        yield _("When"), one.what, one.when


def _told(part: str, answers: Iterable[Told]) -> Iterator[Line]:
    for one in answers:
        yield part, one.question, one.answer


def _decision(content: Content) -> Iterator[Line]:
    decision = content.decision
    for decided, sent in zip(decision.recipients, packet.packets(content), strict=True):
        part = _("Decision about {name}").format(name=sent.name)
        yield part, _("Decided"), wording.outcome(decided.outcome)
        yield part, _("Why did you decide this?"), decided.reasons
        yield part, _("What spoke against it?"), decided.weighed_against
        yield part, _("What makes this case different from the advice?"), decided.differs_because
        yield part, _("Sent to"), decided.sent_to
        yield part, _("How"), wording.method(decided.method)
        yield part, _("How they were checked"), decided.verified_how
        if letter := content.letters.get(decided.recipient_id):
            for asked, words in packet.written_to_them(letter):
                yield part, asked, words
        for line in sent.lines:
            yield part, line.label, "\n".join(filter(None, (line.decided, line.wording)))
    yield _("Afterwards"), _("Who tells the person, and when"), wording.told_by(decision)
    review = show_date(decision.review_on) if decision.review_on else ""
    yield _("Afterwards"), _("To be looked at again"), review


def _tool(content: Content) -> Iterator[Line]:
    shown = content.assessment
    part = _("What the tool said")
    yield part, _("Law used"), wording.law_used(shown)
    yield part, _("What waits for nothing"), shown.act_now.headline if shown.act_now else ""
    for advice in shown.recipients:
        yield part, advice.name, "\n".join((advice.headline, advice.sentence, advice.when))
        for reason in advice.reasons:
            yield part, _("Reasons about {name}").format(name=advice.name), reason.sentence
    yield part, _("Telling the person"), shown.telling.sentence
    for doubt in shown.doubts:
        yield part, wording.DOUBTS, "\n".join((doubt.words, *wording.doubted(doubt)))
    for line in shown.not_known:
        yield part, _("What was not known"), line


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts word by word; whole texts where they are too long, or too unlike, to compare so."""
    old, new = _words(before), _words(after)
    whole = ((before, True, False), (after, False, True))
    if len(old) + len(new) > MOST_WORDS:
        return tuple(Piece(words=w, is_before=b, is_after=a) for w, b, a in whole if w)
    found: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    same = sum(_count(old[one.a : one.a + one.size]) for one in matcher.get_matching_blocks())
    if 2 * same < max(_count(old), _count(new)):  # word by word nobody could read it
        return tuple(Piece(words=w, is_before=b, is_after=a) for w, b, a in whole if w)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found.append(Piece(words="".join(old[i:j]), is_before=True, is_after=True))
            continue
        if i < j:
            found.append(Piece(words="".join(old[i:j]), is_before=True, is_after=False))
        if k < m:
            found.append(Piece(words="".join(new[k:m]), is_before=False, is_after=True))
    return tuple(found)


def _count(parts: list[str]) -> int:
    """How many of the parts are words, not spaces or marks."""
    return sum(part[0].isalnum() for part in parts)


def _words(text: str) -> list[str]:
    """Words, the spaces between them, and each mark by itself."""
    return _PARTS.findall(text)
