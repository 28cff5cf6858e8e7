"""What the server promises before it answers: its policy, its address, its door."""

import base64
import hashlib
import tomllib
from pathlib import Path

import pytest

from isa import ui
from isa.platform import installation, web
from isa.platform.config import Settings
from isa.platform.errors import ConfigurationError
from isa.platform.web import EVERY_ADDRESS
from tests.conftest import KEYS


def policy() -> dict[str, set[str]]:
    rules = [rule.split() for rule in web.content_security_policy().split("; ")]
    return {name: set(sources) for name, *sources in rules}


def test_scripts_come_from_us_alone_and_inline_ones_only_by_hash() -> None:
    scripts = policy()["script-src"]
    assert "'self'" in scripts
    assert all(s == "'self'" or s.startswith("'sha256-") for s in scripts)
    assert len(scripts) == 2, (
        "Streamlit's page has one inline script; look at any other before it runs"
    )


def test_an_inline_script_is_allowed_by_the_hash_of_its_exact_text() -> None:
    text = "\n  window.prerenderReady = false\n"
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    page = f'<script>{text}</script><script src="x.js"></script>'
    assert web.inline_script_hashes(page) == [f"'sha256-{digest}'"]


def test_nobody_may_frame_the_service_or_be_reached_from_it() -> None:
    rules = policy()
    assert rules["frame-ancestors"] == {"'none'"}
    assert rules["connect-src"] == {"'self'"}
    assert "blob:" not in {source for sources in rules.values() for source in sources}


def test_the_door_script_is_found() -> None:
    assert web.door_script().name == "streamlit_app.py"
    assert web.door_script().with_name(".streamlit").joinpath("config.toml").is_file()


def test_a_session_waits_for_a_connection_that_was_gone_for_five_minutes() -> None:
    config = web.door_script().with_name(".streamlit").joinpath("config.toml")
    server = tomllib.loads(config.read_text(encoding="utf-8"))["server"]

    assert server["disconnectedSessionTTL"] >= 2 * 300


def _use(monkeypatch: pytest.MonkeyPatch, config: Settings) -> None:
    monkeypatch.setattr(web, "settings", lambda: config)


@pytest.mark.parametrize("host", [EVERY_ADDRESS, "::", "192.168.1.4", ""])
def test_a_public_demonstration_is_refused_before_it_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str
) -> None:
    config = Settings(database_url=f"sqlite:///{tmp_path / 'demo.sqlite'}")
    installation.create(config, installation.Kind.DEMO).engine.dispose()
    _use(monkeypatch, config)
    with pytest.raises(ConfigurationError, match="this machine only"):
        web.refuse_public_demo(host)
    web.refuse_public_demo("127.0.0.1")


def test_a_live_installation_may_listen_anywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = Settings(database_url=f"sqlite:///{tmp_path / 'live.sqlite'}", keys=KEYS)
    installation.create(config, installation.Kind.LIVE).engine.dispose()
    _use(monkeypatch, config)
    web.refuse_public_demo(EVERY_ADDRESS)


def test_the_foot_of_a_page_is_left_out_on_paper_where_its_rule_took_a_sheet_of_its_own():
    css = Path(ui.__file__).with_name("ui.css").read_text(encoding="utf-8")
    on_paper = css.partition("@media print {")[2]
    left_out = next(rule for rule in on_paper.split("}") if "display: none" in rule)

    assert ".st-key-foot," in left_out
