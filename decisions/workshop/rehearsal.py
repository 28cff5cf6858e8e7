"""Practice: one situation at a time, answered by a person and then by the tables. Nothing is stored.

The model answer is the advice the product itself would give, drawn by the same panels, so that what is
practised is what will be met.
"""

from functools import lru_cache

from decisions.assessment import Frozen
from decisions.policy.released import load_released
from decisions.workshop.cards import Card, card
from decisions.workshop.neighbours import Neighbours
from decisions.workshop.scenarios import Library, read, scenarios_dir
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _


class Situation(Frozen):
    """A situation to choose from."""

    id: str
    name: str
    heading: str


@lru_cache
def _library() -> Library:
    return read(scenarios_dir())


def situations(actor: Actor) -> tuple[Situation, ...]:
    """Every situation there is, in the order of its file; nobody in them exists."""
    require(actor, Action.LAW_READ)
    library = _library()
    return tuple(
        Situation(id=one.id, name=one.name, heading=library.headings[one.group])
        for one in library.scenarios
    )


def rehearsal(actor: Actor, scenario_id: str) -> Card:
    """One situation with its model answer; ``NotFound`` when there is no such situation."""
    require(actor, Action.LAW_READ)
    library = _library()
    for scenario in library.scenarios:
        if scenario.id == scenario_id:
            pack = load_released(scenario.on)
            return card(library, scenario, Neighbours(pack, (scenario,)))
    raise NotFound(_("There is no situation of this name."))
