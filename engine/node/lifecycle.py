"""Starts, adopts and stops the node of a home. One node a home, one starter at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import psutil
from filelock import FileLock, Timeout

from core.errors import EngineUnavailable, SettingsError
from core.progress import Progress, Silent
from core.settings import Settings
from engine.node import configuration, folder, java, layout, place, process, state
from engine.node.account import other_account
from engine.node.folder import Folder
from engine.node.state import NodeState, ProcessMark

_LOCK_SECONDS = 600.0
"""Longer than a first start takes, with everything to be fetched over a slow line."""


@contextmanager
def running(settings: Settings, progress: Progress | None = None) -> Iterator[str]:
    """Yield the address of OpenSearch for as long as the block runs.

    That is the cluster of PARTNERNET_OPENSEARCH_URL where it is set. Else it is this home's node:
    one that runs for another living process, or was started to stay, is used and left; one whose
    owner was killed is taken over; else one is started. What this block answers for it stops at
    its end.

    Raises EngineUnavailable when the node does not start, SettingsError when it cannot.
    """
    if settings.opensearch_url:
        yield settings.opensearch_url
        return
    with _alone(settings):
        found = _alive(folder.of(settings))
        ours = found is None or found.is_orphaned()
        owner = ProcessMark.of(os.getpid()) if found is None or ours else found.owner
        node = _brought_up(settings, found, owner, progress or Silent())
    try:
        yield node.url
    finally:
        if ours:
            _stop_if_unchanged(settings, node)


def start(settings: Settings, progress: Progress | None = None) -> NodeState:
    """Start this home's node, or keep the one that runs, to stay until :func:`stop`.

    Raises EngineUnavailable when it does not start, SettingsError when it cannot.
    """
    _refuse_with_cluster(settings)
    with _alone(settings):
        found = _alive(folder.of(settings))
        return _brought_up(settings, found, None, progress or Silent())


def stop(settings: Settings) -> bool:
    """Stop this home's node, whoever started it. Returns whether one ran."""
    _refuse_with_cluster(settings)
    with _alone(settings):
        place_of_node = folder.of(settings)
        processes = state.unnoted(place_of_node)
        for one in processes:
            process.end(one)
        return bool(processes)


def status(settings: Settings) -> NodeState | None:
    """Return the state of this home's node; None when none runs."""
    return _alive(folder.of(settings))


def answers(settings: Settings, node: NodeState) -> bool:
    """Tell whether the node answers under its name and is healthy."""
    return node.ready and process.is_healthy(node.port, folder.of(settings).node_name)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold the lock of the home's node. The system frees it even after ``kill -9``."""
    lock = FileLock(settings.home / "node.lock", timeout=_LOCK_SECONDS)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise EngineUnavailable(
            f"Another process has been starting or stopping the node in {settings.home} for "
            f"{_LOCK_SECONDS:.0f} s; end it and try again."
        ) from error
    except PermissionError as error:
        raise SettingsError(
            f"{error.filename} cannot be written; let PARTNERNET_HOME name a folder of your own."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _alive(where: Folder) -> NodeState | None:
    noted = state.read(where)
    return noted if noted and noted.is_alive() else None


def _brought_up(
    settings: Settings, found: NodeState | None, owner: ProcessMark | None, progress: Progress
) -> NodeState:
    """Return the node, healthy and noted with its owner."""
    where = folder.of(settings)
    if found is None:
        return _launched(settings, owner, progress)
    if found.ready and process.is_healthy(found.port, where.node_name):
        port = found.port
    else:
        port = process.wait_until_ready(found, where, progress)
    node = msgspec.structs.replace(found, owner=owner, port=port)
    if node != found:
        state.write(where, node)
    return node


def _launched(settings: Settings, owner: ProcessMark | None, progress: Progress) -> NodeState:
    account = other_account()
    where = place.node_folder(settings, account)
    for stray in state.unnoted(where):
        process.end(stray)
    layout.put_together(settings, where, progress)
    before = state.read(where)
    configuration.configure(where, preferred_port=before.port if before else 0)
    java_home = place.reachable_java(settings, where, account)
    if account:
        for written in where.written:
            account.own(written)
    pid = process.run(java.command(java_home, where, settings.heap), where, account)
    try:
        node = NodeState(ProcessMark.of(pid), owner)
        state.write(where, node)
        port = process.wait_until_ready(node, where, progress)
    except BaseException:
        process.end(psutil.Process(pid))
        raise
    node = msgspec.structs.replace(node, port=port)
    state.write(where, node)
    return node


def _stop_if_unchanged(settings: Settings, node: NodeState) -> None:
    """Stop the node unless somebody else answers for it by now."""
    with _alone(settings):
        now = _alive(folder.of(settings))
        if now and now == node and (living := now.process.process()):
            process.end(living)


def _refuse_with_cluster(settings: Settings) -> None:
    if settings.opensearch_url:
        raise SettingsError(
            "PARTNERNET_OPENSEARCH_URL names an existing cluster, so there is no node to start or "
            "stop; unset it to use the embedded one."
        )
