"""German words that share an end or a beginning, written out.

Kunststoff- und Metallteile are Kunststoffteile and Metallteile, CNC-Fräs-/Drehteile are Frästeile
and Drehteile, Textilherstellung und -vertrieb is Textilvertrieb too: neither would be found by what
it means. Queries and documents are written out the same way.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from analyzers.compounds import normalise, parts, split
from analyzers.words import listed

_WORD = re.compile(r"-?[^\W_]+(?:-[^\W_]+)*-?")
_OPEN = re.compile(r"\w-(?:[\s,/&+]|$)|[\s,/&+]-\w")
"""A hyphen with a word on one side only."""
_JOINT = re.compile(r"[\s,/&+]*")
_JOINING = frozenset({"und", "oder", "sowie", "bzw", "beziehungsweise", "bis", "u"})
_BETWEEN = frozenset({"die", "der", "das", "den", "dem", "des", "auch", "von", "für"})
_FARTHEST = 3
"""Words between the two halves: ``Elektro- und für die Medizintechnik``."""
_SHORTEST_END = 3
_SHORTEST_REST = 5
"""Letters behind a known beginning that are taken for the end of a word that cannot be split."""
_DERIVED = ("lich", "isch", "ier", "ung", "ig", "heit", "keit", "schaft", "er", "en", "ell", "iv")
"""Endings that make another word of one, and begin no second half."""
_LINK = re.compile(r"^(?:n(?=[bdfghjklmnprstvwz])|s(?=[bdfghjrsvwz]))")
"""Linking letters before a consonant that no German word begins with them."""


class Missing(msgspec.Struct, frozen=True):
    """A hyphen of a text, and what stands for it when the word is written out."""

    position: int
    text: str


def expanded(text: str) -> str:
    """Return ``text`` with its shared ends and beginnings written out.

    Words whose missing half cannot be told stay as they are.
    """
    written = text
    for gap in reversed(missing(text)):
        written = written[: gap.position] + gap.text + written[gap.position + 1 :]
    return written


def missing(text: str) -> tuple[Missing, ...]:
    """Return what ``text`` leaves out, in its order."""
    if not _OPEN.search(text):
        return ()
    words = list(_WORD.finditer(text))
    return tuple(sorted(_found(words, text), key=lambda gap: gap.position))


def _found(words: Sequence[re.Match[str]], text: str) -> Iterator[Missing]:
    for i, word in enumerate(words):
        if word[0].endswith("-"):
            left = word[0].strip("-").rpartition("-")[2]
            end = _end(left, _next_whole(words, i, text))
            if end:
                yield Missing(word.end() - 1, _attached(left, end))
        elif word[0].startswith("-"):
            beginning = _beginning(_last_whole(words, i, text))
            if beginning:
                yield Missing(word.start(), beginning)


def _next_whole(words: Sequence[re.Match[str]], start: int, text: str) -> str:
    """Return the word whose end the one at ``start`` shares, or nothing."""
    here, skipped = start, 0
    for i in range(start + 1, len(words)):
        if not _JOINT.fullmatch(text, words[i - 1].end(), words[i].start()):
            break
        if words[i][0].lower() in _JOINING | _BETWEEN and skipped < _FARTHEST:
            skipped += 1
        elif not _joined(words, here, i, text):
            break
        elif words[i][0].endswith("-"):
            here, skipped = i, 0
        else:
            return words[i][0].strip("-")
    return ""


def _last_whole(words: Sequence[re.Match[str]], start: int, text: str) -> str:
    """Return the word whose beginning the one at ``start`` shares, or nothing."""
    here, skipped = start, 0
    for i in range(start - 1, -1, -1):
        if not _JOINT.fullmatch(text, words[i].end(), words[i + 1].start()):
            break
        if words[i][0].lower() in _JOINING and skipped < _FARTHEST:
            skipped += 1
        elif not _joined(words, i, here, text):
            break
        elif words[i][0].startswith("-"):
            here, skipped = i, 0
        else:
            return words[i][0].strip("-")
    return ""


def _joined(words: Sequence[re.Match[str]], first: int, last: int, text: str) -> bool:
    """Tell whether a joining word or sign stands between two words."""
    said = words[first + 1 : last]
    sign = text[words[first].end() : words[first + 1].start()].strip()
    return bool(sign) or any(word[0].lower() in _JOINING for word in said)


def _end(left: str, whole: str) -> str:
    """Return the end of ``whole`` that ``left`` lacks."""
    first, hyphen, last = whole.rpartition("-")
    prefix = _prefix(last)
    if left.lower() in _prefixes() and prefix:
        return last[len(prefix) :]
    return _last_part(last) or _behind_known(last) or (last if hyphen and first else "")


def _beginning(whole: str) -> str:
    """Return ``whole`` without its last part, or nothing where it has but one."""
    end = _last_part(whole.rpartition("-")[2])
    return whole.removesuffix(end) if end else ""


def _last_part(word: str) -> str:
    """Return the last part of a compound as it is written, or nothing."""
    found = split(word)
    if not found:
        return ""
    normal = normalise(word)
    return _written(word, normal[normal.rindex(found[-1]) :])


def _behind_known(word: str) -> str:
    """Return what follows the longest known part at the beginning: forst|wirtschaftlich."""
    normal = normalise(word)
    for end in range(len(normal) - _SHORTEST_REST, _SHORTEST_END - 1, -1):
        if normal[:end] in parts() and not normal.startswith(_DERIVED, end):
            return _written(word, _LINK.sub("", normal[end:]))
    return ""


def _written(word: str, end: str) -> str:
    """Return the end of ``word`` whose normal form is ``end``."""
    tails = (word[i:] for i in range(len(word) - 1, -1, -1))
    return next((tail for tail in tails if normalise(tail) == end), "")


def _prefix(word: str) -> str:
    """Return the longest of the paired prefixes that ``word`` begins with."""
    ends = range(len(word) - _SHORTEST_END, 1, -1)
    return next((word[:end] for end in ends if word[:end].lower() in _prefixes()), "")


@cache
def _prefixes() -> frozenset[str]:
    return listed("paired_prefixes_de.txt")


def _attached(left: str, end: str) -> str:
    """An acronym keeps its hyphen: CNC- und Handbearbeitung."""
    acronym = (left.isupper() and not end.isupper()) or left[-1:].isdigit()
    return f"-{end}" if acronym else end if end.isupper() else end.lower()
