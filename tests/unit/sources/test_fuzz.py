"""Damaged files never end in anything but records, counted rejections and skipped rows."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sources.extracts import register, subject, xjustiz
from tests.unit.sources.reading import DATA, NOTICES, RES_COLUMNS, Read, res_row
from tests.unit.sources.test_catalogue import entry
from tests.unit.sources.test_members import GOOD, HEADER, MAPPING
from tests.unit.sources.test_offeneregister import company

SAMPLES = {
    "res": f"{RES_COLUMNS}\n{res_row()}\n{res_row(ICO='175')}\n".encode(),
    "members": f"{HEADER}\r\n{GOOD}\r\n".encode(),
    "offeneregister": json.dumps(company(), ensure_ascii=False).encode() + b"\n",
    "catalogue": b"".join(
        json.dumps(one).encode() + b"\n"
        for one in (entry(place="Zittau"), entry(id=2, sectors=["25.53"], cpv=["44316000"]))
    ),
    "gleif": (DATA / "gleif" / "lei2_shape_invented.csv").read_bytes(),
    "justice": register(subject(), subject(ico="27074358")).encode(),
    "xjustiz": xjustiz().encode(),
    "ares": (DATA / "ares" / "49240901_raiffeisenbank_vr_2026_trimmed.json").read_bytes(),
    "ted-notices": NOTICES.read_bytes()[:4000],
}

BYTES = st.sampled_from(
    [b"", b'"', b"\n", b"\0", b"\xff", b"{", b"]", b";", b",", b"\xc3", b"9" * 40]
)


@st.composite
def damaged(draw: st.DrawFn, sample: bytes) -> bytes:
    """Replace, cut, repeat or insert a few pieces of ``sample``."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(sample)))
        end = min(len(sample), start + draw(st.integers(0, 40)))
        piece = draw(st.one_of(BYTES, st.just(sample[start:end] * 2), st.binary(max_size=6)))
        sample = sample[:start] + piece + sample[end:]
    return sample[: draw(st.integers(0, len(sample)))] if draw(st.booleans()) else sample


@pytest.mark.parametrize("source", SAMPLES)
def test_a_damaged_file_gives_counted_outcomes_and_no_other_error(source):
    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(damaged(SAMPLES[source]))
    def check(content: bytes) -> None:
        with TemporaryDirectory() as folder:
            file, mapping = Path(folder) / "file.csv", Path(folder) / "map.yaml"
            file.write_bytes(content)
            mapping.write_text(MAPPING, "utf-8")
            read = Read(source, file, mapping=mapping)
        for record in read.records:
            json.dumps(repr(record)).encode("utf-8")
            assert record.id

    check()


@pytest.mark.parametrize("source", SAMPLES)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(content=st.binary(max_size=300))
def test_any_bytes_at_all_give_counted_outcomes(source, content):
    with TemporaryDirectory() as folder:
        file, mapping = Path(folder) / "file.csv", Path(folder) / "map.yaml"
        file.write_bytes(content)
        mapping.write_text(MAPPING, "utf-8")
        assert Read(source, file, mapping=mapping).records == []
