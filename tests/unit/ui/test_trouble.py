"""Whoever meets an error reads one sentence; the log gets a place and no words."""

import logging
from collections.abc import Iterator

import pytest

from isa.platform.errors import (
    ConfigurationError,
    NotFound,
    NotPermitted,
    Stale,
    StorageUnavailable,
)
from isa.platform.web import keep_values_out_of_logs
from isa.ui.trouble import sentence_for, title_for

SECRET = "Mia Example, 4, lives with her aunt"


@pytest.mark.parametrize(
    "kind", [NotFound, NotPermitted, Stale, StorageUnavailable, ConfigurationError]
)
def test_our_own_errors_are_shown_in_their_own_words_under_their_own_title(
    kind: type[Exception],
) -> None:
    error = kind("The draft was changed in another tab.")
    assert sentence_for(error) == "The draft was changed in another tab."
    assert title_for(error) != "Something went wrong"


def test_an_unexpected_error_shows_a_code_and_logs_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sentence = sentence_for(ValueError(SECRET))
    assert SECRET not in sentence
    assert SECRET not in caplog.text
    code = sentence.rpartition(" ")[2]
    assert code in caplog.text


@pytest.fixture
def quiet() -> Iterator[None]:
    before = logging.getLogRecordFactory()
    keep_values_out_of_logs()
    yield
    logging.setLogRecordFactory(before)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("library", ["streamlit.error_util", "uvicorn.error", "streamlit.oauth"])
def test_whoever_logs_an_exception_keeps_the_place_and_drops_the_words(
    caplog: pytest.LogCaptureFixture, library: str
) -> None:
    log = logging.getLogger(library)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        log.exception("Failed: %s", SECRET)
        log.warning("Failed: %s", error)
        log.warning("Failed: %(why)s", {"why": error})
    assert SECRET not in caplog.text
    assert caplog.text.count("ValueError at test_trouble.py") == 3


@pytest.mark.usefixtures("quiet")
def test_a_log_line_without_an_exception_stays_as_it_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logging.getLogger("uvicorn.error").warning("Listening on %s", "127.0.0.1")
    assert "Listening on 127.0.0.1" in caplog.text
