"""Reading XML of unknown origin safely: nothing is fetched, expanded or kept longer than needed.

Entities stay unresolved, a document type (DTD) is refused, and the parser's own limits hold (256
levels, 10 million characters of one text). An element that is wanted comes whole and is freed as
soon as the next one is asked for, so a file may be larger than the memory.
"""

from collections.abc import Iterator
from typing import NoReturn

from lxml import etree

from indexer.sources.base import WrongFile
from indexer.sources.unpacking import Readable

LARGEST_ELEMENT = 8 * 1024 * 1024
"""Bytes from the end of one wanted element to the end of the next. Companies with decades of
history have some hundred thousand; a tree takes up to thirty times the bytes it is read from."""

_CHUNK = 64 * 1024
"""Bytes that are read at once; few, so that a limit is noticed soon."""
_SHOWN = 60

Element = etree._Element


def elements(
    file: Readable, name: str, tag: str, expected: str, frame: str = ""
) -> Iterator[Element]:
    """Yield each element ``tag`` of a file, in the encoding that its first line declares.

    An element is emptied when the next one is asked for. A file without any is empty where its
    outermost element is ``frame``, and another one otherwise. Raises WrongFile, naming the file
    ``name`` and ``expected`` (what it should have been), where the file is no XML or another one,
    has a document type, breaks off, or holds something too large; what stood before has been
    yielded then.
    """
    reader = _Reader(name, tag, frame, expected)
    since = 0
    while chunk := file.read(_CHUNK):
        since += len(chunk)
        for element in reader.fed(chunk):
            since = 0
            yield element
            _free(element)
        if since > LARGEST_ELEMENT:
            raise WrongFile(
                f"{name} is not {expected}: more than {LARGEST_ELEMENT // 2**20} MiB of it are "
                "one element."
            )
    reader.close()


class _Reader:
    """Feeds a parser and tells what it found."""

    def __init__(self, name: str, tag: str, frame: str, expected: str) -> None:
        self._name, self._tag, self._frame, self._expected = name, tag, frame, expected
        self._root: Element | None = None
        self._depth = 0
        """Wanted elements that are open; only the outermost is yielded."""
        self._parser = etree.XMLPullParser(
            events=("start", "end"),
            # Of others nothing is told: most of a file is inside what is wanted.
            tag=(tag, frame or tag),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def fed(self, chunk: bytes) -> Iterator[Element]:
        """Yield the wanted elements that end within ``chunk``, those before an error too."""
        error: etree.XMLSyntaxError | None = None
        try:
            self._parser.feed(chunk)
        except etree.XMLSyntaxError as wrong:
            error = wrong
        yield from self._ended()
        if error is not None:
            self._damaged(error)

    def close(self) -> None:
        """Tell that the file ended. Raises WrongFile where it should not have."""
        try:
            root = self._parser.close()
        except etree.XMLSyntaxError as wrong:
            self._damaged(wrong)
        self._refuse_type(root)
        if self._root is None and root.tag != self._frame:
            shown = etree.QName(root).localname[:_SHOWN]
            raise WrongFile(
                f"{self._name} is not {self._expected}: its outermost element is {shown}."
            )

    def _ended(self) -> Iterator[Element]:
        for event, element in self._parser.read_events():
            if self._root is None:
                self._root = element.getroottree().getroot()
                self._refuse_type(self._root)
            if element.tag == self._tag:
                self._depth += 1 if event == "start" else -1
                if event == "end" and not self._depth:
                    yield element

    def _refuse_type(self, root: Element) -> None:
        if root.getroottree().docinfo.internalDTD is not None:
            raise WrongFile(
                f"{self._name} is not {self._expected}: it has a document type (DTD), which is "
                "not read for safety."
            )

    def _damaged(self, error: etree.XMLSyntaxError) -> NoReturn:
        """Say where the file is wrong; the parser's own words may repeat what stands there."""
        if self._root is None:
            raise WrongFile(
                f"{self._name} is not {self._expected}: it does not begin as such XML."
            ) from error
        raise WrongFile(
            f"{self._name} is damaged or cut off at line {error.lineno}; fetch it again."
        ) from error


def _free(element: Element) -> None:
    """Empty an element that was read, and drop what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
