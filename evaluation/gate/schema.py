"""Whether the mapping and analysis of a version are those that it should have been made with."""

from collections.abc import Iterator, Mapping
from typing import Any

from analyzers import overlay
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.gate.findings import Code, Finding, judged
from mappings import compiled

_SHOWN = 5
"""Differences that are named."""
_NEVER = "-1"
"""``refresh_interval`` while a version is filled: nobody would see what is written later."""


def checked(engine: Engine, embedder: Embedder, new: Mapping[str, str]) -> Iterator[Finding]:
    """Hold each new version against what is compiled."""
    for collection, version in new.items():
        found = deviations(engine, collection, version, embedder.dimension)
        yield judged(
            Code.SCHEMA,
            f"{collection}: {_words(found)}.",
            good=not found,
            params={"collection": collection, "paths": ", ".join(found[:_SHOWN])},
            figures={"differences": len(found)},
        )


def deviations(engine: Engine, collection: str, version: str, dimension: int) -> list[str]:
    """Return the paths at which ``version`` differs from what is compiled for vectors of
    ``dimension`` numbers, with the language data that it was built with; sorted.

    Paths of the mapping begin with ``properties`` or ``dynamic``, others name a setting.
    """
    about = versions.about(engine, version)
    with overlay.applied(about.overlay if about else overlay.NOTHING):
        body = compiled(collection, dimension)
    return sorted(_of_version(engine, version, body))


def differences(compiled: Any, found: Any, path: str = "") -> Iterator[str]:
    """Yield the paths at which two bodies differ. The engine tells numbers and flags of settings
    as texts; that is no difference."""
    if isinstance(compiled, Mapping) and isinstance(found, Mapping):
        for key in compiled.keys() | found.keys():
            here = f"{path}.{key}" if path else str(key)
            yield from differences(compiled.get(key), found.get(key), here)
    elif _plain(compiled) != _plain(found):
        yield path


def _of_version(engine: Engine, version: str, body: Mapping[str, Any]) -> Iterator[str]:
    mapping = engine.client.indices.get_mapping(index=version)[version]["mappings"]
    yield from differences(
        body["mappings"], {key: value for key, value in mapping.items() if key != "_meta"}
    )
    # Beside those compiled stand the engine's own.
    told = engine.client.indices.get_settings(index=version)[version]["settings"]["index"]
    for name, value in body["settings"]["index"].items():
        yield from differences(value, told.get(name), name)
    if told.get("refresh_interval") == _NEVER:
        yield "refresh_interval"


def _plain(value: Any) -> Any:
    """Return ``value`` as the engine tells it: ``true`` for True, ``"3"`` for 3."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, (int, float)) else value


def _words(found: list[str]) -> str:
    if not found:
        return "mapping and analysis are as compiled"
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"mapping or analysis differ from what is compiled: {', '.join(found[:_SHOWN])}{more}"
