"""Cuts German, Czech and English texts into sentences, and long ones into pieces.

A small function of our own: of the kept libraries that were tried, one cuts "Fa. Müller" and
"28. října", the other has no Czech.
"""

import re
from functools import cache
from importlib.resources import files

LONGEST = 240
"""Characters of a statement. Embedding time grows with length while the meaning of a mean of
short statements is as good; 240 holds nearly all sentences of registers."""

# A sentence may end at . ! or ?, perhaps inside quotes or brackets, where the next word begins
# like a sentence. Line ends and bullets always end one.
_END = re.compile(r"""(?<![.!?…])[.!?…]+["“”»)\]]*\s+(?=["„“«(\[]?[A-ZÀ-ÖØ-ÞČĎĚŇŘŠŤŮŽ0-9])""")
_BREAKS = re.compile(r"[\r\n•▪●■]+")
_LAST_WORD = re.compile(r"[^\s(„\"]+$")
_ORDINAL = re.compile(r"\d{1,2}\.")
"""1. Januar, 28. října. A year may end a sentence, a day or a number of one does not."""
_INITIALS = re.compile(r"(?:\w\.)+", re.U)
"""z.B., s.r.o., J. Novák."""
_LONGEST_WORD = 60
"""Characters before a mark that are looked at; abbreviations and initials are shorter."""
_SEAMS = ("; ", ", ", " – ", ": ", " ")
"""Where a sentence that is too long is cut, the best first."""


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text`` in order, without surrounding blanks, none empty."""
    found: list[str] = []
    for line in _BREAKS.split(text):
        begin = 0
        for end in _END.finditer(line):
            last = line[max(begin, end.start() - _LONGEST_WORD) : end.start() + 1]
            if _is_end(last):
                found.append(line[begin : end.end()].strip())
                begin = end.end()
        found.append(line[begin:].strip())
    return [sentence for sentence in found if sentence]


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """Return ``text`` as pieces of at most ``longest`` characters.

    Short neighbours share a piece; a sentence that is too long is cut at its best seam.
    """
    joined: list[str] = []
    for sentence in sentences(text):
        for part in cut(sentence, longest):
            if joined and len(joined[-1]) + 1 + len(part) <= longest:
                joined[-1] += " " + part
            else:
                joined.append(part)
    return joined


def cut(sentence: str, longest: int = LONGEST) -> list[str]:
    """Return ``sentence`` in parts of at most ``longest`` characters, cut between words."""
    parts = []
    while len(sentence) > longest:
        place = _seam(sentence, longest)
        parts.append(sentence[:place].strip())
        sentence = sentence[place:].strip()
    return [part for part in (*parts, sentence) if part]


def _seam(sentence: str, longest: int) -> int:
    for seam in _SEAMS:
        place = sentence.rfind(seam, longest // 3, longest)
        if place > 0:
            return place + len(seam)
    return longest


def _is_end(last: str) -> bool:
    """Tell whether a sentence whose last characters, with its mark, are ``last`` may end there."""
    match = _LAST_WORD.search(last)
    if match is None or not last.endswith("."):
        return True
    word = match[0]
    return not (
        _ORDINAL.fullmatch(word)
        or _INITIALS.fullmatch(word)
        or word.rstrip(".").lower() in _abbreviations()
    )


@cache
def _abbreviations() -> frozenset[str]:
    lines = files("indexer").joinpath("abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in map(str.strip, lines) if line and not line.startswith("#"))
