"""What is heard from a page that was left: a browser tells its fields again with the next answer."""

from streamlit.testing.v1 import AppTest


def _a_late_answer() -> None:
    """The visit to one page, then to another, then an answer of a field of the first."""
    from decisions.pages import _memory, _saving
    from isa.ui import state

    _memory.entered("left", {"about.who": 3})
    here, _ = _memory.entered("open", {"harm.seriousness": 7})
    _saving.keep_all("left", "dft_none", {"about.who": "child"})
    assert state.is_on("open")
    assert _memory.recall("open") is here


def test_a_field_of_the_page_before_is_not_heard_and_the_visit_goes_on() -> None:
    app = AppTest.from_function(_a_late_answer).run()
    assert not app.exception, app.exception[0].value


def _two_pages() -> None:
    from isa.ui import state

    first = state.side("one")
    assert state.side("one") is first
    assert state.side("two") is not first
    assert state.side("one") is first


def test_a_page_is_drawn_beside_the_one_before_it_and_stays_there() -> None:
    app = AppTest.from_function(_two_pages).run()
    assert not app.exception, app.exception[0].value


def _a_late_press() -> None:
    """A visit to one form of the register, then to another, then a second press on Save of the first."""
    from isa.pages import _unsaved
    from isa.pages._agreement_fields import attempt
    from isa.ui import state

    state.notes("left")[_unsaved._BEGUN] = True
    here = state.notes("open")
    here[_unsaved._BEGUN] = True
    pressed: list[str] = []

    def save() -> str:
        pressed.append("again")
        return "Saved."

    attempt("left", save, lambda: None)
    _unsaved.done("left")
    _unsaved.put_down("left", lambda: None)()
    assert pressed == []
    assert state.is_on("open")
    assert state.notes("open") is here


def test_a_second_press_on_a_form_that_was_left_saves_nothing_twice_and_forgets_no_visit() -> None:
    app = AppTest.from_function(_a_late_press).run()
    assert not app.exception, app.exception[0].value
