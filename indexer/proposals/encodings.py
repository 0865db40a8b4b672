"""In which encoding a text is, told by the letters of German and Czech."""

from indexer.sources.mapping import Encoding

_LETTERS = frozenset("äöüÄÖÜßáčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ")
_SIGNS = frozenset("–—„“”‚‘’…§°²³€«»·•©®\u00a0")
_ONE_BYTE: tuple[Encoding, ...] = ("cp1252", "cp1250", "iso-8859-2")
"""Tried in this order: of those that read the same letters the first is named."""


def guessed(content: bytes) -> tuple[Encoding, str]:
    """Return the encoding of ``content`` and why.

    The end of ``content`` may lie within a letter. In German alone the code pages agree, so that
    any of them is right.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(content) - 2 and error.start >= len(content) - 4:
            return "utf-8", "its letters are UTF-8"
    else:
        return "utf-8", "it holds plain letters only" if text.isascii() else "its letters are UTF-8"
    best = max(_ONE_BYTE, key=lambda encoding: _score(content, encoding))
    return best, "its bytes are no UTF-8; read so they give German and Czech letters"


def _score(content: bytes, encoding: Encoding) -> int:
    """Return how many letters are German or Czech, less those that are foreign or no signs."""
    others = [char for char in content.decode(encoding, "replace") if ord(char) > ord("~")]
    known = sum(char in _LETTERS for char in others)
    foreign = sum(char not in _LETTERS and char not in _SIGNS for char in others)
    return known - foreign
