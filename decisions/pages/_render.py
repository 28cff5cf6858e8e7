"""A step drawn from its declaration: each question its widget, each reveal below what opens it.

Every group of questions has a slot, filled or not, so that an answer never moves what stands above
it and nothing is mounted anew. Nothing is preselected; each answer is saved as it is given.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import streamlit as st

from decisions.journey import people, retold
from decisions.journey.check_answers import CASE_PERSON_WORDS
from decisions.journey.choices_case import Depth
from decisions.journey.fields import Choice, Dated, Question, Step, Widget, questions
from decisions.journey.relevance import is_required, offered, relevant_questions
from decisions.pages._before import offer
from decisions.pages._choose import choose_agency, choose_category
from decisions.pages._sheet import Sheet
from decisions.pages._typed import (
    NONE,
    dated_value,
    is_near,
    near_days,
    state_of,
    ticked_value,
)
from decisions.policy.subjects import CASE_PERSON
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import fields, state

_COUNT_FROM = 2_000
"""With this many characters left a long text starts to say how many there are."""
_MORE = "more"
_TO_COME = frozenset({"review_on"})
_NEAR = (_("Today"), _("Yesterday"))
_STATES = (
    ("exact", _("On another day I know")),
    ("about", _("I know about when")),
    ("not_known", _("I do not know")),
)


def draw(sheet: Sheet) -> None:
    """The questions of a step, in order."""
    relevant = {asked.name for asked in relevant_questions(sheet.step, sheet.owner, sheet.answers)}
    for opener, group in _groups(sheet.step):
        shown = [asked for asked in group if asked.name in relevant - sheet.skip]
        with st.container():
            if opener and shown:
                with fields.reveal(sheet.path(group[0].name)):
                    _draw_all(sheet, shown)
            elif shown:
                _draw_all(sheet, shown)
    if explained := [asked for asked in questions(sheet.step) if asked.ask.why]:
        with st.container():
            for asked in explained:
                if asked.name in relevant - sheet.skip:
                    st.markdown(_("**Why we ask.** {why}").format(why=asked.ask.why))


def _groups(step: type[Step]) -> list[tuple[str, list[Question]]]:
    """Questions one by one, except those that the question before them opens: they go together."""
    groups: list[tuple[str, list[Question]]] = []
    for asked in (one for one in questions(step) if not one.ask.is_retired):
        parent = asked.ask.when.field if asked.ask.when else ""
        opener, last = groups[-1] if groups else ("", [])
        if parent and parent == opener:
            last.append(asked)
        else:
            is_opened = bool(last) and parent == last[-1].name
            groups.append((parent if is_opened else "", [asked]))
    return groups


def _draw_all(sheet: Sheet, shown: Sequence[Question]) -> None:
    for asked in shown:
        _DRAW[asked.ask.widget](sheet, asked)


def _label(sheet: Sheet, asked: Question) -> str:
    label = sheet.labels.get(asked.name, retold.label(asked, sheet.answers.trigger))
    is_needed = is_required(asked, sheet.answers) or asked.name in sheet.needed
    return label if is_needed else _("{label} (optional)").format(label=label)


def _is_title(sheet: Sheet, asked: Question) -> bool:
    """Whether the heading above is the question itself, so that it is not said twice."""
    trigger = sheet.answers.trigger
    above = retold.title(sheet.step, trigger) if sheet.heading is None else sheet.heading
    return sheet.labels.get(asked.name, retold.label(asked, trigger)) == above


def _options(
    found: Sequence[Choice], words: Mapping[str, str] = MappingProxyType({})
) -> list[fields.Option]:
    told = [(c.value, words.get(c.value, c.text), c.hint) for c in found]
    return [(code, text, hint) if hint else (code, text) for code, text, hint in told]


def _radio(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    options = _options(offered(asked, sheet.owner, sheet.answers), sheet.options)

    def changed(value: str | None) -> None:
        if value == _MORE:
            state.choose(path, _MORE, _MORE)
        else:
            sheet.save(path, value)

    fields.radios(
        path,
        _label(sheet, asked),
        _in_a_hurry(sheet, asked, path, options),
        str(held) if held is not None else None,
        changed,
        hint=asked.ask.hint,
        is_heading=_is_title(sheet, asked),
    )


def _in_a_hurry(
    sheet: Sheet, asked: Question, path: str, options: list[fields.Option]
) -> list[fields.Option]:
    """In Phone now the likely options of a long list, and one that shows the rest below them."""
    likely = dict(asked.ask.likely).get(sheet.answers.trigger, ())
    if not likely or sheet.answers.depth is not Depth.PHONE:
        return options
    first = [one for one in options if one[0] in likely]
    held = sheet.value(asked.name)
    if state.chosen(path, _MORE) or (held is not None and str(held) not in likely):
        return [*first, *(one for one in options if one not in first)]
    return [*first, (_MORE, _("Something else: show every reason"))]


def _checkboxes(sheet: Sheet, asked: Question) -> None:
    """Ticks; the option that says "None of these" stands alone and is saved as itself."""
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    ticked = tuple(str(code) for code in held) if isinstance(held, tuple) else None
    options = offered(asked, sheet.owner, sheet.answers)
    none = next((c for c in options if c.value == NONE), None)

    def changed(value: tuple[str, ...] | None) -> None:
        sheet.save(path, ticked_value(asked, value))

    fields.checkboxes(
        path,
        _label(sheet, asked),
        _options([c for c in options if c is not none]),
        () if ticked == (NONE,) else ticked,
        changed,
        hint=asked.ask.hint or _("Select all that apply."),
        none_of_these=none.text if none else "",
        is_heading=_is_title(sheet, asked),
        groups={c.value: c.group for c in options if c.group},
    )


def _line(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    fields.text_input(
        path,
        _label(sheet, asked),
        sheet.text(asked.name),
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
        is_heading=_is_title(sheet, asked),
    )
    offer(sheet, asked)


def _narrative(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    fields.narrative(
        path,
        _label(sheet, asked),
        sheet.text(asked.name),
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
        limit=asked.limit or 0,
        count_from=_COUNT_FROM,
        rows=6 if asked.ask.is_required else 3,
    )
    offer(sheet, asked)


def _date(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    fields.date_input(
        path,
        _label(sheet, asked),
        held if isinstance(held, date) else None,
        lambda value: sheet.save(path, value.isoformat() if value else None),
        hint=_("{hint} {example}").format(hint=asked.ask.hint, example=_example(asked)).strip(),
        is_heading=_is_title(sheet, asked),
    )
    if asked.name in _TO_COME:
        st.button(_("In a week"), key=f"week-{path}", on_click=_in_a_week, args=(path,))


def _in_a_week(path: str) -> None:
    """In a callback: type the day in; the page keeps it like any other that was typed."""
    fields.set_date(path, clock.today() + timedelta(weeks=1))


def _example(asked: Question) -> str:
    """A day that would do: for a day still to come, a week from now."""
    if asked.name not in _TO_COME:
        return fields.example_day(clock.today())
    day = clock.today() + timedelta(weeks=1)
    return _("A week from now is {day}.").format(day=f"{day.day} {day.month} {day.year}")


def _dated(sheet: Sheet, asked: Question) -> None:
    """A day that is known, about known, or not known; the details open below the choice."""
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    known = held if isinstance(held, Dated) else None

    def changed(_value: object) -> None:
        sheet.save(path, dated_value(path))

    picked = fields.radios(
        path,
        _label(sheet, asked),
        [*zip(near_days(), _NEAR, strict=True), *_STATES],
        state_of(known),
        changed,
        hint=asked.ask.hint,
    )
    with st.container():
        if is_near(picked):
            with fields.reveal(path):
                _clock_time(path, known, changed)
        elif picked == "exact":
            with fields.reveal(path):
                fields.date_input(f"{path}.on", _("Date"), known.on if known else None, changed)
                _clock_time(path, known, changed)
        elif picked == "about":
            with fields.reveal(path):
                fields.text_input(
                    f"{path}.words",
                    _("About when?"),
                    known.words if known else "",
                    changed,
                    hint=_("For example 'early November'."),
                )


def _clock_time(path: str, known: Dated | None, changed: Callable[[object], None]) -> None:
    at = f"{known.at:%H:%M}" if known and known.at else ""
    fields.text_input(
        f"{path}.at",
        _("Time, if you know it"),
        at,
        changed,
        hint=_("For example 09:10."),
        width=120,
    )


def _agency(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    choose_agency(
        path,
        _label(sheet, asked),
        str(held) if held else None,
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
    )


def _category(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    choose_category(
        path,
        _label(sheet, asked),
        str(held) if held else None,
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
    )


def _person(sheet: Sheet, asked: Question) -> None:
    """Whose choice an item is: the person it all is about, somebody named before, somebody new."""
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    fields.radios(
        path,
        _label(sheet, asked),
        [(CASE_PERSON, CASE_PERSON_WORDS), *_somebody_else(sheet, str(held or ""))],
        str(held) if held else None,
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
    )


def _somebody_else(sheet: Sheet, held: str) -> list[fields.Option]:
    """Those named so far, then one who is not named yet: their id comes from the item that brings them."""
    named = [one.id for one in sheet.answers.people if one.them and one.them.label]
    new = next(
        code
        for number in range(1, len(named) + 2)
        if (code := f"of-{(sheet.owner or '')[-30:]}-{number}") not in named
    )
    if held and held != CASE_PERSON and held not in named:
        new = held
    known = [(one, people.called(sheet.answers, one)) for one in named]
    words = _("Somebody else") if not known else _("Somebody not in this list")
    return [*known, (new, words, _("You are asked about them after the list of information."))]


_DRAW: dict[Widget, Callable[[Sheet, Question], None]] = {
    Widget.RADIO: _radio,
    Widget.CHECKBOXES: _checkboxes,
    Widget.LINE: _line,
    Widget.NARRATIVE: _narrative,
    Widget.DATE: _date,
    Widget.DATED: _dated,
    Widget.AGENCY: _agency,
    Widget.CATEGORY: _category,
    Widget.PERSON: _person,
}
