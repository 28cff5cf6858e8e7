"""Whoever meets an error reads one sentence; the log gets a place and no words."""

import logging

import pytest

from isa.platform.errors import (
    ConfigurationError,
    NotFound,
    NotPermitted,
    Stale,
    StorageUnavailable,
)
from isa.platform.web import WithoutValues
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


def test_the_log_of_a_failed_page_keeps_the_place_and_drops_the_words() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "Failed: %s", (SECRET,), None)
        record.exc_info = (type(error), error, error.__traceback__)
    assert WithoutValues().filter(record)
    line = logging.Formatter().format(record)
    assert SECRET not in line
    assert "ValueError at test_trouble.py" in line
