"""What a person sees when something cannot be done: one calm page, one sentence, no details."""

import logging
from pathlib import Path
from traceback import extract_tb

from isa.platform.errors import (
    ConfigurationError,
    Invalid,
    IsaError,
    NotFound,
    NotPermitted,
    Stale,
    StorageUnavailable,
)
from isa.platform.ids import new_id
from isa.platform.wording import gettext as _
from isa.ui import site
from isa.ui.door import NotSignedIn, who

_LOG = logging.getLogger("isa.pages")
_TITLES = (
    (NotFound, _("This is not here")),
    (NotPermitted, _("Your role does not include this")),
    (Stale, _("This was changed somewhere else")),
    (StorageUnavailable, _("The service cannot save or read just now")),
    (ConfigurationError, _("This service is not ready")),
    (Invalid, _("This cannot be accepted")),
)


def title_for(error: Exception) -> str:
    """The heading of the page for an error."""
    for kind, title in _TITLES:
        if isinstance(error, kind):
            return title
    return _("Something went wrong")


def sentence_for(error: Exception) -> str:
    """What to tell the reader: an ``IsaError`` in its own words, anything else only by a code.

    Anything else is logged under that code, by its type and place, never its text.
    """
    if isinstance(error, IsaError):
        return str(error)
    code = new_id("err")
    places = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(error.__traceback__)]
    _LOG.error("%s %s at %s", code, type(error).__name__, " < ".join(reversed(places[-8:])))
    return _(
        "What you saved before this is kept. Go back and try once more. If it "
        "happens again, give this code to whoever runs the service: {code}"
    ).format(code=code)


def show(error: Exception) -> None:
    """Draw a whole page for an error that reached the door, or happened in a callback."""
    from isa.ui.door_pages import stranger  # these draw with the frame, which uses this module
    from isa.ui.frame import page, trouble

    if isinstance(error, NotSignedIn):
        stranger()
        return
    title, sentence = title_for(error), sentence_for(error)
    with page(title, key="trouble", nav=True):
        trouble(sentence)
        _way_on()


def _way_on() -> None:
    """A link to where this person starts; nothing where nobody can be told apart just now."""
    try:
        actor = who()
    except IsaError:
        return
    if actor is not None and (mine := site.pages_for(actor.roles)):
        site.link(_("Go to the start page"), mine[0].url_path)
