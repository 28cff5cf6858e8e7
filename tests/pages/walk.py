"""Walking the wizard through the door without a browser: by question and code, a press at a time.

Long texts and tables are components that AppTest does not draw: a long text is saved as the page
would save it, and a page that a table leads to is opened by its address.
"""

from collections.abc import Iterable
from typing import Any, Self

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from decisions.journey import service
from isa.platform.database import Database
from isa.platform.identity import Actor


def places(app: AppTest) -> dict[str, str]:
    """Where on the page each control stands, by its id: one that moves is mounted anew and loses focus."""
    found: dict[str, str] = {}

    def look(block: Block, path: str) -> None:
        for index, child in block.children.items():
            here = f"{path}/{index}"
            if isinstance(child, Block):
                look(child, here)
            elif (id_ := str(getattr(child.proto, "id", ""))) and not id_.endswith("page_script"):
                found[id_] = here

    look(app.main, "")
    return found


class Through:
    """A practitioner at a page. ``screens`` counts the pages of questions gone through."""

    def __init__(self, app: AppTest, demo: Database, actor: Actor) -> None:
        app._page_hash = ""  # from here on each run stays on the page where the last one ended
        self.app, self.demo, self.actor = app, demo, actor
        self.screens = 0

    @property
    def draft(self) -> service.Draft:
        """The one draft that is open."""
        (line,) = service.list_drafts(self.demo, self.actor)
        return service.load_draft(self.demo, self.actor, line.id)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.app.title[0].value.replace("\\", "")

    @property
    def words(self) -> str:
        """Everything that Streamlit itself shows on the page."""
        app = self.app
        parts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.text]
        tables = [str(found.proto) for found in app.get("bidi_component")]
        return "\n".join([*(one.value for one in parts), *tables]).replace("\\", "")

    def _key(self, fields: Iterable[Any], name: str) -> str:
        """The one field of a question on this page: "about__who", whoever's it is."""
        keys = [str(one.key) for one in fields]
        found = [key for key in keys if key.endswith("." + name.replace("__", "."))]
        assert len(found) == 1, f"{name} is not on {self.title!r}: {keys}"
        return found[0]

    def press(self, key: str = "primary") -> Self:
        """Press a button by its key; the page that follows has no error."""
        self.app = self.app.button(key=key).click().run()
        assert not self.app.exception, self.app.exception
        return self

    def go_on(self) -> Self:
        """Continue to another page."""
        before, params = self.title, dict(self.app.query_params)
        self.press()
        assert (self.title, dict(self.app.query_params)) != (before, params), self.words
        self.screens += 1
        return self

    def _answer(self, widget: Any) -> None:
        """Draw the page again with an answer; what was there before it stands where it stood."""
        before = places(self.app)
        self.app = widget.run()
        after = places(self.app)
        moved = [id_ for id_, place in before.items() if after.get(id_, place) != place]
        assert not moved, f"An answer on {self.title!r} takes focus from {moved}"

    def choose(self, **codes: str) -> Self:
        """Select radios on the page: ``about_who="child"`` stands for about.who, whoever's it is."""
        for name, code in codes.items():
            self._answer(self.app.radio(key=self._key(self.app.radio, name)).set_value(code))
        return self

    def tick(self, name: str, *codes: str) -> Self:
        """Tick boxes of a question; no code for its "None of these"."""
        for code in codes or ("none",):
            key = self._key(self.app.checkbox, f"{name}__{code}")
            self._answer(self.app.checkbox(key=key).check())
        return self

    def line(self, **texts: str) -> Self:
        """Fill one-line fields: ``recipient__name="..."``."""
        for name, text in texts.items():
            key = self._key(self.app.text_input, name)
            self._answer(self.app.text_input(key=key).set_value(text))
        return self

    def write(self, **texts: str) -> Self:
        """Keep long texts of this page's recipient or of the case, then draw the page again."""
        draft = self.draft
        owner = f"recipients.{draft.answers.recipients[0].id}."
        for name, text in texts.items():
            path = name.replace("__", ".")
            start = owner if path.startswith(("decided", "message")) else ""
            service.save_field(self.demo, self.actor, draft.id, start + path, text)
        self.app = self.app.run()
        return self
