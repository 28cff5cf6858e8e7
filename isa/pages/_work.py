"""What the pages of the work list share: what is selected, the filter in use, a task as a row."""

from collections.abc import Sequence

from isa.pages._register import day_cell
from isa.pages._selection import Selection
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.worklist.model import LABELS, OF_PARTIES, Task, TaskKey, TaskKind, Wanted
from isa.ui import site, state
from isa.ui.components.table import Cell

KEY = "work"
SELECTION = Selection(KEY)
TOGETHER = "work_together"
_LAPSE = "lapse/"
_TAGS = {
    TaskKind.REVIEW: "yellow",
    TaskKind.ENDING: "red",
    TaskKind.SIGNATURE: "yellow",
    TaskKind.QUESTION: "orange",
    TaskKind.AUTHORITY: "orange",
    TaskKind.CANNOT_SAY: "blue",
    TaskKind.INCOMPLETE: "gray",
    TaskKind.CONTACT: "gray",
}


def picked() -> tuple[TaskKey, ...]:
    """What is selected, on whatever part of the list."""
    return tuple(TaskKey.read(text) for text in SELECTION.ids())


def pick(keys: Sequence[TaskKey]) -> None:
    """Select exactly these."""
    SELECTION.replace([str(key) for key in keys])


def change_together(keys: Sequence[TaskKey], *, back: str) -> None:
    """In a callback: go and do one thing with these; ``back`` is the list they were selected in."""
    pick(keys)
    state.choose(TOGETHER, "back", back)
    site.go(TOGETHER)


def came_from() -> str:
    """The list in which what is to be changed together was selected."""
    return state.chosen(TOGETHER, "back") or KEY


def filter_in_use() -> Wanted:
    """The filter of this session; everything empty is the in-tray."""
    held = state.chosen(KEY, "filter")
    return Wanted.model_validate_json(held) if held else Wanted()


def use_filter(wanted: Wanted) -> None:
    """Remember the filter for this session."""
    state.choose(KEY, "filter", wanted.model_dump_json())


def name_of(task: Task) -> str:
    """What a task is about, in a few words."""
    return ", ".join(part for part in (task.reference, task.agency_name) if part)


def row(task: Task) -> list[Cell | str]:
    """A task as a row of the list."""
    return [
        Cell(
            task.reference or task.agency_name,
            go=str(task.key),
            more=task.agency_name if task.reference else "",
        )
        if task.agency_name
        else Cell(task.reference, go=str(task.key), more=task.title),
        Cell(_kind(task), tag=_TAGS[task.key.kind]),
        task.agency_name,
        task.title,
        day_cell(task.due),
        Cell(_days(task), sort=task.days if task.days is not None else -100_000),
        _more(task),
        _lapsing(task),
    ]


def _kind(task: Task) -> str:
    """The task in words; an end that has passed is not still to come."""
    is_over = task.key.kind is TaskKind.ENDING and (task.days or 0) > 0
    return _("Ended") if is_over else LABELS[task.key.kind]


def _days(task: Task) -> str:
    if task.days is None:
        return ""
    if task.days < 0:
        return ngettext("in {days} day", "in {days} days", -task.days).format(days=-task.days)
    return ngettext("{days} day", "{days} days", task.days).format(days=task.days)


def _more(task: Task) -> str:
    chased = (
        _("chased on {day}").format(day=day_cell(task.chased_on).text) if task.chased_on else ""
    )
    owner = _("looked after by: {post}").format(post=task.owner) if task.owner else ""
    return ". ".join(part[0].upper() + part[1:] for part in (task.detail, chased, owner) if part)


def _lapsing(task: Task) -> Cell | str:
    """Beside what ends or is to be reviewed: the way to who would lose cover without it."""
    if task.key.kind not in (TaskKind.ENDING, TaskKind.REVIEW):
        return ""
    return Cell(_("What would lapse?"), go=f"{_LAPSE}{task.key.agreement_id}", more=task.reference)


def open_task(text: str) -> None:
    """In a callback: the page where a task is done, or the one that says what would lapse."""
    if text.startswith(_LAPSE):
        site.go("impact", agreement=text.removeprefix(_LAPSE))
        return
    key = TaskKey.read(text)
    if key.kind is TaskKind.CONTACT:
        site.go("agency", id=key.agency_id)
        return
    is_about_party = key.kind in OF_PARTIES or key.agency_id
    if is_about_party:
        site.go("agreement_party", id=key.agreement_id, agency=key.agency_id)
    else:
        site.go("agreement", id=key.agreement_id)
