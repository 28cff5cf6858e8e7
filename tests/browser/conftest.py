"""A real server, a real browser, and the two questions every page is asked: settled? accessible?

``server`` is a demonstration of its own for the module; ``serve`` starts others. ``page`` is a fresh
browser context that fails its test when the browser asks another machine for anything.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from isa.platform import installation
from isa.platform.config import Settings
from isa.register.demo import load_demo

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PROVIDER = "localhost"
"""The identity provider of the sign-in tests. Our own pages are always at 127.0.0.1."""
_LOCAL = {"127.0.0.1", PROVIDER}
NEUTRAL = "about:blank"
"""Where "Exit this page" goes in tests, so that nobody else is asked for a page."""
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 30_000
"""Milliseconds before a wait has failed: two browsers, two servers and a build may share a processor."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Server:
    """A running server: where it is, and the database behind it."""

    url: str
    database_url: str


Serve = Callable[..., Server]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    folder: Path, url: str, *, host: str = "", port: int = 0, **env: str
) -> subprocess.Popen[bytes]:
    """Start a server in ``folder``: ours on loopback, or a bare uvicorn when ``host`` is given."""
    ours = f"from isa.platform import web; web.serve('127.0.0.1', {port})"
    bare = ["-m", "uvicorn", "--factory", "isa.platform.web:create_app", "--host", host]
    command = [*bare, "--port", str(port)] if host else ["-c", ours]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env={**os.environ, "ISA_DATABASE_URL": url, "ISA_EXIT_URL": NEUTRAL, **env},
            stdout=log,
            stderr=log,
        )


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:  # noqa: S310 -- ours
                if answer.status == 200:
                    return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start servers that stop with the module. ``database_url`` defaults to a new demonstration."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(
        database_url: str = "", *, host: str = "", folder: Path | None = None, **env: str
    ) -> Server:
        where = folder or tmp_path_factory.mktemp("server")
        url = database_url or demonstration(where / "isa.sqlite")
        port = int(env.pop("port", 0)) or free_port()
        process = start(where, url, host=host, port=port, **env)
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(address, process, where / "server.log")
        return Server(address, url)

    yield begin
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=15)


def demonstration(path: Path) -> str:
    """A new demonstration database; its address."""
    url = f"sqlite:///{path}"
    database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
    load_demo(database)
    database.engine.dispose()
    return url


@pytest.fixture(scope="module")
def server(serve: Serve) -> str:
    """The address of a demonstration that this module's tests share."""
    return serve().url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may ask nobody but this machine."""
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if urlsplit(request.frame.url).hostname == PROVIDER:
            return
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in _LOCAL:
            elsewhere.append(request.url)

    opened = context.new_page()
    opened.on("request", note)
    yield opened
    assert elsewhere == []


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Wait until the server has finished drawing."""
    return wait_until_settled


def wait_until_settled(page: Page) -> None:
    page.wait_for_selector(SETTLED)
    page.wait_for_timeout(150)  # the page script ties fields together after they are drawn
    page.wait_for_selector(SETTLED)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail on any violation of WCAG 2.2 A or AA that axe can see."""

    def check(page: Page) -> None:
        wait_until_settled(page)
        found = Axe().run(page, options={"runOnly": list(_WCAG), "resultTypes": ["violations"]})
        problems = [
            f"{rule['id']}: {node['html']}"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]
        assert problems == []

    return check


@pytest.fixture
def be(server: str) -> Callable[[Page, str], None]:
    """Open the demonstration as one of its invented people, by user id."""

    def become(page: Page, user_id: str, path: str = "") -> None:
        page.goto(f"{server}/{path}")
        choose(page, user_id)

    return become


NAMES = {
    "demo-practitioner": "Amina Yusuf",
    "demo-safeguarding-lead": "Rhys Ŵyn-Jones",
    "demo-ig-lead": "Morag Testwell",
    "demo-auditor": "Zofia Żółć",
    "demo-administrator": "Sam Sampleton",
    "demo-legal-adviser": "Ines Placeholder",
}


def choose(page: Page, user_id: str) -> None:
    """Pick an identity on the demonstration's first page."""
    page.get_by_role("button", name=f"Choose {NAMES[user_id]}").click()
    page.get_by_role("button", name="Change person").wait_for()
    wait_until_settled(page)
