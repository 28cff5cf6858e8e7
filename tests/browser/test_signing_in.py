"""The door as a browser meets it: who may come in, from where, and what they see when they may not."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from isa.platform import installation, users
from isa.platform.config import Settings
from isa.platform.identity import SYSTEM, Grant, Role
from tests.browser.conftest import NEUTRAL, Serve, Server, free_port, wait_until_settled
from tests.conftest import KEYS

Check = Callable[[Page], None]


def test_choosing_a_person_opens_their_first_page_and_the_trail_is_checked(
    page: Page, be: Callable[..., None], axe: Check
) -> None:
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if "Content Security" in m.text else None)
    be(page, "demo-auditor", "audit")
    expect(page.get_by_role("heading", level=1, name="Audit trail")).to_be_visible()
    expect(page).to_have_title("Audit trail - Share safely")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    page.get_by_role("button", name="Check the whole trail").click()
    expect(page.get_by_text("in order and unaltered")).to_be_visible()
    axe(page)
    assert refused == []  # nothing the pages do is refused by their own policy


def test_the_choice_of_a_person_is_accessible_at_both_widths(
    page: Page, server: str, axe: Check
) -> None:
    page.goto(server)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_exit_replaces_the_page_so_back_does_not_return_to_it(
    page: Page, be: Callable[..., None]
) -> None:
    be(page, "demo-practitioner", "help")
    left = page.url
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(NEUTRAL)
    page.go_back()
    assert page.url != left


def test_three_presses_of_shift_leave_the_page(page: Page, be: Callable[..., None]) -> None:
    be(page, "demo-practitioner")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)


def test_a_demonstration_on_a_public_address_shows_nothing_but_why(
    page: Page, serve: Serve, axe: Check
) -> None:
    public = serve(host="0.0.0.0")  # noqa: S104 -- the point of the test
    page.goto(public.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "This demonstration is not shown here"
    )
    expect(page.get_by_role("button", name=re.compile("Choose"))).to_have_count(0)
    axe(page)


def test_a_demonstration_behind_a_proxy_shows_nothing_but_why(page: Page, server: str) -> None:
    page.set_extra_http_headers({"X-Forwarded-For": "203.0.113.9"})
    page.goto(server)
    wait_until_settled(page)
    expect(page.get_by_text("came through a proxy or a tunnel")).to_be_visible()


def test_every_answer_has_the_headers_and_closed_routes_stay_closed(
    page: Page, server: str
) -> None:
    answer = page.request.get(server)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "blob:" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert page.request.get(f"{server}/_stcore/health").text() == "ok"
    for closed in ("metrics", "agent/openapi.json", "agent/mcp"):
        assert page.request.get(f"{server}/_stcore/{closed}").status == 404


# Signing in to a live installation, against an identity provider on this machine.


@pytest.fixture(scope="module")
def live(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("live")
    url = f"sqlite:///{folder / 'live.sqlite'}"
    database = installation.create(Settings(database_url=url, keys=KEYS), installation.Kind.LIVE)
    for user_id, address in (
        ("usr_known", "zofia@example.org"),
        ("usr_leaver", "leaver@example.org"),
        ("usr_gone", "gone@example.org"),
    ):
        users.add_user(
            database,
            SYSTEM,
            email=address,
            name="Zofia Żółć",
            job_title="Auditor",
            agency_id="exampleshire-council",
            grants=frozenset({Grant(role=Role.AUDITOR, agency_id=None)}),
            user_id=user_id,
        )
    users.disable_user(database, SYSTEM, "usr_gone")
    database.engine.dispose()
    known = [
        User(sub=a, claims={"email": a})
        for a in ("zofia@example.org", "leaver@example.org", "gone@example.org", "new@example.org")
    ]
    with run_server_in_thread(user_claims=known) as provider:
        port = free_port()
        _write_secrets(folder, port, provider.server_port)
        yield serve(
            url,
            host="0.0.0.0",  # noqa: S104 -- a live installation may listen everywhere
            folder=folder,
            port=str(port),
            ISA_KEYS=KEYS.get_secret_value(),
        )


def _write_secrets(folder: Path, port: int, provider: int) -> None:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of at least thirty-two bytes, for tests"
client_id = "share-safely"
client_secret = "known to both"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""
    )


def _sign_in(page: Page, live: Server, address: str, path: str = "") -> None:
    page.route("https://**", lambda route: route.abort())  # the provider's page wants a style sheet
    page.goto(f"{live.url}/{path}")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/oauth2/authorize**")
    page.get_by_role("button", name=address).click()
    page.wait_for_url(f"{live.url}/**")
    page.get_by_role("button", name="Sign out").wait_for()
    wait_until_settled(page)


def test_sign_in_page_is_accessible_and_offers_no_invented_people(
    page: Page, live: Server, axe: Check
) -> None:
    page.goto(live.url)
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Choose"))).to_have_count(0)
    expect(page.get_by_text("Demonstration")).to_have_count(0)
    axe(page)


def test_a_known_user_signs_in_and_out_again(page: Page, live: Server) -> None:
    _sign_in(page, live, "zofia@example.org")
    expect(page.get_by_role("heading", level=1, name="Records")).to_be_visible()
    page.context.clear_cookies()  # as when a server no longer knows the person
    _sign_in(page, live, "zofia@example.org", "audit?kind=all")
    expect(page).to_have_url(f"{live.url}/audit?kind=all")  # and not the start page
    expect(page.get_by_role("heading", level=1, name="Audit trail")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/oauth2/end_session**")
    page.goto(live.url)
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


@pytest.mark.parametrize("address", ["new@example.org", "gone@example.org"])
def test_an_unknown_or_stopped_user_learns_whom_to_ask(
    page: Page, live: Server, axe: Check, address: str
) -> None:
    _sign_in(page, live, address)
    expect(
        page.get_by_role("heading", level=1, name="You cannot use this service yet")
    ).to_be_visible()
    expect(page.get_by_text(address)).to_be_visible()
    expect(page.get_by_text("the person who manages user accounts").first).to_be_visible()
    axe(page)


def test_stopping_a_user_works_at_their_next_click(page: Page, live: Server) -> None:
    _sign_in(page, live, "leaver@example.org")
    page.goto(f"{live.url}/audit")
    page.get_by_role("button", name="Check the whole trail").wait_for()
    database, _ = installation.open_existing(Settings(database_url=live.database_url, keys=KEYS))
    users.disable_user(database, SYSTEM, "usr_leaver")
    database.engine.dispose()
    page.get_by_role("button", name="Check the whole trail").click()
    expect(page.get_by_role("heading", name="You cannot use this service yet")).to_be_visible()
    expect(page.get_by_role("heading", name="Audit trail")).to_have_count(
        0
    )  # it leaves a little later
