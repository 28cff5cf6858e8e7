"""The figures of an import in words, each in the form its number takes (pure)."""

from collections.abc import Iterator, Mapping

from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext


def _words(count: int) -> dict[str, str]:
    """What each figure counts, in the order they are shown."""
    return {
        "agencies_new": ngettext("new agency", "new agencies", count),
        "agencies_changed": ngettext("agency changed", "agencies changed", count),
        "agencies_matched": ngettext("agency known", "agencies known", count),
        "identifiers_added": ngettext("code added", "codes added", count),
        "agreements_new": ngettext("new agreement", "new agreements", count),
        "agreements_assumed": _("of them in force because you said so: no status is given"),
        "agreements_changed": ngettext("agreement changed", "agreements changed", count),
        "agreements_same": ngettext("agreement as it was", "agreements as they were", count),
        "parties_added": ngettext("party added", "parties added", count),
        "parties_said_signed": _("of them said to have signed, to be checked"),
        "parties_signed": ngettext("signature recorded", "signatures recorded", count),
        "agreements_public": ngettext(
            "agreement would be public once in force",
            "agreements would be public once in force",
            count,
        ),
        "kept_in": ngettext(
            "paper, event, note or other kept row",
            "papers, events, notes and other kept rows",
            count,
        ),
        "unchanged": ngettext("as it was", "as they were", count),
    }


def figures(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each figure that is not nothing, with the words that say what it counts."""
    for name in _words(0):
        if count := counts.get(name, 0):
            yield f"{count:,}", _words(count)[name]
