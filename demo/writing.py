"""Writes all files of the demo, the same bytes for the same seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.errors import BadRequest
from core.progress import Progress, Silent
from demo import (
    ares,
    catalogue,
    firms,
    gleif,
    justice,
    members,
    offeneregister,
    res,
    xjustiz,
)
from demo.shapes import Country
from demo.stock import stock

TODAY = date(2026, 11, 1)
"""The day that the demo shows: state of the registers, and what events are counted from."""

SMALLEST, LARGEST = 100, 100_000
_FULL = 52_000
_ARES_SHARE = 0.015
"""Share of Czech firms that ARES was asked about."""


@dataclass(frozen=True)
class Source:
    """Files of one format that are imported together."""

    format: str
    dataset: str
    files: tuple[Path, ...]
    mapping: Path | None = None
    legal_basis: str = ""
    """Why it may be imported, where its register has conditions."""


@dataclass(frozen=True)
class DemoFiles:
    """What was written, in the order to import it."""

    folder: Path
    sources: tuple[Source, ...]


def write(
    folder: Path,
    organisations: int = _FULL,
    seed: int = 1,
    progress: Progress | None = None,
    today: date = TODAY,
) -> DemoFiles:
    """Write invented registers of ``organisations`` firms to ``folder`` in the registers' formats.

    Institutions, offers and events come on top: 60, 3,000 and 40 by default, in proportion for
    other sizes, as far as there are institutions and events in the stock. Equal arguments give
    equal bytes. Raises BadRequest for a number outside 100 to 100,000 and DataError when a file of
    the stock is wrong.
    """
    if not SMALLEST <= organisations <= LARGEST:
        raise BadRequest(
            f"The demo can have {SMALLEST} to {LARGEST:,} organisations, not {organisations}.",
            "organisations",
        )
    progress = progress or Silent()
    folder.mkdir(parents=True, exist_ok=True)
    progress.start("demo registers", organisations)
    czech, german = _draw(organisations, seed, progress)

    def rng(part: str) -> random.Random:
        return random.Random(f"{seed}/{part}")

    sources = [
        Source("res", "demo-res", tuple(res.write(folder, czech, today, rng("res")))),
        Source("ares", "demo-ares", tuple(_ares(folder, czech, today, rng("ares")))),
    ]
    register = folder / "offeneregister.jsonl.bz2"
    offeneregister.write(register, german, rng("offeneregister"))
    sources.append(Source("offeneregister", "demo-offeneregister", (register,)))
    sources += _deliveries(folder, czech, german, today, rng)
    for name, path, mapping in members.write(folder, [*czech, *german], rng("members")):
        sources.append(Source("members", f"demo-{name}".replace("_", "-"), (path,), mapping))
    listing = folder / "katalog.jsonl"
    catalogue.write(listing, [*czech, *german], _size(organisations), today, rng("catalogue"))
    sources.append(Source("catalogue", "demo-catalogue", (listing,)))
    progress.finish()
    return DemoFiles(folder, tuple(sources))


def _deliveries(
    folder: Path,
    czech: list[firms.Firm],
    german: list[firms.Firm],
    today: date,
    rng: Callable[[str], random.Random],
) -> list[Source]:
    """Write what court registers and the LEI register tell of some firms."""
    courts = justice.write(folder, czech, today, rng("justice"))
    extracts = folder / "xjustiz_lieferung.zip"
    xjustiz.write(extracts, german, today, rng("xjustiz"))
    lei = gleif.write(folder, [*czech, *german], today, rng("gleif"))
    return [
        Source("justice", "demo-justice", tuple(courts)),
        Source("xjustiz", "demo-xjustiz", (extracts,), legal_basis="invented data"),
        Source("gleif", "demo-gleif", tuple(lei)),
    ]


def _draw(
    organisations: int, seed: int, progress: Progress
) -> tuple[list[firms.Firm], list[firms.Firm]]:
    everything = stock()
    share = round(organisations * everything.mix.czech_share)
    counts: dict[Country, int] = {"CZ": share, "DE": organisations - share}
    drawn: dict[Country, list[firms.Firm]] = {"CZ": [], "DE": []}
    for country, count in counts.items():
        rng = random.Random(f"{seed}/firms/{country}")
        for firm in firms.draw(country, count, everything, rng):
            drawn[country].append(firm)
            progress.advance()
    return drawn["CZ"], drawn["DE"]


def _ares(folder: Path, czech: list[firms.Firm], today: date, rng: random.Random) -> list[Path]:
    asked = rng.sample(czech, round(len(czech) * _ARES_SHARE))
    return ares.write(folder, asked, today, rng)


def _size(organisations: int) -> catalogue.Size:
    """Return 60, 3,000 and 40 for the full demo, in proportion for others.

    A small demo has never fewer than a page can be shown with.
    """
    share = organisations / _FULL
    return catalogue.Size(
        institutions=max(20, round(60 * share)),
        offers=max(150, round(3_000 * share)),
        events=max(10, round(40 * share)),
    )
