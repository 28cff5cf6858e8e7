"""An answer as a person reads it, from the draft or as it was just given."""

from decisions.journey import check_answers, people
from decisions.journey.answers import Answers
from decisions.journey.paths import owner_of, question_at
from decisions.pages._choose import agency_name, category_name


def answer(path: str, value: object) -> str:
    """An answer just given, as plain JSON."""
    words = {option.value: option.text for option in question_at(path).options}
    if isinstance(value, list | tuple):
        return "; ".join(words.get(str(one), str(one)) for one in value)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return words.get(str(value), str(value or check_answers.NO_ANSWER))


def held(answers: Answers, path: str) -> str:
    """The answer that the draft holds."""
    asked = question_at(path)
    value = getattr(answers.step(asked.step, owner_of(path)), asked.name, None)
    return check_answers.shown(
        asked,
        value,
        agency=agency_name,
        category=category_name,
        person=lambda one: people.called(answers, one),
    )
