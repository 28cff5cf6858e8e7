"""The fields of a request or a log entry: kept while they are typed, and all of them again at Continue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from decisions.casework import writing
from decisions.journey.fields import NARRATIVE_LIMIT
from decisions.pages import _late
from decisions.pages._follow_up import held
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound, StorageUnavailable
from isa.platform.wording import gettext as _
from isa.ui import door, fields, state
from isa.ui.components.page_script import shown_before
from isa.ui.fields import Option
from isa.ui.frame import current

TOO_LONG = _("Not saved: it is too long. The text stays on this page until you shorten it.")

_OTHER_TAB = _(
    "Not saved: this was changed in another tab. Go on to choose which of the two stays."
)


def say_refused(fault: str, value: object) -> None:
    """In a callback: why a field was not kept; what else is wrong is said at Continue."""
    if fault == writing.OTHER_TAB:
        state.say(_OTHER_TAB)
    else:
        state.say(TOO_LONG if isinstance(value, str) else "")


@dataclass(frozen=True)
class Writing:
    """What is being written: the page's key, the id, and what is kept of it."""

    key: str
    id: str
    words: Mapping[str, object]

    @property
    def seen(self) -> dict[str, str]:
        """What this visit knows of each field: what stood there as it began, and what was kept since.

        Where a session takes the place of one that was lost it is what the browser was shown.
        """
        now = {name: writing.as_seen(value) for name, value in self.words.items()}
        began = shown_before(brought) if (brought := state.brought()) else now
        found = state.notes(self.key).setdefault("seen", began)
        return found if isinstance(found, dict) else {}

    def _save(self, given: Mapping[str, object]) -> None:
        """Keep these fields; what another tab changed since is left, and not a second time."""
        seen = self.seen
        try:
            writing.save(door.database(), door.actor(), self.id, given, seen=seen)
        except Invalid as error:
            seen |= {
                name: writing.as_seen(given[name]) for name in given if name not in error.faults
            }
            raise
        seen |= {name: writing.as_seen(value) for name, value in given.items()}

    def _keep(self, name: str, label: str) -> Callable[[object], None]:
        def keep(value: object) -> None:
            try:
                self._save({name: value})
            except (
                Invalid
            ) as error:  # what else is wrong is said at Continue, not while somebody types
                say_refused(error.faults.get(name, ""), value)
                return
            except StorageUnavailable:
                state.say(_("Not saved. The service did not answer."))
                return
            except NotFound as finished:
                _late.apart(self.id, label, value, str(finished))
                return
            state.say(_("Saved {time}").format(time=clock.show_time(clock.now())))

        return keep

    def _read_anew(self, faults: Mapping[str, str]) -> None:
        """It was said that another tab changed these: whoever presses again means it."""
        changed = [name for name, fault in faults.items() if fault == writing.OTHER_TAB]
        if changed:
            held = writing.held(door.database(), door.actor(), self.id)
            self.seen.update({name: writing.as_seen(held.get(name)) for name in changed})

    def text(self, name: str) -> str:
        """What is kept of a text: as it was typed, where it is too long."""
        return str(self._over.get(name) or self.words.get(name) or "")

    @property
    def _over(self) -> Mapping[str, str]:
        """The texts that are too long, by field."""
        held = self.words.get("too_long")
        return held if isinstance(held, dict) else {}

    def status(self, *names: str) -> str:
        """The line beside Continue: that a text of this page is not saved, or nothing."""
        return TOO_LONG if self._over.keys() & set(names) else ""

    def take_over(self, value: object, held: object, keep: Callable[[Any], None]) -> None:
        """Once a field is drawn: keep what only the browser held when it found this server."""
        current().seen = self.seen
        if state.brought() and writing.as_seen(value) != writing.as_seen(held):
            keep(value)

    def line(self, name: str, label: str, hint: str = "") -> None:
        """A line of text."""
        keep, text = self._keep(name, label), self.text(name)
        value = fields.text_input(name, label, text, keep, hint=hint)
        self.take_over(value, text, keep)

    def narrative(self, name: str, label: str, hint: str = "", rows: int = 5) -> None:
        """A long text."""
        keep, text = self._keep(name, label), self.text(name)
        value = fields.narrative(
            name, label, text, keep, hint=hint, limit=NARRATIVE_LIMIT, rows=rows
        )
        self.take_over(value, text, keep)

    def radios(
        self, name: str, label: str, options: Sequence[Option], hint: str = ""
    ) -> str | None:
        """One of several; nothing is preselected."""
        keep, held = self._keep(name, label), self.text(name) or None
        value = fields.radios(name, label, options, held, keep, hint=hint)
        self.take_over(value, held, keep)
        return value

    def day(self, name: str, label: str, hint: str) -> None:
        """A date."""
        value = self.words.get(name)
        held = value if isinstance(value, date) else None
        keep = self._keep(name, label)
        typed = fields.date_input(name, label, held, keep, hint=hint)
        self.take_over(typed, held, keep)

    def keep_all(
        self,
        *,
        texts: Sequence[str] = (),
        choices: Sequence[str] = (),
        days: Mapping[str, str] = {},
    ) -> bool:
        """In the callback of Continue: keep what the page holds; False where something will not do."""
        given: dict[str, object] = {name: held(name) for name in texts}
        given |= {name: state.widget_value(name) for name in choices}
        faults = {}
        for name, what in days.items():
            if not fields.is_date_empty(name) and (fault := fields.date_fault(name, what)):
                faults[name] = fault
            else:
                given[name] = fields.typed_date(name)
        try:
            self._save(given)
        except Invalid as error:
            faults |= error.faults
            self._read_anew(error.faults)
        except NotFound as finished:
            state.tell(str(finished))
            return False
        except StorageUnavailable as error:
            faults[""] = str(error)
        if faults:
            state.fail(self.key, faults)
            return False
        state.clear_faults()
        return True
