"""A live server is replaced while somebody answers: they stay signed in, and a new session goes on."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from isa.platform import installation, users
from isa.platform.config import Settings
from isa.platform.identity import SYSTEM, Grant, Role
from tests.browser.conftest import Server, free_port, start, wait_until_healthy
from tests.browser.test_faults import at_story, concern
from tests.browser.test_signing_in import _sign_in, _write_secrets
from tests.browser.walk import Walk
from tests.conftest import KEYS

WHO = "zofia@example.org"


class Live:
    """A live installation with one practitioner, whose server may be stopped and started again."""

    def __init__(self, folder: Path, provider: int) -> None:
        self.folder, self.url = folder, f"sqlite:///{folder / 'live.sqlite'}"
        self.server = Server(f"http://127.0.0.1:{(port := free_port())}", self.url)
        self.port = port
        database = installation.create(
            Settings(database_url=self.url, keys=KEYS), installation.Kind.LIVE
        )
        users.add_user(
            database,
            SYSTEM,
            email=WHO,
            name="Zofia Żółć",
            job_title="Health visitor",
            agency_id="exampleshire-council",
            grants=frozenset({Grant(role=Role.PRACTITIONER, agency_id="exampleshire-council")}),
            user_id="usr_known",
        )
        database.engine.dispose()
        _write_secrets(folder, port, provider)

    def start(self) -> None:
        keys = KEYS.get_secret_value()
        host = "0.0.0.0"  # noqa: S104 -- a live installation may listen everywhere
        self.process = start(self.folder, self.url, host=host, port=self.port, ISA_KEYS=keys)
        wait_until_healthy(self.server.url, self.process, self.folder / "server.log")

    def hang(self) -> None:
        """From now on nothing is heard, and nobody notices yet."""
        self.process.send_signal(signal.SIGSTOP)

    def replace(self) -> None:
        self.process.kill()
        self.process.wait()
        self.start()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    with run_server_in_thread(user_claims=[User(sub=WHO, claims={"email": WHO})]) as provider:
        found = Live(tmp_path, provider.server_port)
        found.start()
        yield found
        found.process.kill()
        found.process.wait()


def connected(page: Page, state: str = "CONNECTED") -> None:
    app = page.locator("[data-testid=stApp]")
    expect(app).to_have_attribute("data-test-connection-state", state)


def test_what_a_dying_server_never_heard_is_saved_by_the_next(page: Page, live: Live) -> None:
    _sign_in(page, live.server, WHO)
    walk = at_story(Walk(page).sees("What do you need to do?"))
    walk.write(story_concern="Before.").choose(story_happened="not_known")
    happened, known = walk.part("story.happened"), walk.part("story.known")

    live.hang()
    happened.locator("label").filter(has_text="Yesterday").click()  # changed
    known.locator("label").filter(has_text="I do not know").click()  # new
    concern(walk).press_sequentially(" And as it died.", delay=5)
    page.wait_for_timeout(900)  # sent, and never heard
    live.replace()
    connected(page)
    expect(page.locator(".st-key-savedline")).to_contain_text("Saved")
    walk.settle()
    expect(page.get_by_role("heading", name="Changed in another tab")).to_have_count(0)
    page.reload()
    walk.at("story")
    expect(concern(walk)).to_have_value("Before. And as it died.")
    expect(known.locator("input:checked")).to_have_count(1)
    chosen = happened.locator("label").filter(has=page.locator("input:checked"))
    expect(chosen).to_have_text("Yesterday")
