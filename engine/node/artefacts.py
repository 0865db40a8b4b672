"""Fetches the node's files once, checks each against its sum and keeps them for all homes."""

import hashlib
import random
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from time import sleep

import requests
from filelock import FileLock
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext

from core.errors import PartnerNetError
from core.progress import Progress
from engine.node.parts import Artefact

Download = Callable[[Artefact, Path], Path]
"""Fetches the artefact into the folder and returns the file's path."""

_ATTEMPTS = 4
_TIMEOUT_SECONDS = 30
_AT_ONCE = 6


class ArtefactError(PartnerNetError):
    """A file of the node cannot be fetched, or is not the one that was published."""


def repository(cache: Path) -> MavenContext:
    """Return the public repository, which keeps what it fetches in ``cache``."""
    return MavenContext(
        repo_cache=cache, remote_repos={"central": MAVEN_CENTRAL_URL}, timeout=_TIMEOUT_SECONDS
    )


def from_repository(artefact: Artefact, folder: Path) -> Path:
    """Fetch one file from the public repository, without its dependencies."""
    group, artifact, packaging, *classifier, version = artefact.coordinates.split(":")
    component = repository(folder).project(group, artifact).at_version(version)
    path = component.artifact(classifier="".join(classifier), packaging=packaging).resolve()
    return Path(path)


def fetch(
    artefacts: Iterable[Artefact],
    downloads: Path,
    progress: Progress,
    download: Download = from_repository,
) -> dict[Artefact, Path]:
    """Return the checked file of each artefact, fetching those that ``downloads`` lacks.

    A kept file that is not what the lock says is fetched again. One process fetches at a time.
    Raises ArtefactError naming the file that cannot be had or is not the published one.
    """
    folder = downloads / "artefacts"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        kept = {artefact: kept_path(artefact, downloads) for artefact in artefacts}
        missing = {path: a for a, path in kept.items() if not is_published(path, a)}
        if missing:
            _obtain_all(missing, progress, download)
    return kept


def kept_path(artefact: Artefact, downloads: Path) -> Path:
    """Return where the file is kept; the sum is part of the path, so versions do not meet."""
    return downloads / "artefacts" / artefact.sha256[:12] / artefact.file_name


def is_published(path: Path, artefact: Artefact) -> bool:
    """Tell whether ``path`` is there and has the locked sum."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == artefact.sha256
    except OSError:
        return False


def _obtain_all(missing: dict[Path, Artefact], progress: Progress, download: Download) -> None:
    progress.start("Fetching OpenSearch", len(missing))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        jobs = [pool.submit(_obtain, a, path, download) for path, a in missing.items()]
        try:
            for job in as_completed(jobs):
                job.result()
                progress.advance()
        finally:
            pool.shutdown(cancel_futures=True)
            progress.finish()


def _obtain(artefact: Artefact, target: Path, download: Download) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, ignore_cleanup_errors=True) as folder:
        fetched = _with_retries(artefact, Path(folder), download)
        if not is_published(fetched, artefact):
            raise ArtefactError(
                f"{artefact.file_name} is not the published file (its SHA-256 sum differs from "
                "the lock file's); check who answers for the repository on this network, then "
                "start again."
            )
        fetched.chmod(0o644)
        fetched.replace(target)


def _with_retries(artefact: Artefact, folder: Path, download: Download) -> Path:
    for attempt in range(1, _ATTEMPTS + 1):
        # jgo leaves half a file behind when the connection breaks, so each try has its own folder.
        place = folder / str(attempt)
        try:
            return download(artefact, place)
        except (OSError, RuntimeError, requests.RequestException) as error:
            if attempt == _ATTEMPTS:
                raise ArtefactError(
                    f"{artefact.file_name} could not be fetched ({_root(error)}); check the "
                    "network connection and start again, what was fetched is kept."
                ) from error
        sleep(random.uniform(0.5, 1.5) * 2 ** (attempt - 1))
    raise AssertionError("the loop returns or raises")


def _root(error: BaseException) -> BaseException:
    """Return the error at the bottom: what the libraries above say of it fills half a page."""
    while below := error.__cause__ or error.__context__:
        error = below
    return error
