"""A wrong key in a data file is named with its file."""

import pytest

from analyzers.loader import ChainFile
from core.errors import DataError
from core.strict import parse
from mappings.compiler import CollectionFile, compiled


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("collection: x\nfields:\n  a: {type: key, wy: z}", r"x\.yaml: fields\.a: .*`wy`"),
        ("collection: x", r"x\.yaml: .*missing required field `fields`"),
        ("collection: x\nfields: {}\nmore: 1", r"x\.yaml: .*unknown field `more`"),
        ("collection: x\nfields:\n  a: {type: key}", r"fields\.a: .*missing required field `why`"),
        ("collection: [", r"x\.yaml line 1: no valid YAML"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(text: str, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        parse(text, "x.yaml", CollectionFile)


def test_a_wrong_link_of_a_chain_is_named_with_its_analyzer() -> None:
    text = "analyzers:\n  a:\n    why: w\n    tokenizer: standard\n    chain: [{filter: lowercase}]"
    with pytest.raises(DataError, match=r"x\.yaml: analyzers\.a: .*`why`"):
        parse(text, "x.yaml", ChainFile)


def test_an_unknown_collection_is_refused_in_one_sentence() -> None:
    with pytest.raises(DataError, match="no collection 'firms'"):
        compiled("firms", 384)
