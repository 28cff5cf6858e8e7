"""The JSON Schema of the answers, with every question in words; ``data/schemas/answers.json``."""

import json
from typing import Any

from decisions.journey.answers import ANSWERS_SCHEMA, Answers
from decisions.journey.fields import Question, Step, Widget, questions
from decisions.journey.steps import STEPS
from isa.platform.config import data_dir
from isa.register.vocabulary import vocabulary


def schema() -> dict[str, Any]:
    """The schema, with each question's words as title and its options' words beside their codes."""
    made = Answers.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["title"] = f"Answers, schema {ANSWERS_SCHEMA}"
    for step in STEPS.values():
        definition = _definition(made["$defs"], step)
        definition["title"] = step.title
        for asked in questions(step):
            part = definition["properties"][asked.name]
            part["title"] = asked.ask.label
            if asked.ask.hint:
                part["description"] = asked.ask.hint
            if asked.ask.is_retired:
                part["deprecated"] = True
                part["x-replaced-by"] = list(asked.ask.replaced_by)
            if options := _options(asked):
                part["x-options"] = options
            if asked.ask.when:
                when = asked.ask.when
                part["x-when"] = {"answer": when.field, "among": [str(code) for code in when.among]}
    return made


def _options(asked: Question) -> dict[str, str]:
    """The codes an answer may be, each with its words."""
    if asked.ask.widget is Widget.CATEGORY:
        return {code: term.label for code, term in vocabulary().categories.items()}
    return {option.value: option.text for option in asked.options}


def _definition(definitions: dict[str, Any], step: type[Step]) -> dict[str, Any]:
    """The definition of a step; the validator spells out the module where two classes share a name."""
    spelt = f"{step.__module__}.{step.__name__}".replace(".", "__")
    found: dict[str, Any] = definitions.get(step.__name__) or definitions[spelt]
    return found


def schema_text() -> str:
    """The schema as it is kept in ``data/schemas/answers.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    (data_dir() / "schemas" / "answers.json").write_text(schema_text(), encoding="utf-8")
