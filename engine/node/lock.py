"""Writes ``artefacts.json`` anew from ``parts.yaml``: ``python -m engine.node.lock``.

For maintainers: resolves the dependencies, fetches every file and notes its sum. What changed is
seen in the difference of the file and is to be read before it is committed.
"""

import hashlib
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec
from jgo.maven import Artifact, Dependency, MavenContext

from core.progress import Progress, for_terminal, tracked
from engine.node.artefacts import repository
from engine.node.parts import LOCK_FILE, Artefact, Parts, parts


def main() -> None:
    """Resolve, fetch, sum up, write."""
    with tempfile.TemporaryDirectory() as cache:
        placed = list(_placed(repository(Path(cache)), parts()))
        artefacts = _summed(placed, for_terminal())
    lines = (msgspec.json.encode(artefact).decode() for artefact in artefacts)
    LOCK_FILE.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def _placed(context: MavenContext, recipe: Parts) -> Iterator[tuple[str, Artifact]]:
    """Yield folder and artifact of every file, none of them twice on one class path."""
    never = recipe.left_out.anywhere
    library = [
        *_resolved(context, recipe.lib.resolved, never),
        *(_dependency(context, coordinates).artifact for coordinates in recipe.lib.alone),
    ]
    yield from (("lib", artifact) for artifact in library)
    for artifact in _resolved(context, [recipe.agent], never | recipe.left_out.agent):
        yield "agent", artifact
    taken = never | {_pair(artifact) for artifact in library}
    jars = {
        name: list(_resolved(context, [module.artefact], taken))
        for name, module in recipe.modules.items()
    }
    for name, module in recipe.modules.items():
        extended = {_pair(artifact) for artifact in jars.get(module.extends, [])}
        for artifact in jars[name]:
            if _pair(artifact) not in extended:
                yield f"modules/{name}", artifact
    for name, coordinates in recipe.plugins.items():
        component = _dependency(context, coordinates).artifact.component
        yield f"plugins/{name}", component.artifact(packaging="zip")


def _resolved(
    context: MavenContext, coordinates: Iterable[str], without: Collection[str]
) -> Iterator[Artifact]:
    roots = [_dependency(context, one) for one in coordinates]
    inputs, others = context.resolver.resolve(roots)
    for dependency in [*inputs, *others]:
        if (
            dependency.scope not in ("test", "provided")
            and _pair(dependency.artifact) not in without
        ):
            yield dependency.artifact


def _dependency(context: MavenContext, coordinates: str) -> Dependency:
    return context.create_dependency(coordinates)


def _pair(artifact: Artifact) -> str:
    return f"{artifact.groupId}:{artifact.artifactId}"


def _summed(placed: list[tuple[str, Artifact]], progress: Progress) -> list[Artefact]:
    found = []
    for folder, artifact in tracked(placed, progress, "Fetching and summing up", len(placed)):
        path = Path(artifact.resolve())
        middle = [artifact.classifier] if artifact.classifier else []
        names = [artifact.groupId, artifact.artifactId, artifact.packaging, *middle]
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        found.append(Artefact(folder, ":".join([*names, artifact.version]), sha256))
    return sorted(found)


if __name__ == "__main__":
    main()
