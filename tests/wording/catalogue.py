"""What a catalogue must keep: each name that a sentence is completed with."""

from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog


def names(text: str) -> set[str]:
    """The names in braces; an unbalanced brace counts as a name nobody gives."""
    try:
        return {name for _text, name, _spec, _way in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


def misfits(catalog: Catalog) -> Iterator[str]:
    """Translations that name something their sentence does not, or leave a name out."""
    for message in catalog:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = names(ids[-1])
        for text in (one for one in said if one and message.id):
            if names(text) != wanted:
                yield f"{ids[0]!r} names {sorted(wanted)}, its translation {sorted(names(text))}"
