"""What the service says, in the language of the installation.

Write ``from isa.platform.wording import gettext as _`` and mark every sentence a user reads:
``_("Your drafts")``. Names go in by ``_("Draft of {date}").format(date=...)``, counts by
``ngettext("{count} item", "{count} items", n).format(count=n)``. A question, an option, a step or a
page that is declared (``Ask``, ``Choice``, ``Step``, ``Entry``) marks its own words.

The language is ``ISA_LANGUAGE`` and is fixed when the program starts, so a constant of a module may
be marked too. English is in the code; another language is a catalogue,
``data/catalogues/<language>/LC_MESSAGES/isa.mo``, compiled from the ``.po`` beside it. What the law
says is not here: each pack has its own words.
"""

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations

from isa.platform.config import catalogues_dir, language
from isa.platform.errors import ConfigurationError

DOMAIN = "isa"
SOURCE_LANGUAGE = "en-GB"
"""The language the code is written in: it needs no catalogue."""


@lru_cache
def _found() -> tuple[NullTranslations, str]:
    """The words in force, and what is wrong with them."""
    if language() == SOURCE_LANGUAGE:
        return NullTranslations(), ""
    path = catalogues_dir() / language() / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with path.open("rb") as file:
            return GNUTranslations(file), ""
    except (OSError, ValueError, LookupError) as error:
        return NullTranslations(), (
            f"ISA_LANGUAGE is {language()!r}, and {path} cannot be read ({type(error).__name__}). "
            f"Compile the catalogue, or set ISA_LANGUAGE={SOURCE_LANGUAGE}."
        )


def gettext(text: str) -> str:
    """The sentence in the language of the installation; as it stands where nobody translated it."""
    return _found()[0].gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a sentence for a count: a language may have more than two."""
    return _found()[0].ngettext(one, many, count)


def check_language() -> None:
    """``ConfigurationError`` when the installation's language has no catalogue that can be read."""
    if why := _found()[1]:
        raise ConfigurationError(why)
