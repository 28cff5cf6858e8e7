"""What pages show, as JSON: python -m tests.wording.shown USER PLACE [USER PLACE ...].

A place is the file of a page, and after a # the key of a button that is pressed on it first. Run in
a process of its own, because the language of an installation is fixed when a program starts.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from isa.platform.web import door_script
from isa.ui import door, state

_WRITTEN = ("title", "header", "subheader", "markdown", "text", "caption")
_LABELLED = ("button", "radio", "checkbox", "text_input", "selectbox", "expander", "tabs")
_TEXTS = frozenset({"label", "hint", "error", "caption", "text", "more", "copied", "selected"})


def main() -> None:
    door._headers = lambda: {"host": "localhost:8501"}
    pairs = zip(sys.argv[1::2], sys.argv[2::2], strict=True)
    print(json.dumps({f"{user} {file}": list(_texts(_opened(user, file))) for user, file in pairs}))


def _opened(user: str, file: str) -> AppTest:
    app = AppTest.from_file(str(door_script()), default_timeout=60)
    if user != "nobody":
        app.session_state[state.DEMO_USER] = user
    page, _mark, pressed = file.partition("#")
    app.switch_page(page)
    app.run()
    if pressed:
        app.button(key=pressed).click().run()
    if app.exception:
        raise SystemExit(str(app.exception))
    return app


def _texts(app: AppTest) -> Iterator[str]:
    for kind in _WRITTEN:
        yield from (found.value for found in app.get(kind))
    for kind in _LABELLED:
        for found in app.get(kind):
            yield found.label
            yield from (str(option) for option in getattr(found, "options", ()))
    for found in app.get("page_link"):
        yield found.proto.label
    for found in app.get("bidi_component"):
        yield from _in_data(json.loads(found.proto.json or "{}"))


def _in_data(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _in_data(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _in_data(part, key)
    elif isinstance(value, str) and key in _TEXTS and not value.startswith("lbl-"):
        yield value


if __name__ == "__main__":
    main()
