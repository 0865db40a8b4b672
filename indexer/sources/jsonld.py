"""JSON-LD documents: of a file, or of the scripts of a web page. Nothing is ever fetched.

Contexts are not looked up: nodes are read by their usual names of schema.org, with or without its
address before them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from indexer.sources.base import RowRejected, WrongFile

DEEPEST = 32
"""Levels of a document that are looked at; pages nest an event under five or six."""

_NOT_FOLLOWED = frozenset({"@context", "superEvent", "@reverse"})
"""Keys whose nodes are no events of the page: superEvent is the whole that an event is part of."""
_VOCABULARY = ("https://schema.org/", "http://schema.org/", "schema:")
_SCRIPT = "application/ld+json"
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character of two parts: alone in a text, it cannot be written as UTF-8."""
_HEAD = 4096
"""Bytes in which a page names its encoding; browsers look no further than 1,024."""

Node = Mapping[str, Any]


def documents(content: bytes, name: str, encoding: str) -> Iterator[tuple[int, Any]]:
    """Yield line and content of each document: one or one a line, or the scripts of a page.

    The line of a script is where it begins, as far as the page tells. What cannot be read comes as
    a RowRejected in place of the content. Raises WrongFile where there is no document at all.
    """
    text = _decoded(content, name, encoding)
    if text.lstrip()[:1] == "<":
        yield from _of_page(text, name)
        return
    first = next((line for line in text.split("\n") if line.strip()), "")
    if isinstance(_parsed(first), dict | list):
        lines = enumerate(text.split("\n"), start=1)
        yield from ((number, _parsed(line)) for number, line in lines if line.strip())
        return
    document = _parsed(text)
    if isinstance(document, RowRejected):
        raise WrongFile(f"{name} is neither a web page nor JSON that can be read.")
    yield 0, document


def nodes(document: Any) -> Iterator[Node]:
    """Yield all nodes of a document, those above before those in them."""
    found: list[tuple[Any, int]] = [(document, 0)]
    while found:
        value, depth = found.pop()
        if isinstance(value, dict):
            yield value
            inner = [one for key, one in value.items() if key not in _NOT_FOLLOWED]
        else:
            inner = value
        if isinstance(value, dict | list) and depth < DEEPEST:
            nested = [one for one in inner if isinstance(one, dict | list)]
            found.extend((one, depth + 1) for one in reversed(nested))


def types(node: Node) -> tuple[str, ...]:
    """Return the names of a node's types without the vocabulary: ``BusinessEvent``."""
    given = node.get("@type")
    several = given if isinstance(given, list) else [given]
    return tuple(local(one) for one in several if isinstance(one, str))


def local(name: str) -> str:
    """Return a name of schema.org without the vocabulary's address."""
    for vocabulary in _VOCABULARY:
        name = name.removeprefix(vocabulary)
    return name


def _decoded(content: bytes, name: str, encoding: str) -> str:
    """Return the text of a file in ``encoding``, else in the one that a page names."""
    declared = _CHARSET.search(content[:_HEAD])
    own = declared[1].decode() if declared else encoding
    for one in ("utf-8-sig" if encoding == "utf-8" else encoding, own):
        try:
            return content.decode(one)
        except (UnicodeDecodeError, LookupError):
            continue
    raise WrongFile(f"{name} is no {encoding.upper()} and names no other encoding.")


def _parsed(text: str) -> Any:
    """Return JSON as pages write it, with line breaks in texts, or a RowRejected.

    Half a character becomes a question mark.
    """
    try:
        found = json.loads(text, strict=False)
        if _HALF.search(text):
            whole = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
            found = json.loads(whole)
        return found
    except (ValueError, RecursionError):
        return RowRejected("not_json", "The JSON-LD is damaged or breaks off.")


def _of_page(text: str, name: str) -> Iterator[tuple[int, Any]]:
    parser = lxml_html.HTMLParser(no_network=True, encoding="utf-8")
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise WrongFile(f"{name} is no web page that can be read.") from error
    scripts = [one for one in root.iter("script") if _SCRIPT in (one.get("type") or "").lower()]
    if not scripts:
        raise WrongFile(f"{name} holds no JSON-LD.")
    for script in scripts:
        yield script.sourceline or 0, _parsed(_bare(script.text or ""))


def _bare(script: str) -> str:
    """Return a script without the comment or CDATA section that old pages put around it."""
    bare = script.strip()
    for begin, end in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        bare = bare.removeprefix(begin).removesuffix(end).strip()
    return bare
