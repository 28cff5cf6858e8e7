"""A step drawn from its declaration: each question its widget, each reveal below what opens it.

Every group of questions has a slot, filled or not, so that an answer never moves what stands above
it and nothing is mounted anew. Nothing is preselected; each answer is saved as it is given.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

import streamlit as st

from decisions.journey import people
from decisions.journey.check_answers import CASE_PERSON_WORDS
from decisions.journey.choices_case import Depth
from decisions.journey.fields import Choice, Question, Step, Widget, questions
from decisions.journey.relevance import offered, relevant_questions
from decisions.pages._before import offer
from decisions.pages._choose import choose_agency, choose_category
from decisions.pages._dates import draw_date, draw_dated
from decisions.pages._sheet import Sheet
from decisions.pages._typed import NONE, ticked_value
from decisions.policy.subjects import CASE_PERSON
from isa.platform.wording import gettext as _
from isa.ui import fields, state

_COUNT_FROM = 2_000
"""With this many characters left a long text starts to say how many there are."""
_MORE = "more"


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
        sheet.label(asked),
        _in_a_hurry(sheet, asked, path, options),
        str(held) if held is not None else None,
        changed,
        hint=asked.ask.hint,
        is_heading=sheet.is_title(asked),
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
        sheet.label(asked),
        _options([c for c in options if c is not none]),
        () if ticked == (NONE,) else ticked,
        changed,
        hint=asked.ask.hint or _("Select all that apply."),
        none_of_these=none.text if none else "",
        is_heading=sheet.is_title(asked),
        groups={c.value: c.group for c in options if c.group},
    )


def _line(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    fields.text_input(
        path,
        sheet.label(asked),
        sheet.text(asked.name),
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
        is_heading=sheet.is_title(asked),
    )
    offer(sheet, asked)


def _narrative(sheet: Sheet, asked: Question) -> None:
    path = sheet.path(asked.name)
    fields.narrative(
        path,
        sheet.label(asked),
        sheet.text(asked.name),
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
        limit=asked.limit or 0,
        count_from=_COUNT_FROM,
        rows=6 if asked.ask.is_required else 3,
    )
    offer(sheet, asked)


def _listed(choose: Callable[..., None], sheet: Sheet, asked: Question) -> None:
    """One of a list that is looked through."""
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    choose(
        path,
        sheet.label(asked),
        str(held) if held else None,
        lambda value: sheet.save(path, value),
        hint=asked.ask.hint,
    )


def _agency(sheet: Sheet, asked: Question) -> None:
    """An agency; of the sort that the start has named, where it has."""
    is_said = "recipient_class" in sheet.skip
    kind = str(sheet.value("recipient_class") or "") if is_said else ""
    _listed(partial(choose_agency, kind=kind), sheet, asked)


def _person(sheet: Sheet, asked: Question) -> None:
    """Whose choice an item is: the person it all is about, somebody named before, somebody new."""
    path = sheet.path(asked.name)
    held = sheet.value(asked.name)
    fields.radios(
        path,
        sheet.label(asked),
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
    Widget.DATE: draw_date,
    Widget.DATED: draw_dated,
    Widget.AGENCY: _agency,
    Widget.CATEGORY: partial(_listed, choose_category),
    Widget.PERSON: _person,
}
