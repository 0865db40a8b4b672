"""The texts that the demo is put together from."""

import re
import shutil
from itertools import chain
from pathlib import Path

import pytest

import demo
from core.errors import DataError
from demo.members import SEVERAL
from demo.offers import Kind, Phrases
from demo.stock import load, read, stock
from demo.words import capital

TRADES = [(group, trade) for group, members in stock().trades.items() for trade in members]
FOREIGN = {"de": re.compile("[ěščřžýůňťďĚŠČŘŽÝŮŇŤĎ]"), "cs": re.compile("[äöüßÄÖÜ]")}


def texts():
    for group, trade in TRADES:
        for language, of in (("de", trade.de), ("cs", trade.cs)):
            yield f"{group}.yaml: {trade.trade}.{language}", language, of


def phrases(of):
    return [*of.names, *of.products, *of.purposes, *of.asks, *of.asks.values()]


def test_there_are_trades_enough_for_a_region():
    assert len(TRADES) > 60


def test_both_languages_say_equally_much():
    uneven = [
        (trade.trade, part)
        for _, trade in TRADES
        for part in ("products", "purposes", "asks")
        if len(getattr(trade.de, part)) != len(getattr(trade.cs, part))
    ]
    assert uneven == []


def test_no_text_is_in_the_other_language():
    odd = [
        (where, phrase)
        for where, language, of in texts()
        for phrase in phrases(of)
        if FOREIGN[language].search(phrase.replace("müsli", ""))  # so spelt in Czech too
    ]
    assert odd == []


def test_purposes_and_what_is_asked_for_are_whole_sentences():
    odd = [
        (where, sentence)
        for where, _, of in texts()
        for sentence in (*of.purposes, *of.asks.values())
        if not re.fullmatch(r"[\"„A-ZÄÖÜČĎÉĚŘŠŤÚŽÁÍÝ0-9].*[.!?]", sentence)
    ]
    assert odd == []


def test_no_text_can_be_taken_for_two():
    odd = [
        phrase
        for _, _, of in texts()
        for phrase in phrases(of)
        if SEVERAL.strip() in phrase or phrase != " ".join(phrase.split()) or "\n" in phrase
    ]
    assert odd == []


def test_no_sentence_is_said_twice():
    sentences = [sentence for _, _, of in texts() for sentence in of.purposes]
    assert len(sentences) == len(set(sentences))


def test_titles_begin_with_a_capital():
    assert capital("technische Gewebe") == "Technische Gewebe"
    assert capital("řezivo") == "Řezivo"
    assert capital("pH-Sonden") == "pH-Sonden"
    assert capital("CNC-Drehen") == "CNC-Drehen"


@pytest.fixture
def copy(tmp_path):
    """A copy of the stock to break."""
    for folder in ("data", "trades"):
        shutil.copytree(Path(demo.__file__).with_name(folder), tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  cpv:", "  cvp:", r"metal\.yaml: .*cvp"),
        ("weight: 16", "weight: heavy", r"metal\.yaml: .*weight"),
        ("- trade: turning", "- trade: foundry", r"metal\.yaml: the trade 'foundry' .* second"),
        ("25.53.0", "25.99.7", r"metal\.yaml: turning: sectors: unknown 25\.99\.7"),
        ("[obrabecstvi,", "[obrabeni,", r"metal\.yaml: turning: licences: unknown obrabeni"),
        ("weight: 16", "weight: 16\n  home: [CZ9999]", r"turning: home: unknown CZ9999"),
        ('"44423000"', '"44423001"', r"metal\.yaml: turning: cpv: unknown 44423001"),
    ],
)
def test_a_wrong_trade_is_named_with_its_file(copy, old, new, said):
    path = copy / "trades" / "metal.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=said):
        load(copy)


def test_a_group_without_its_share_is_named(copy):
    shutil.copy(copy / "trades" / "metal.yaml", copy / "trades" / "nowhere.yaml")
    (copy / "trades" / "metal.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match=r"mix\.yaml: .*nowhere"):
        load(copy)


def test_offers_of_services_do_not_speak_of_goods():
    phrases = read("offers.yaml", dict[str, dict[Kind, Phrases]])
    trades = {trade.trade: trade for _, trade in TRADES}
    for kinds in phrases.values():
        for wording in kinds.values():
            goods = {*wording.goods.titles, *wording.goods.closings}
            assert goods & {*chain(*wording.of(trades["turning"]))} == goods
            assert goods & {*chain(*wording.of(trades["translation"]))} == set()
