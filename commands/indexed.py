"""Index versions in words, for the terminal."""

from collections.abc import Iterator

from engine import versions
from engine.client import Engine
from engine.versions import About


def described(engine: Engine, collection: str) -> str:
    """Return the lines on one collection: its live version, then what else is kept."""
    live = versions.live(engine, collection)
    known = versions.about(engine, live) if live else None
    lines = [f"{collection}: no index"]
    if live and known:
        count = engine.client.count(index=live)["count"]
        lines = [f"{collection}: {count} documents in {live}", *_made_of(known)]
    others = ((name, one) for name, one in versions.kept(engine, collection).items())
    lines += [f"  {_standing(one)}: {name}" for name, one in others if name != live]
    return "\n".join(lines)


def _made_of(known: About) -> Iterator[str]:
    imports = ", ".join(
        f"{one.dataset} ({one.records} records, {one.rejected} rejected)" for one in known.imports
    )
    yield f"  built {known.built}"
    yield f"  model {known.model}, {known.dimension} dimensions"
    yield f"  from {imports or 'no imports'}"
    if known.forced:
        yield f"  went live against the checks: {known.forced}"


def _standing(known: About | None) -> str:
    """Return why a version that is not live is there."""
    if known is None:
        return "of another release"
    if known.left:
        return f"left by a rollback on {known.left}"
    if known.held_back:
        return f"held back by the checks ({known.held_back})"
    return "kept to go back to" if known.complete else "being built, or broken off"
