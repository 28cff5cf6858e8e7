"""The pages of a journey: what each is, where it stands, and how many are left.

A stop's ``key`` is what goes in the address: ``harm``, ``recipients/<id>/link``, ``items/<id>/use``.
"""

from dataclasses import dataclass

from decisions.journey.fields import Step
from decisions.journey.steps import STEPS
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext


@dataclass(frozen=True)
class Stop:
    """One page: its steps, and whose answers they hold."""

    steps: tuple[type[Step], ...]
    owner: str | None
    title: str
    is_done: bool

    @property
    def step(self) -> type[Step]:
        """The first step of the page, which names it."""
        return self.steps[0]

    @property
    def key(self) -> str:
        """What identifies the page in an address; it carries no answer."""
        return stop_key(self.step, self.owner)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that leads here: one for each step on the page."""
        return tuple(stop_key(step, self.owner) for step in self.steps)


@dataclass(frozen=True)
class Journey:
    """The pages that apply now, in order."""

    stops: tuple[Stop, ...]
    kept: tuple[Stop, ...] = ()
    """Pages that are not asked any more and were answered: they count, and may be changed."""
    may_come: int = 0
    """How many pages are asked only if what is still to be answered makes them matter."""

    @property
    def next(self) -> Stop | None:
        """The first page that still needs an answer, or None when the advice is ready."""
        return next((stop for stop in self.stops if not stop.is_done), None)

    @property
    def left(self) -> int:
        """How many pages still need an answer."""
        return sum(not stop.is_done for stop in self.stops)

    @property
    def words_left(self) -> str:
        """The same in words, never too few: from what is asked for certain to all that may be asked."""
        if self.left == 0:
            return _("no questions left")
        if not self.may_come:
            return ngettext(
                "{count} page of questions left", "about {count} pages left", self.left
            ).format(count=self.left)
        return _("about {least} to {most} pages left").format(
            least=self.left, most=self.left + self.may_come
        )

    def stop(self, key: str) -> Stop | None:
        """The page that this key leads to, if it applies or was answered while it did."""
        return next((stop for stop in (*self.stops, *self.kept) if key in stop.keys), None)

    def can_visit(self, key: str) -> bool:
        """Whether every page before this one is done."""
        for stop in self.stops:
            if key in stop.keys:
                return True
            if not stop.is_done:
                return False
        return any(key in stop.keys for stop in self.kept)

    def after(self, key: str) -> Stop | None:
        """The page to go to from this one: the next that follows it, else the first not done."""
        at = self._place(key)
        return self.stops[at + 1] if at + 1 < len(self.stops) else self.next

    def back(self, key: str) -> Stop | None:
        """The page before this one, or None at the start."""
        at = self._place(key)
        return self.stops[at - 1] if at > 0 else None

    def _place(self, key: str) -> int:
        """Where a page stands; past the end for one that does not apply."""
        places = (place for place, stop in enumerate(self.stops) if key in stop.keys)
        return next(places, len(self.stops))


def stop_key(step: type[Step], owner: str | None) -> str:
    """``harm``, ``recipients/<id>/link`` or ``cells/<recipient>/<item>/as_sent``."""
    return step.key if owner is None else f"{step.scope}/{owner}/{step.key}"


def step_at(key: str) -> tuple[type[Step], str | None]:
    """The step and owner a key stands for; ``KeyError`` when there is no such page."""
    scope, *rest = key.split("/", 1)
    if not rest:
        return STEPS[key], None
    *front, name = rest[0].rsplit("/", 1)
    step, owner = STEPS[name], "".join(front)
    if step.scope != scope or not owner:
        raise KeyError(key)
    return step, owner
