"""What would be possible at the place where a data file is wrong: for the sentence of the error."""

import re
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

import msgspec

_PLACE = re.compile(r" - at `\$\.?([\w.]*)")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")


def possible(error: str, type_: Any) -> str:
    """Return a further sentence for an error of msgspec about ``type_``, empty where none helps.

    For an unknown key the keys that are possible, the nearest first; for a value that is none of a
    list the list.
    """
    place = _PLACE.search(error)
    type_ = _at(type_, place[1].split(".") if place and place[1] else [])
    unknown = _UNKNOWN.search(error)
    struct = _struct(type_)
    if unknown and struct is not None:
        keys = [field.encode_name for field in msgspec.structs.fields(struct)]
        near = get_close_matches(unknown[1], keys, n=1)
        meant = f" Is {near[0]} meant?" if near else ""
        return f"{meant} Possible keys: {', '.join(keys)}."
    values = _values(type_) if "enum value" in error else []
    return f" Possible: {', '.join(map(repr, values))}." if values else ""


def _at(type_: Any, path: list[str]) -> Any:
    """Return the type of the key at the end of ``path``, None where it cannot be told."""
    for key in path:
        struct = _struct(type_)
        if struct is None:
            return None
        fields = {field.encode_name: field.type for field in msgspec.structs.fields(struct)}
        type_ = fields.get(key)
    return type_


def _struct(type_: Any) -> Any:
    """Return the record among a type and its alternatives, or None."""
    for one in (type_, *get_args(type_)):
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            return one
    return None


def _values(type_: Any) -> list[Any]:
    """Return all literals in a type, also those of its alternatives."""
    if get_origin(type_) is Literal:
        return list(get_args(type_))
    return [value for one in get_args(type_) for value in _values(one)]
