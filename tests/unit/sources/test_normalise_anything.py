"""Names and addresses of any letters: nothing raises, nothing of an address is lost."""

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.normalise import addresses, localities, streets
from indexer.normalise.names import comparison
from taxonomy import legalforms

PIECES = st.sampled_from(
    ["GmbH", "& Co.", "KG", "e.V.", "s. r. o.", "v likvidaci", "i. L.", "(", ")", '"', "-", ",",
     ".", "Str.", "č.p.", "č. ev.", "12/3a", "17.", "OT", "Haus B", "Praha 5", "Děčín IV",
     "/", "½", " ", "Müller", "\u0301", "\u200b", "Ω", "٣", "𝟙"]
)  # fmt: skip
TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join))


@given(TEXT, st.sampled_from(["DE", "CZ", "PL", ""]))
@settings(max_examples=300, deadline=None)
def test_a_name_keeps_its_words_but_for_form_and_state(name, country):
    parsed = legalforms.parse(name, country)
    assert parsed.code == "" or legalforms.get(parsed.code)
    assert bool(parsed.stem) == bool(name.strip())
    words = set(re.findall(r"\w+", name))
    assert set(re.findall(r"\w+", parsed.stem)) <= words | {"versicherungs"}
    assert comparison(name, country) == comparison(name, country).strip()


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_no_digit_of_a_street_is_lost(line):
    name, number = streets.split(line)
    assert sorted(filter(str.isdigit, line)) == sorted(filter(str.isdigit, name + number))
    assert " " not in streets.comparison(name)


@given(TEXT, st.sampled_from(["DE", "CZ"]))
@settings(max_examples=300, deadline=None)
def test_a_locality_begins_with_its_name(text, country):
    town, _ = localities.split(text, country)
    assert text.strip(" ,").startswith(town)


def test_long_texts_take_no_long_time():
    began = time.process_time()
    for hostile in (
        "1" * 5000,
        "1 " * 2500,
        "- " * 2500,
        "(" * 5000,
        "GmbH & Co. " * 400,
        "č.p. " * 999,
    ):
        streets.split(hostile)
        localities.split(hostile, "CZ")
        localities.quarter(hostile, "CZ")
        addresses.parsed(hostile, "CZ")
        addresses.parsed(hostile, "DE")
        legalforms.parse(hostile, "DE")
    assert time.process_time() - began < 5
