"""A rebuild: from all imports to new versions that are live, with the checks before the switch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

import store
from core.errors import BuildStopped, HeldBack
from core.progress import Progress
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder
from evaluation import gate
from evaluation.gate import Findings, Sent
from indexer import pipeline
from indexer.pipeline import BuildReport
from indexer.running import Loaded, Order


@dataclass(frozen=True, kw_only=True)
class RebuildReport(BuildReport):
    """What a rebuild did, and what was found before its switch."""

    findings: Findings | None
    """None where an earlier run was killed after its switch, and this one only tidied up."""
    forced: str
    """Why it went live against the checks; empty where nothing stood against it."""


def rebuild(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    progress: Progress,
    *,
    author: str,
    throttle: float | None = None,
    force: str = "",
) -> RebuildReport:
    """Build new versions of all collections, verify them and put them live.

    ``throttle`` is documents a second at most, None for PARTNERNET_REBUILD_RATE. ``force`` is why
    the new versions go live whatever the checks find; it is kept in them and in the audit log, with
    ``author``. Goes on where an earlier run was killed, when all that it was made from is the same.

    Raises BuildStopped, with the previous versions still live: HeldBack with the sentences of the
    checks when they find what must not be, and then the new versions stay to be looked at; when
    another rebuild runs in this home; when a document is refused. Cancelled where ``progress``
    raises it, and then nothing of it is left. EngineUnavailable and StoreUnavailable when
    OpenSearch or the store goes away, KeyboardInterrupt when somebody stops it: the next run goes
    on.
    """
    gates = _Gate(settings, engine, embedder, progress, author, force)
    order = Order(check=gates.verdict, rate=throttle or settings.rebuild_rate, force=force)
    try:
        report = pipeline.build(settings, engine, embedder, progress, order)
    except BuildStopped as error:
        if gates.findings is None or gates.findings.good or force:
            raise
        raise HeldBack(str(error), {"findings": msgspec.to_builtins(gates.findings)}) from error
    forced = force if gates.findings and not gates.findings.good else ""
    done = RebuildReport(**vars(report), findings=gates.findings, forced=forced)
    audited(settings, author, "index.rebuild", done.versions, {"documents": done.documents})
    return done


def audited(
    settings: Settings,
    author: str,
    action: str,
    versions: Mapping[str, str],
    details: Mapping[str, Any],
) -> None:
    """Note in the audit log what was done to the index ``versions``."""
    subject = " ".join(versions.values())
    with store.opened(settings) as opened, opened.writing() as connection:
        store.audit.note(connection, actor=author, action=action, subject=subject, details=details)


@dataclass
class _Gate:
    """Asks the checks, and notes when somebody overrules them."""

    settings: Settings
    engine: Engine
    embedder: Embedder
    progress: Progress
    author: str
    force: str
    findings: Findings | None = field(default=None)

    def verdict(self, loaded: Loaded) -> str:
        """Return what stands against the switch, in sentences."""
        self.findings = gate.verify(
            self.engine,
            self.embedder,
            live=loaded.live or None,
            new=loaded.new,
            expected=loaded.expected,
            progress=self.progress,
            sent=Sent(items=sum(loaded.expected.values()), answered=loaded.sent),
            kept=gate.figures_file(self.settings),
        )
        if self.force and not self.findings.good:
            told = {"reason": self.force, "against": self.findings.words}
            # Before the switch: what is not noted is not done.
            audited(self.settings, self.author, "index.force", loaded.new, told)
        return self.findings.words
