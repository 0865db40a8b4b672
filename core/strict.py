"""Reads YAML strictly into a type: an unknown, missing or wrong key names its file and itself."""

from typing import Any, TypeVar, get_args, get_origin

import msgspec
import yaml

from core.errors import DataError
from core.possible import possible

T = TypeVar("T")

_LONGEST = 200
"""Characters of what a message repeats of a file; what is longer is no key and no value."""


def repeated(text: str) -> str:
    """Return what a file has at a wrong place for a message about it, cut where it is too long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def parse(text: str, name: str, type_: type[T]) -> T:
    """Return ``text`` as ``type_``.

    Raises DataError that names the file and the path of the key, such as
    ``organisations.yaml: fields.locality: Object contains unknown field `wy```.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not readable"
        raise DataError(f"{name}{line}: no valid YAML ({repeated(problem)}).") from error
    except (ValueError, AttributeError, RecursionError) as error:
        # Of a day such as 2026-13-45, a number of 5,000 digits, `!!timestamp x`, endless brackets.
        raise DataError(
            f"{name}: no valid YAML (a date, number or depth without sense)."
        ) from error
    try:
        return msgspec.convert(data, type_)
    except msgspec.ValidationError as error:
        hint = possible(str(error), type_)
        said = f"{repeated(_where(data, type_))}{repeated(str(error))}"
        raise DataError(f"{name}: {said}{'.' if hint else ''}{hint}") from error


def _where(data: Any, type_: Any) -> str:
    """Return the names of the keys that lead to the error; msgspec itself says ``[...]``."""
    if not isinstance(data, dict) or not isinstance(type_, type):
        return ""
    for field in msgspec.structs.fields(type_) if issubclass(type_, msgspec.Struct) else ():
        value_type = get_args(field.type)[-1:]
        section = data.get(field.encode_name)
        if get_origin(field.type) is not dict or not isinstance(section, dict):
            continue
        for key, value in section.items():
            try:
                msgspec.convert(value, value_type[0])
            except msgspec.ValidationError:
                return f"{field.encode_name}.{key}: "
    return ""
