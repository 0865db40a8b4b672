"""Deliveries that once ended otherwise than with counts or one sentence; each stays mended."""

import gzip
from dataclasses import dataclass, replace

import pytest

from core.settings import Settings
from tests.fuzz import watching
from tests.fuzz.seeds import SEEDS, Seed, zipped
from tests.unit.sources.test_members import GOOD, MAPPING


@dataclass(frozen=True)
class Found:
    """A delivery that did harm."""

    source: str
    seed: Seed
    did: str


def _far_back() -> bytes:
    """Return a gzip file whose stream refers to bytes before its beginning."""
    # A header, then a block with fixed codes: a repetition of three bytes from one before.
    return gzip.compress(b"")[:10] + b"\x03\x02\x00" + bytes(8)


FOUND = (
    Found("offeneregister", Seed("companies.jsonl.gz", _far_back()), "zlib.error"),
    Found(
        "catalogue",
        Seed("catalogue.jsonl", SEEDS["catalogue"][0].content.replace(b'"place"', b'"\xf0lace"')),
        "UnicodeDecodeError: a key that is not read was no UTF-8",
    ),
    Found(
        "res",
        Seed(
            "res_pf_nace.csv",
            SEEDS["res"][1].content.replace(b"\n", b"," * 100_000 + b"\n", 1),
            beside=SEEDS["res"][1].beside,
            imported="res_data.csv",
        ),
        "ComputeError: a hundred thousand columns made a pattern too large",
    ),
    Found(
        "justice",
        Seed("a.zip", zipped("a.xml")(SEEDS["justice"][0].content).replace(b"a.xml", b"\0.xml")),
        "IndexError: an entry of an archive had no name",
    ),
    Found(
        "members",
        Seed("list.csv", SEEDS["members"][0].content, mapping="[" * 100_000),
        "RecursionError: a mapping of brackets",
    ),
    Found(
        "members",
        Seed(
            "list.csv",
            SEEDS["members"][0].content,
            mapping=MAPPING.replace("2026-09-30", "2026-13-45"),
        ),
        "ValueError: a day that there is not in a mapping",
    ),
    Found(
        "members",
        Seed("list.csv", f"{GOOD}\r\n{GOOD}\r\n".encode(), mapping=MAPPING),
        "A list without a header had its first row told as columns, with a person in it",
    ),
    Found(
        "members",
        # As it was found: begin and end of the header are lost.
        Seed("list.csv", f"nummer;PLZ;Ort;Breite;Länge;WZ;Tä{GOOD}\r\n".encode(), mapping=MAPPING),
        "A row that had run into the header was told as columns, with a person in it",
    ),
    *(
        Found(
            "ics", replace(SEEDS["ics"][0], mapping=mapping), f"A message of {len(mapping)} signs"
        )
        for mapping in (
            f"time_zone: {'9' * 5_000}Europe/Prague\n",
            f"time_zone: !{'9' * 5_001} Europe/Prague\n",
            f"zone{'9' * 5_002}: Europe/Prague\n",
        )
    ),
)


@pytest.mark.parametrize("found", FOUND, ids=[f"{one.source}: {one.did}"[:60] for one in FOUND])
def test_it_ends_with_counts_or_one_sentence(found, tmp_path):
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})
    file = watching.written(tmp_path / "case", found.seed, found.seed.content)
    watching.ends_well(found.source, file, settings)
