"""What the partnership's overlay adds to what is shown: sentences, numbers, quotations, shorter clocks.

Pure, and outside the advice: it is handed the findings, never the other way round. Nothing national
is taken away or moved, and no clock becomes longer. What may lead to contact with the person or the
family is left out where that is not known to be safe.
"""

from collections.abc import Iterable
from datetime import datetime

from decisions.assessment import (
    Contact,
    LocalGuidance,
    LocalStage,
    LocalThreshold,
    LocalWords,
)
from decisions.journey import people
from decisions.journey.answers import Answers
from decisions.journey.clocks import due_at, due_in_words
from decisions.journey.contacts import Contacts
from decisions.policy.overlay import Consultee, OverlayFile
from decisions.policy.overlays import InUse
from decisions.policy.source import Timescale
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _


class Local:
    """The overlay in use, ready to be asked; with no overlay every answer is empty."""

    def __init__(self, found: InUse | None = None) -> None:
        """Take what ``overlays.in_use`` found."""
        self._found = found or InUse()

    @property
    def _written(self) -> OverlayFile | None:
        return self._found.overlay.written if self._found.overlay else None

    def beside(self, code: str) -> tuple[LocalGuidance, ...]:
        """The local sentences that stand beside a step, and who a role is here."""
        written = self._written
        if written is None:
            return ()
        said = [
            self._said(one.text, one.source, asks_for_contact=one.asks_for_contact)
            for one in written.guidance
            if one.beside == code
        ]
        who = [
            self._said(_who(one), "", asks_for_contact=False)
            for one in written.consultee
            if one.role == code
        ]
        return (*who, *said)

    def at_finding(self, finding: str, value: str | None) -> tuple[LocalGuidance, ...]:
        """The local sentences that stand beside a finding that is shown."""
        written = self._written
        return tuple(
            self._said(one.text, one.source, asks_for_contact=one.asks_for_contact)
            for one in (written.guidance if written else ())
            if (one.finding, one.value) == (finding, value)
        )

    def _said(self, text: str, source: str, *, asks_for_contact: bool) -> LocalGuidance:
        return LocalGuidance(
            partnership=self._written.partnership if self._written else "",
            text=text,
            source=source,
            asks_for_contact=asks_for_contact,
        )

    def due(
        self, key: str, clock: Timescale, at: datetime, nation: str
    ) -> tuple[str, datetime | None, str]:
        """When something is due: in words, the instant, and the local source where the clock is local.

        The local clock counts only where it ends no later than the pack's.
        """
        words, due = due_in_words(clock, at, nation), due_at(clock, at, nation)
        written = self._written
        for one in written.timescale if written else ():
            if one.key != key or one.variant is not None or written is None:
                continue
            local = clock.model_copy(
                update={"text": one.text, "amount": one.amount, "unit": one.unit, "cites": ()}
            )
            ends = due_at(local, at, nation)
            if ends is not None and (due is None or ends < due):
                said = f"{due_in_words(local, at, nation)} ({written.partnership})"
                return said, ends, one.source
        return words, due, ""

    def added_to(self, contacts: Contacts, answers: Answers) -> Contacts:
        """The numbers to ring with the partnership's after them; a number already there stands once."""
        written = self._written
        if written is None:
            return contacts
        about = _about(answers)
        known = {_digits(one.number) for one in contacts.front_door}
        more = [
            Contact(
                label=f"{written.partnership}: {one.label}",
                number=one.number,
                hours=one.hours,
                checked_on=one.checked_on,
            )
            for one in written.contact
            if one.about in about and _digits(one.number) not in known
        ]
        first = {_digits(one.number): one for one in reversed(more)}
        kept = tuple(one for one in more if first[_digits(one.number)] is one)
        return contacts.model_copy(update={"front_door": (*contacts.front_door, *kept)})

    def thresholds(self, answers: Answers) -> tuple[LocalThreshold, ...]:
        """Every quotation about whoever is in play, for the page that asks about harm."""
        written, about = self._written, _about_thresholds(answers)
        return tuple(
            LocalThreshold(
                about=one.about,
                level=one.level,
                beside=one.beside,
                quotation=one.quotation,
                source=one.source,
            )
            for one in (written.threshold if written else ())
            if one.about in about
        )

    def words(self, answers: Answers) -> LocalWords | None:
        """What the assessment says of the overlay: which one, its quotations for this harm, its stages."""
        overlay, note = self._found.overlay, self._found.note
        if overlay is None:
            return LocalWords(note=note) if note else None
        harm = people.harm_if_not_shared(answers)
        return LocalWords(
            id=overlay.written.id,
            version=overlay.written.version,
            digest=overlay.digest,
            partnership=overlay.written.partnership,
            note=note,
            thresholds=tuple(one for one in self.thresholds(answers) if one.beside == harm),
            escalation=tuple(
                LocalStage(stage=one.stage, roles=one.roles, hours=one.hours, what=one.what)
                for one in overlay.written.escalation
            ),
        )

    @property
    def partnership(self) -> str:
        """Whose overlay it is; empty without one."""
        return self._written.partnership if self._written else ""


NO_OVERLAY = Local()


def safe(found: Iterable[LocalGuidance], *, is_contact_safe: bool) -> tuple[LocalGuidance, ...]:
    """What may be shown: nothing that may lead to contact unless contact is safe."""
    return tuple(one for one in found if is_contact_safe or not one.asks_for_contact)


def _about(answers: Answers) -> frozenset[str]:
    """Whose numbers fit: a child's, an adult's or both. Unanswered counts as both."""
    found = {"child": people.child_in_play(answers), "adult": people.adult_position(answers)}
    return frozenset(about for about, value in found.items() if value != "none")


def _about_thresholds(answers: Answers) -> frozenset[str]:
    """Whose quotations fit: an adults board writes of adults who need care and support."""
    without_needs = people.adult_position(answers) == "other_adult"
    return _about(answers) - ({"adult"} if without_needs else frozenset())


def _who(one: Consultee) -> str:
    if one.number is None or one.checked_on is None:
        return f"{one.who}."
    hours = f" {one.hours}." if one.hours else ""
    return _("{who}: {number}.{hours} Number checked {checked_on}.").format(
        who=one.who, number=one.number, hours=hours, checked_on=show_date(one.checked_on)
    )


def _digits(number: str) -> str:
    plain = "".join(c for c in number if c.isdigit() or c == "+")
    return f"0{plain[3:]}" if plain.startswith("+44") else plain
