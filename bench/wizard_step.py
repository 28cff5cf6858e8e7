"""The server's work for a step of the wizard, beside a bare page with three widgets.

Both run in AppTest, which is the same for both: the script alone, without browser or socket. The
wizard answers a radio (which saves it, encrypted and audited, and draws the page again) and goes on
to the next page. The bare page does the same with nothing behind it.
"""

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

from bench.measure import Measure, compared, race
from decisions.journey import service
from isa.platform import users
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.web import door_script
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


def measure() -> list[Measure]:
    logging.getLogger("streamlit").setLevel(
        logging.ERROR
    )  # it speaks of every run without a browser
    with demonstration() as database:
        answered = answering(
            opened(at_harm(database), "harm"), "w.harm.seriousness", ("some", "significant")
        )
        bare = answering(AppTest.from_function(bare_page).run(), "who", ("A child", "An adult"))
        turns = [[number] for number in range(ROUNDS)]
        one = race({"wizard": answered, "bare page": bare}, turns)

        def filled() -> AppTest:
            app = opened(at_harm(database), "harm")
            return app.radio(key="w.harm.seriousness").set_value("some").run()

        _, next_page = going_on(filled)
        _, bare_next = going_on(lambda: AppTest.from_function(bare_page).run())
        two = race({"wizard": next_page, "bare page": bare_next}, turns)
    return [
        compared("wizard: an answer saved, page drawn", one, "wizard", "bare page", BAR, "ms"),
        compared("wizard: Continue to the next page", two, "wizard", "bare page", BAR, "ms"),
    ]


if __name__ == "__main__":
    for one in measure():
        print(one.told())
