"""What the kinds of jobs do. Each calls the one function that the command of the same name calls.

Their modules are imported where they run: pages and the schedule know the kinds without them.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from core import priority
from operations.jobs.context import JobContext


def update(context: JobContext) -> Mapping[str, Any]:
    """Bring the index to what is imported and decided; ``documents`` is missing where it was."""
    from operations import indexing

    with context.engine() as engine:
        priority.give_way()
        report = indexing.brought_up_to_date(
            context.settings, engine, context.embedder(), context.progress
        )
    if report is None:
        return {"up_to_date": True}
    return {"documents": report.documents, "embedded": report.embedded}


def rebuild(context: JobContext) -> Mapping[str, Any]:
    """Rebuild the index; arguments ``throttle`` (documents a second), ``force_reason``."""
    from operations.rebuild import rebuild as rebuilt

    with context.engine() as engine:
        priority.give_way()
        report = rebuilt(
            context.settings,
            engine,
            context.embedder(),
            context.progress,
            author=context.author,
            throttle=context.arguments.get("throttle"),
            force=context.arguments.get("force_reason") or "",
        )
    return {
        "documents": report.documents,
        "embedded": report.embedded,
        "versions": dict(report.versions),
        "removed": list(report.removed),
        "forced": report.forced,
        "findings": msgspec.to_builtins(report.findings),
    }


def rollback(context: JobContext) -> Mapping[str, Any]:
    """Let the versions before the live ones go live again."""
    from operations.rebuild import rollback as back

    with context.engine() as engine:
        report = back(context.settings, engine, author=context.author)
    return {
        "versions": dict(report.live),
        "before": dict(report.before),
        "withdrawn": report.withdrawn,
    }


def backup(context: JobContext) -> Mapping[str, Any]:
    """Write a backup to the folder of the settings, and keep only the newest there."""
    from operations.backup import kept

    made = kept.back_up_and_prune(context.settings, context.progress)
    return {"file": made.path.name, "bytes": made.size, "files": len(made.manifest.files)}


def decisions(context: JobContext) -> Mapping[str, Any]:
    """Bring a decision into the index; ``keys`` are those of what a block or its end is about."""
    from operations.decisions import take_effect

    later = take_effect(context.settings, context.progress, context.arguments.get("keys", ()))
    return {"later": later} if later else {}


def alerts(context: JobContext) -> Mapping[str, Any]:
    """Hold what is new in the index against the saved searches of all houses."""
    from operations.alerts import judge

    with context.engine() as engine:
        done = judge(context.settings, engine, context.embedder())
    refused = {str(watch): reason for watch, reason in done.refused.items()}
    return {"things": done.things, "alerts": done.alerts, "refused": refused}


def webhooks(context: JobContext) -> Mapping[str, Any]:
    """Post what saved searches reported to the webhooks of their houses."""
    from operations.webhooks import running

    return running.run(context)


def mails(context: JobContext) -> Mapping[str, Any]:
    """Mail what saved searches reported, and what else waits."""
    from operations.mail import running

    return running.run(context)


def dry_run(context: JobContext) -> Mapping[str, Any]:
    """Show what the first ten of many queries would gain and lose with the language data as people
    changed it."""
    from operations.language.dry_run import dry_run as tried

    with context.engine() as engine:
        found = tried(context.settings, context.store, engine, context.embedder(), context.progress)
    outcome: Mapping[str, Any] = msgspec.to_builtins(found)
    return outcome
