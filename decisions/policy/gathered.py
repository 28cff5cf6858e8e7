"""Facts of many decisions, as stored, cut into the parts that repeat: cases, recipients, items.

Sealed facts are short JSON texts of codes, and the same parts come back again and again. Each
distinct text, and in it each distinct part, is read once. A text of another spelling is read as a
whole and cut then: nothing is guessed from how it looks.
"""

import json
from collections.abc import Iterable, Mapping

from pydantic_core import from_json

from decisions.policy.model import Answer

Part = dict[str, Answer]
"""The facts of one case, recipient or item with their answers, a set as a tuple."""
_EMPTY: dict[str, object] = {"case": {}, "recipients": [], "items": []}
_HEAD, _AFTER_CASE, _BETWEEN, _END = '{"case":', '},"recipients":[', '],"items":[', "]}"
"""How sealed facts are spelled: without spaces, in this order."""
_CASE, _TO_RECIPIENTS, _TO_ITEMS = len(_HEAD), len(_AFTER_CASE), len(_BETWEEN)
_TAIL = len(_END)
BLANK = 0
"""The place of the part that stands where there is no recipient, or no item."""


Unread = tuple[str, ...]
"""What a pack cannot read in a part: each answer as ``fact = value``."""


def unread(part: Mapping[str, object], paths: Iterable[str]) -> Unread:
    """The answers of a part that a check has refused at these paths, named with what they are.

    Facts are codes and say nothing that a count of them may not say.
    """
    names = (path.rpartition(".")[2] for path in paths)
    return tuple(sorted({f"{name} = {_written(part.get(name))}" for name in names}))


def _written(answer: object) -> str:
    return ", ".join(map(str, answer)) if isinstance(answer, list | tuple) else str(answer)


class Unreadable(ValueError):
    """A text that is not facts; says what is wrong with it."""


Shape = tuple[int, tuple[int, ...], tuple[int, ...]]
"""One decision's parts by their places: its case, its recipients, its items.

A plain tuple: there are a hundred thousand at once, and the collector of garbage lets go of these.
"""


class Parts(dict[str, int]):
    """The distinct parts of one level, by their text, each read once; the blank one is there at once."""

    def __init__(self, sets: Iterable[str]) -> None:
        """Begin with the blank part alone; ``sets`` names the facts that are lists."""
        super().__init__()
        self.read: list[Part] = [{}]
        self._sets = tuple(sets)

    def __missing__(self, text: str) -> int:
        """Read a part that was not met before. Raises ``Unreadable``."""
        try:
            answers = from_json(text, cache_strings="all")
        except ValueError as error:
            raise Unreadable(f"This is not JSON: {error}.") from None
        for name in self._sets:
            if type(answers.get(name)) is list:
                answers[name] = tuple(answers[name])
        place = self[text] = len(self.read)
        self.read.append(answers)
        return place


class Lists(dict[str, tuple[int, ...]]):
    """The distinct lists of parts of one level, by their text: most are one part, and many come again."""

    def __init__(self, parts: Parts) -> None:
        """Begin with the empty list, where the blank part stands."""
        super().__init__({"": (BLANK,)})
        self._parts = parts

    def __missing__(self, text: str) -> tuple[int, ...]:
        """Cut a list that was not met before. Raises ``Unreadable``."""
        places = self[text] = tuple([self._parts[part] for part in _objects(text)])
        return places


class Gathered:
    """Texts cut into shapes of distinct parts.

    ``shapes`` has a place for each text, in order. One that could not be read has a blank shape
    there, and what is wrong with it stands in ``faults``. A text that comes twice is cut twice, so
    give each once.
    """

    def __init__(self, texts: Iterable[str], sets: Iterable[str]) -> None:
        """Cut each text; ``sets`` names the facts that any pack to be asked reads as a list."""
        names = tuple(sets)
        self.cases, self.recipients, self.items = Parts(names), Parts(names), Parts(names)
        self._recipients, self._items = Lists(self.recipients), Lists(self.items)
        self.shapes: list[Shape] = []
        self.faults: dict[int, str] = {}
        for place, text in enumerate(texts):
            try:
                shape = self._cut(text)
            except Unreadable:
                shape = self._carefully(place, text)
            self.shapes.append(shape)

    def _cut(self, text: str) -> Shape:
        """The parts of a text in the spelling of sealed facts. Raises ``Unreadable`` for any other.

        If each part is JSON then the whole was cut where it should be: between the parts stands
        nothing but what is looked for here.
        """
        end = text.find(_AFTER_CASE)
        middle = text.find(_BETWEEN, end)
        if end < 0 or middle < 0 or not text.startswith(_HEAD) or not text.endswith(_END):
            raise Unreadable("It is spelled in another way.")
        return (
            self.cases[text[_CASE : end + 1]],
            self._recipients[text[end + _TO_RECIPIENTS : middle]],
            self._items[text[middle + _TO_ITEMS : -_TAIL]],
        )

    def _carefully(self, place: int, text: str) -> Shape:
        try:
            case, recipients, items = _read(text)
            return (
                self.cases[case],
                tuple([self.recipients[part] for part in recipients]) or (BLANK,),
                tuple([self.items[part] for part in items]) or (BLANK,),
            )
        except Unreadable as error:
            self.faults[place] = str(error)
            return BLANK, (BLANK,), (BLANK,)


def _objects(text: str) -> list[str]:
    """The objects of a list, still as text. Raises ``Unreadable`` for a list of other things."""
    if text[0] != "{" or text[-1] != "}":
        raise Unreadable("It is spelled in another way.")
    if "},{" not in text:
        return [text]
    return [f"{{{part}}}" for part in text[1:-1].split("},{")]


def _read(text: str) -> tuple[str, list[str], list[str]]:
    """The parts of a text spelled in any way. Raises ``Unreadable`` for what is not facts."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise Unreadable(f"This is not JSON: {error}.") from None
    if not isinstance(raw, dict):
        raise Unreadable("Give an object with case, recipients and items.")
    if unknown := sorted(set(raw) - set(_EMPTY)):
        raise Unreadable(
            f"There is no part called {unknown[0]!r}; the parts are case, recipients and items."
        )
    case, recipients, items = (_EMPTY | raw).values()
    if not isinstance(recipients, list) or not isinstance(items, list):
        raise Unreadable("recipients and items are lists of objects.")
    if not all(isinstance(part, dict) for part in (case, *recipients, *items)):
        raise Unreadable("case, and each of the recipients and items, is an object.")
    return (
        json.dumps(case),
        [json.dumps(part) for part in recipients],
        [json.dumps(part) for part in items],
    )
