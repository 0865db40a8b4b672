"""OpenSearch and what is in it: node or cluster, version, plug-in, index, model."""

from collections.abc import Iterator

import store
from core.errors import ModelMismatch, PartnerNetError
from core.settings import Settings
from engine import embedding, node, versions
from engine.client import Engine
from mappings import COLLECTIONS
from operations.diagnosis.drift import REBUILD, drifts
from operations.diagnosis.finding import Finding, good, later, wrong
from store import Condition

_OLDEST = (3, 6)
_PLUGIN = "opensearch-knn"


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at OpenSearch and, where it answers, at the index. A node is not started for this."""
    url = settings.opensearch_url
    if url is None:
        state = node.status(settings)
        if state is None:
            yield later("OpenSearch", "It does not run; what needs it starts it.")
            return
        if not node.answers(settings, state):
            yield wrong(
                "OpenSearch",
                f"Its process {state.process.pid} does not answer; wait a minute, then "
                "`partnernet node stop` and start again.",
            )
            return
        url = state.url
    engine = Engine.connect(settings, url)
    try:
        yield _version(engine, url)
        yield from _index(settings, engine)
    except ModelMismatch as error:
        yield wrong("index", str(error))
    except PartnerNetError as error:
        yield wrong("OpenSearch", f"{url}: {error}")
    finally:
        engine.close()


def _version(engine: Engine, url: str) -> Finding:
    version = engine.version()
    wanted = ".".join(map(str, _OLDEST))
    if tuple(map(int, version.split(".")[:2])) < _OLDEST:
        return wrong("OpenSearch", f"{url} is version {version}; it must be {wanted} or newer.")
    if _PLUGIN not in engine.plugins():
        return wrong("OpenSearch", f"{url} lacks the plug-in {_PLUGIN}; install it there.")
    return good("OpenSearch", f"{version} answers at {url}.")


def _index(settings: Settings, engine: Engine) -> Iterator[Finding]:
    """Say what of the live index no longer fits; a search with another model is refused."""
    missing = [collection for collection in COLLECTIONS if not engine.has(collection)]
    if missing:
        yield later("index", f"There is none of {' and '.join(missing)}: `{REBUILD}`.")
        return
    embedder = embedding.load(settings.embedding)
    versions.check_model(engine, embedder)
    if store.status(settings).condition is not Condition.CURRENT:
        # Reading it would make or upgrade it.
        yield later("index", "Whether it still fits can be told when the store is there.")
        return
    found = drifts(settings, engine, embedder)
    for drift in found:
        yield later("index", f"{', '.join(drift.collections)}: {drift.words}")
    if not found:
        yield good("index", f"{', '.join(COLLECTIONS)}, with the model {embedder.model}.")
