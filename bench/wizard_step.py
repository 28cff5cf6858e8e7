"""The server's work for a step of the wizard, beside a bare page with three widgets.

Both run in AppTest, which is the same for both: the script alone, without browser or socket. The
wizard answers a radio (which saves it, encrypted and audited, and draws the page again) and goes on
to the next page. The bare page does the same with nothing behind it.

No bar, but beside it: the same page as the wizard draws it, with the service's own navigation, frame
and fields and nothing behind them. What is left between the two is what an answer costs.

Run: python -m bench.wizard_step [--stored], with 45,000 agencies and 1,000,000 decisions stored.
"""

import argparse
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from unittest import mock

import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from bench import records_list
from bench.measure import Measure, compared, race
from decisions.journey import service
from isa.platform import users
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.platform.web import door_script
from isa.register.national.agencies import Size
from isa.register.national.filling.service import load_national
from isa.ui import door, state

BAR = 1.3
ROUNDS = 30
USER = "demo-practitioner"
PAGE = "decisions/pages/question.py"


def bare_page() -> None:
    """Three widgets, a heading and a button that goes on."""
    import streamlit as st

    def go_on() -> None:
        st.session_state.step = 3 - st.session_state.get("step", 1)

    st.title(f"Step {st.session_state.get('step', 1)}")
    st.radio("Who may come to harm?", ["A child", "An adult", "Neither"], index=None, key="who")
    st.text_area("What has happened?", key="story")
    st.multiselect("Why?", ["Safety", "Health", "School"], key="why")
    st.button("Continue", on_click=go_on, key="primary")


def framed_page() -> None:
    """The page of the question, drawn as the wizard draws it, with nothing behind it."""
    import streamlit as st

    from isa.ui import fields, panels, site
    from isa.ui.frame import page

    def above() -> None:
        st.container(key="now", gap=None).empty()

    def body() -> None:
        options = [("some", "Some harm"), ("significant", "Serious harm"), ("none", "None")]
        with page("Step", key="step", back=print, saved="Saved", is_practitioner=True, above=above):
            with st.container():
                fields.radios("who", "Who?", options, None, is_heading=True)
            with panels.details("The law and guidance behind this"):
                st.markdown("- One")
            with panels.details("What the threshold document says"):
                st.markdown("- One")
            fields.actions("Continue", print, secondary="Come back later", on_secondary=print)

    entries = [site.page_object(entry) for entry in site.PAGES if site.exists(entry)]
    st.navigation([st.Page(body, title="Start", default=True), *entries], position="hidden").run()


@contextmanager
def demonstration() -> Iterator[Database]:
    """A demonstration that this process's pages open."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'isa.sqlite'}"
        # A server looks for components once and compiles each script once; AppTest does at every run.
        scripts = ScriptCache()
        scan = lru_cache(manifest_scanner.scan_component_manifests)
        with (
            mock.patch.dict(os.environ, {"ISA_DATABASE_URL": url}),
            mock.patch.object(door, "_headers", return_value={"host": "localhost:8501"}),
            mock.patch.object(manifest_scanner, "scan_component_manifests", scan),
            mock.patch.object(local_script_runner, "ScriptCache", return_value=scripts),
            mock.patch.object(app_test, "ScriptCache", return_value=scripts),
        ):
            settings.cache_clear()
            st.cache_resource.clear()
            database = door.make_demonstration(settings())
            yield database
            database.engine.dispose()
        settings.cache_clear()
        st.cache_resource.clear()


def opened(draft: str, step: str) -> AppTest:
    """A page of a draft, opened through the door."""
    app = AppTest.from_file(str(door_script()), default_timeout=60)
    app.session_state[state.DEMO_USER] = USER
    app.switch_page(PAGE)
    app.query_params["draft"] = draft
    app.query_params["step"] = step
    return app.run()


def at_harm(database: Database) -> str:
    """A draft of which the first page is answered."""
    actor = users.actor_by_id(database, USER)
    assert actor is not None
    draft = service.start_draft(database, actor)
    for path, value in (("about.who", "neither"), ("about.naming", "reference_only")):
        service.save_field(database, actor, draft.id, path, value)
    return draft.id


def answering(app: AppTest, key: str, values: tuple[str, str]) -> Callable[[int], object]:
    """Give a radio one answer, then the other."""

    def way(number: int) -> object:
        app.radio(key=key).set_value(values[number % 2]).run()
        assert not app.exception
        return app

    return way


def going_on(fresh: Callable[[], AppTest]) -> tuple[list[AppTest], Callable[[int], object]]:
    """Press Continue on a page that was opened outside the measurement."""
    waiting = [fresh() for _ in range(ROUNDS)]

    def way(number: int) -> object:
        app = waiting[number]
        before = app.title[0].value
        app.button(key="primary").click().run()
        assert not app.exception
        assert app.title[0].value != before, "Continue did not go on"
        return app

    return waiting, way


def measure(*, is_stored: bool = False) -> list[Measure]:
    logging.getLogger("streamlit").setLevel(
        logging.ERROR
    )  # it speaks of every run without a browser
    with demonstration() as database:
        if is_stored:
            load_national(database, SYSTEM, Size())
            records_list.fill(database, records_list.MEANT_FOR)
        answered = answering(
            opened(at_harm(database), "harm"), "w.harm.seriousness", ("some", "significant")
        )
        bare = answering(AppTest.from_function(bare_page).run(), "who", ("A child", "An adult"))
        turns = [[number] for number in range(ROUNDS)]
        framed = answering(
            AppTest.from_function(framed_page).run(), "w.who", ("some", "significant")
        )
        one = race({"wizard": answered, "bare page": bare, "page alone": framed}, turns)

        def filled() -> AppTest:
            app = opened(at_harm(database), "harm")
            return app.radio(key="w.harm.seriousness").set_value("some").run()

        _, next_page = going_on(filled)
        _, bare_next = going_on(lambda: AppTest.from_function(bare_page).run())
        two = race({"wizard": next_page, "bare page": bare_next}, turns)
    return [
        compared("wizard: an answer saved, page drawn", one, "wizard", "bare page", BAR, "ms"),
        compared("wizard: Continue to the next page", two, "wizard", "bare page", BAR, "ms"),
        compared("no bar: an answer, beside its page alone", one, "wizard", "page alone", 9, "ms"),
        compared("no bar: its page alone, beside bare", one, "page alone", "bare page", 9, "ms"),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", action="store_true", help="with a nation and its decisions")
    for one in measure(is_stored=parser.parse_args().stored):
        print(one.told())
