"""What is promised of the files, whatever their size."""

import bz2
import csv
import hashlib
import json
import random

import pytest
from stdnum.cz import dic

import demo
from core.errors import BadRequest
from core.progress import Silent
from core.settings import Settings
from demo import firms
from demo.stock import stock
from indexer import imports


def sums(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return demo.write(folder, 2_000, seed=5)


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    demo.write(tmp_path / "one", 300, seed=7)
    demo.write(tmp_path / "two", 300, seed=7)
    assert sums(tmp_path / "one") == sums(tmp_path / "two")


def test_another_seed_gives_other_firms(tmp_path):
    demo.write(tmp_path / "one", 300, seed=7)
    demo.write(tmp_path / "two", 300, seed=8)
    one, two = sums(tmp_path / "one"), sums(tmp_path / "two")
    same = {name for name in one if one[name] == two.get(name)}
    assert all(name.endswith(".mapping.yaml") for name in same)


def test_every_file_that_is_written_is_named(written):
    named = {path for source in written.sources for path in source.files}
    named |= {source.mapping for source in written.sources if source.mapping}
    assert named == set(written.folder.iterdir())


@pytest.mark.parametrize("organisations", [99, 100_001, 0, -1])
def test_a_size_that_cannot_be_is_refused(tmp_path, organisations):
    with pytest.raises(BadRequest, match="100 to 100,000"):
        demo.write(tmp_path, organisations)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_smallest_demo_loads(tmp_path, seed):
    written = demo.write(tmp_path / "files", 100, seed=seed)
    settings = Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})
    for source in written.sources:
        report = imports.run(
            source.format,
            source.files,
            settings,
            Silent(),
            dataset=source.dataset,
            mapping=source.mapping,
            legal_basis=source.legal_basis,
            demo=True,
        )
        assert report.manifest.rejected <= 2
    known = {one.id for one in imports.records(settings)}
    assert len([one for one in known if one.startswith(("cz-", "de-"))]) == 100


def test_ico_have_valid_check_digits_but_for_the_misprints(written):
    numbers = [row["ICO"] for row in rows(written.folder / "res_data.csv")]
    wrong = [one for one in numbers if one[7] != dic.calc_check_digit_legal(one[:7])]
    assert all(len(one) == 8 for one in numbers)
    assert len(wrong) <= 0.005 * len(numbers)


def test_both_editions_of_nace_stand_side_by_side(written):
    codes = rows(written.folder / "res_pf_nace.csv")
    assert {row["KODCIS"] for row in codes} == {"80004", "80143"}
    first = rows(written.folder / "res_data.csv")[0]
    own = [row for row in codes if row["ICO"] == first["ICO"]]
    assert {row["KODCIS"] for row in own} == {"80004", "80143"}
    assert first["NACE"] in {row["HODN"] for row in own}


def test_the_copy_of_the_german_register_names_courts_of_the_region_and_no_persons(written):
    packed = (written.folder / "offeneregister.jsonl.bz2").read_bytes()
    firms = [json.loads(line) for line in bz2.decompress(packed).splitlines()]
    assert {firm["all_attributes"]["registrar"] for firm in firms} == {"Chemnitz", "Dresden"}
    assert {firm["all_attributes"]["federal_state"] for firm in firms} == {"Saxony"}
    assert not any("officers" in firm for firm in firms)
    assert all(
        firm["all_attributes"]["native_company_number"].endswith(
            firm["all_attributes"]["_registerNummer"]
        )
        for firm in firms
    )


def test_large_towns_have_more_firms_than_small_ones(written):
    towns = [row["OBEC_TEXT"] for row in rows(written.folder / "res_data.csv")]
    assert towns.count("Liberec") > 5 * towns.count("Tanvald") > 0
    assert len(set(towns)) > 100


def test_a_trade_with_a_home_is_found_there():
    drawn = list(firms.draw("CZ", 8_000, stock(), random.Random(3)))
    jewellers = [firm for firm in drawn if firm.trade.trade == "costume_jewellery"]
    at_home = [one for one in jewellers if one.address.municipality.district == "CZ0512"]
    assert len(jewellers) > 20
    assert 0.35 * len(jewellers) < len(at_home) < 0.75 * len(jewellers)
