"""How well a version answers the sampled keywords, and where that is kept."""

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from core.files import replacing
from core.progress import Progress
from core.settings import Settings
from engine.client import Engine
from engine.versions import About
from evaluation.gate.sample import FIRST, fits, fitting, request, sample
from indexer.recipe import hash_of
from matching.search import Searcher

Shares = dict[str, float]
"""By keyword id: how many of the first ten fit, as a share of how many could."""

_KEPT = 6
"""Versions that are remembered: the live one, the one before it, and some that were tried."""
_PROGRAM = ("matching", "analyzers", "taxonomy", "engine/embedding", "evaluation")
"""Folders whose code and data decide how a version answers."""


def figures_file(settings: Settings) -> Path:
    """Return the file of the home that keeps how versions answered."""
    return settings.home / "cache" / "verified.json"


def answers(engine: Engine, searcher: Searcher, progress: Progress) -> Shares:
    """Ask the version that ``engine`` and ``searcher`` search for all keywords that it can answer.

    Keywords that no organisation across the border satisfies are left out.
    """
    able = [(keyword, there) for keyword, there in fitting(engine, sample()) if there]
    progress.start("match quality", len(able))
    shares: Shares = {}
    for keyword, there in able:
        found = searcher.search(request(keyword)).matches
        right = sum(fits(keyword, match.document) for match in found)
        shares[keyword.id] = right / min(FIRST, there)
        progress.advance()
    progress.finish()
    return shares


def key(version: str, about: About) -> str:
    """Return what the answers of ``version`` depend on, as a hash.

    An update of the version and another program change it, going live does not.
    """
    told = msgspec.json.encode(msgspec.structs.replace(about, complete=False))
    digest = hashlib.blake2b(told, digest_size=8)
    digest.update(f"{version} {_program()} {_judged()}".encode())
    return digest.hexdigest()


def known(kept: Path | None, of: str) -> Shares | None:
    """Return what was kept under the key ``of``; None where nothing was, or it cannot be read."""
    return _read(kept).get(of) if kept else None


def keep(kept: Path | None, of: str, shares: Shares) -> None:
    """Keep ``shares`` under the key ``of``; of all versions only the newest are kept."""
    if kept is None:
        return
    others = {key: value for key, value in _read(kept).items() if key != of}
    newest = dict([*others.items(), (of, shares)][-_KEPT:])
    kept.parent.mkdir(parents=True, exist_ok=True)
    with replacing(kept) as file:
        file.write(msgspec.json.encode(newest))


def _read(kept: Path) -> dict[str, Shares]:
    try:
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, Shares])
    except (FileNotFoundError, msgspec.DecodeError, msgspec.ValidationError):
        return {}  # then the version is asked again


@cache
def _judged() -> str:
    return hashlib.blake2b(repr(sample()).encode(), digest_size=8).hexdigest()


@cache
def _program() -> str:
    return hash_of(_PROGRAM)
