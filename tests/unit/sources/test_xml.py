"""XML from outside: read safely, in any encoding, and with one sentence where it is wrong."""

import io
import time

import pytest

from indexer.sources import xml
from indexer.sources.base import WrongFile

EXPECTED = "a list of things"


def things(content: bytes, tag: str = "thing") -> list[str]:
    file = io.BytesIO(content)
    found = xml.elements(file, "list.xml", tag, EXPECTED, frame="list")
    return [element.text or "" for element in found]


def test_elements_come_one_after_the_other():
    assert things(b"<list><thing>a</thing><other/><thing>b</thing></list>") == ["a", "b"]


def test_the_outermost_element_can_be_the_wanted_one():
    assert things(b"<thing>a</thing>") == ["a"]


def test_another_outermost_element_may_hold_them():
    assert things(b"<whole><thing>a</thing></whole>") == ["a"]


def test_an_empty_frame_is_no_error():
    assert things(b"<list/>") == []


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1250", "iso-8859-2", "utf-16"])
def test_the_declared_encoding_is_read(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><list><thing>Děčín</thing></list>'
    assert things(text.encode(encoding)) == ["Děčín"]


def test_comments_and_instructions_do_not_part_a_text():
    assert things(b"<list><thing>a<!-- no -->b<?x y?>c</thing></list>") == ["abc"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no xml at all", "does not begin as such XML"),
        (b"", "does not begin as such XML"),
        (b"<html><body/></html>", "its outermost element is html"),
        (b"<list><thing>a</thing><thing>b", "damaged or cut off at line 1"),
        (b"<list>\n<thing>a</wrong></list>", "damaged or cut off at line 2"),
        (b'<?xml version="1.0" encoding="utf-8"?><list><thing>\xff</thing></list>', "damaged"),
        (b'<!DOCTYPE list SYSTEM "http://x.example/x.dtd"><list/>', "document type"),
        (b'<!DOCTYPE list [<!ENTITY a "b">]><list><thing>&a;</thing></list>', "document type"),
        (b"<list>" + b"<a>" * 300 + b"</a>" * 300 + b"</list>", "damaged"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(content, said):
    with pytest.raises(WrongFile) as wrong:
        things(content)
    assert said in str(wrong.value)
    assert str(wrong.value).startswith("list.xml ")
    assert str(wrong.value).count("\n") == 0


def test_what_stands_before_the_damage_is_read():
    found = xml.elements(
        io.BytesIO(b"<list><thing>a</thing><thing>b</th"), "list.xml", "thing", EXPECTED, "list"
    )
    assert next(found).text == "a"
    with pytest.raises(WrongFile):
        next(found)


def test_the_sentence_does_not_repeat_what_stands_in_the_file():
    with pytest.raises(WrongFile) as wrong:
        things(b"<list><thing>Jana Tajna</Tajna></list>")
    assert "Tajna" not in str(wrong.value)


def test_an_entity_bomb_is_refused_at_once():
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE list [<!ENTITY a0 "lol">{layers}]><list x="&a9;"><thing>&a9;</thing></list>'
    begin = time.process_time()
    with pytest.raises(WrongFile):
        things(bomb.encode())
    assert time.process_time() - begin < 2


def test_no_file_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    content = (
        f'<!DOCTYPE list [<!ENTITY x SYSTEM "file://{secret}">]><list><thing>&x;</thing></list>'
    )
    with pytest.raises(WrongFile) as wrong:
        things(content.encode())
    assert "secret" not in str(wrong.value)


def test_an_element_without_end_is_refused_before_it_fills_the_memory():
    class Endless:
        """Never comes to an end."""

        def __init__(self):
            self.begun = False

        def read(self, size):
            head, self.begun = b"" if self.begun else b"<list><thing>", True
            return (head + b"<x>a</x>" * size)[:size]

    with pytest.raises(WrongFile, match="more than 8 MiB"):
        list(xml.elements(Endless(), "list.xml", "thing", EXPECTED, "list"))


def test_elements_are_freed_as_they_are_read():
    content = b"<list>" + b"<thing>abcdefghij</thing>" * 20_000 + b"</list>"
    found = xml.elements(io.BytesIO(content), "list.xml", "thing", EXPECTED, "list")
    kept = max(sum(1 for _ in one.itersiblings(preceding=True)) for one in found)
    assert kept <= 1
