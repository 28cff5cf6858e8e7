"""What the validator found in a whole set of answers, as one sentence for each path."""

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from decisions.journey.fields import Question, question
from decisions.journey.plain_errors import sentence
from decisions.journey.steps import STEPS
from decisions.pointing import first_of, place_of, within

Loc = tuple[int | str, ...]


def of(error: ValidationError, raw: object, whole: type[BaseModel]) -> dict[str, str]:
    """Every fault by its path in ``raw``, which was to be a ``whole``."""
    every = (
        (
            _path(found["loc"], raw),
            sentence(_asked(found["loc"]), found, _model_at(found["loc"], whole).model_fields),
        )
        for found in error.errors(include_url=False)
    )
    return first_of(every, error.error_count())


def _path(loc: Loc, raw: Any) -> str:  # noqa: ANN401 -- JSON
    path = ""
    for part in loc:
        if part == "[key]":  # the validator's word for "this key itself"
            break
        path = within(path, part, place_of(raw, part))
        raw = _entry(raw, part)
    return path


def _entry(raw: Any, part: int | str) -> Any:  # noqa: ANN401 -- JSON
    if isinstance(raw, dict):
        return raw.get(part)
    return raw[part] if isinstance(raw, list) and isinstance(part, int) else None


def _asked(loc: Loc) -> Question | None:
    """The question nearest to a fault, if the fault is inside one."""
    for at, part in enumerate(loc[:-1]):
        step = STEPS.get(part) if isinstance(part, str) else None
        if step is not None and isinstance(name := loc[at + 1], str) and name in step.model_fields:
            return question(step, name)
    return None


def _model_at(loc: Loc, whole: type[BaseModel]) -> type[BaseModel]:
    """The model that holds the last part of a path."""
    holder = whole
    for part in loc[:-1]:
        if isinstance(part, str) and part in holder.model_fields:
            holder = _model_in(holder.model_fields[part].annotation) or holder
    return holder


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 -- a type annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
