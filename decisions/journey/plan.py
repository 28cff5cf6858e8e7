"""The order of pages for each depth, and which steps share a page.

Within a block each recipient, item or person goes through all its pages. Steps on one page have one
owner and come in asking order. What telling a recipient could do is asked last: only then is it known
whose choice each item is, and whether that harm can still change anything.
"""

from functools import cache

from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.fields import Scope
from decisions.journey.steps import STEPS
from isa.platform.wording import gettext as _

Page = tuple[str, ...]
"""The keys of the steps on one page."""
Block = tuple[Scope, tuple[Page, ...]]

_FULL: tuple[Block, ...] = (
    (Scope.CASE, (("caller", "request"), ("about", "person"), ("harm",), ("story",))),
    (Scope.RECIPIENT, (("recipient",),)),
    (Scope.CASE, (("purpose",),)),
    (Scope.RECIPIENT, (("link",),)),
    (Scope.CASE, (("circumstances",), ("telling",), ("choice", "views"))),
    (Scope.ITEM, (("item",), ("use",), ("care",))),
    (Scope.CASE, (("more",),)),
    (Scope.PERSON, (("them",),)),
    (Scope.RECIPIENT, (("effect",),)),
    (Scope.CASE, (("enquiries",),)),
)
_QUICK: tuple[Block, ...] = (
    (Scope.CASE, (("caller", "request"), ("about",), ("harm", "story"), ("purpose", "enquiries"))),
    (Scope.RECIPIENT, (("recipient", "link"),)),
    (Scope.CASE, (("circumstances",), ("telling", "choice", "views"))),
    (Scope.ITEM, (("item",), ("use", "care"))),
    (Scope.PERSON, (("them",),)),
    (Scope.RECIPIENT, (("effect",),)),
)
_PHONE: tuple[Block, ...] = (
    (Scope.CASE, (("about",), ("harm",), ("story",))),
    (Scope.RECIPIENT, (("recipient",),)),
    (Scope.CASE, (("purpose",), ("circumstances",), ("choice",))),
)
_CHECK: tuple[Block, ...] = (
    (Scope.CASE, (("sending", "about", "harm"),)),
    (Scope.RECIPIENT, (("recipient", "link"),)),
    (Scope.CASE, (("contents",), ("readers",), ("circumstances",), ("telling", "choice", "views"))),
    (Scope.RECIPIENT, (("effect",),)),
)
PLANS: dict[Depth, tuple[Block, ...]] = {
    Depth.PHONE: _PHONE,
    Depth.QUICK: _QUICK,
    Depth.CHECK: _CHECK,
    Depth.FULL: _FULL,
}

_FIRST_ASKED: Page = ("caller", "request")
_TITLES: dict[Page, str] = {
    ("caller", "request"): _("Who is ringing, and what do they ask for?"),
    ("caller", "about"): _("Who is ringing, and who is it about?"),
    ("caller", "about", "person"): _("Who is ringing, and who is it about?"),
    ("recipient", "link"): _("Who would you tell, and what is their part?"),
    ("telling", "choice", "views"): _("Is it safe to tell them, and what do they say?"),
    ("telling", "choice"): _("Is it safe to tell them, and whose choice is it?"),
    ("telling", "views"): _("Is it safe to tell them, and what do they say?"),
    ("choice", "views"): _("Whose choice is it, and what do they say?"),
    ("harm", "story"): _("What is happening, and how serious is it?"),
    ("use", "care"): _("How much of it do they need, and does it need care?"),
}
"""What a page is called that has several steps and not the title of its first."""


_WHEN_ASKED: dict[str, str] = {
    "recipient": _("Who is asking?"),
    "link": _("Their part in this"),
    "purpose": _("What do they want it for?"),
    "item": _("What would you give them?"),
}
"""What pages are called where somebody asked for information, by their first step."""
_WHEN_SENDING: dict[str, str] = {
    "recipient": _("Who will read it, and is the way safe?"),
    "telling": _("Is it safe, and what do they say?"),
    "effect": _("What harm could come of their reading it?"),
}
"""The same where something is about to be sent."""


@cache
def title_of(page: Page, trigger: Trigger) -> str:
    """What a page is called."""
    told = {Trigger.REQUEST_RECEIVED: _WHEN_ASKED, Trigger.ROUTINE_SENDING: _WHEN_SENDING}
    if found := told.get(trigger, {}).get(page[0]):
        return found
    return _TITLES.get(page, STEPS[page[0]].title)


@cache
def plan_of(depth: Depth, trigger: Trigger) -> tuple[Block, ...]:
    """The pages of a depth in order; whoever asks for information is looked at first."""
    plan = PLANS[depth]
    if trigger is Trigger.OWN_CONCERN and plan[0][1][0] == _FIRST_ASKED:
        (scope, (first, about, *others)), *rest = plan
        return ((scope, ((*first, *about), *others)), *rest)  # somebody may have rung to tell us
    if trigger is not Trigger.REQUEST_RECEIVED or depth is Depth.PHONE:
        return plan
    (scope, (first, *others)), *rest = plan
    if depth is Depth.FULL:
        others = [("about", "person"), ("harm", "story")]
    asker = next(block for block in rest if block[1][0][0] == "recipient")
    return ((scope, (first,)), asker, (scope, tuple(others)), *(b for b in rest if b is not asker))


def _check() -> None:
    for plan in PLANS.values():
        for scope, pages in plan:
            for key in (key for page in pages for key in page):
                if STEPS[key].scope is not scope:
                    raise TypeError(f"Step {key} is not asked of {scope}.")


_check()
