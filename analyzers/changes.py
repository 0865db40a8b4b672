"""Changes of the language data, one by one: what may be changed, and the overlay that they make.

The same rules hold as for the files. A change is judged by what holds without it, so that whoever
makes it learns at once what is wrong.
"""

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from analyzers import glossary, overlay
from analyzers.compounds import parts
from analyzers.entry import Entry
from analyzers.faults import ChangeRefused, Fault
from analyzers.overlay import Kind, Listed, Overlay
from analyzers.segments import LONGEST_PART, SHORTEST_PART
from analyzers.spelling import normalise
from analyzers.tokens import tokens
from analyzers.words import protected_words, stop_words

Operation = Literal["add", "remove"]
OPERATIONS: tuple[Operation, ...] = ("add", "remove")

LISTS: dict[Kind, tuple[str, ...]] = {
    "stop_word": ("de", "cs", "en"),
    "compound_part": ("de",),
    "protected_word": ("de", "cs", "en"),
}
"""Lists of words and the languages that have them."""

MOST = 2_000
"""Changes that hold at one time. They stand in the description of each index version, which every
node of a cluster keeps in memory: 2,000 entries are about half a megabyte."""

_LONGEST_WORD = 40
_LETTERS = re.compile(r"[^\W\d_]+")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change: of the glossary (``term``), or of a list of words."""

    kind: Kind
    operation: Operation
    language: str = ""
    """Of the list; empty for the glossary, whose entries are of all languages."""
    subject: str
    """Id of an entry, or a word."""
    entry: Entry | None = None
    """What the glossary is to have under the id, where one is added or changed."""


def of_entry(entry: Entry) -> Change:
    """Return the change that adds ``entry``, or puts it in the place of the one with its id."""
    return Change(kind="term", operation="add", subject=entry.id, entry=entry)


def of_word(kind: Kind, operation: Operation, language: str, word: str) -> Change:
    """Return the change of a list, with ``word`` as the list spells its words."""
    lower = " ".join(word.split()).lower()
    subject = normalise(lower) if kind == "compound_part" else lower
    return Change(kind=kind, operation=operation, language=language, subject=subject)


def together(changes: Iterable[Change]) -> Overlay:
    """Return the overlay that ``changes`` make, of which no two are of the same subject."""
    entries, removed = [], []
    lists: dict[tuple[Kind, str], Listed] = {}
    for change in changes:
        if change.entry is not None:
            entries.append(change.entry)
        elif change.kind == "term":
            removed.append(change.subject)
        else:
            key = (change.kind, change.language)
            before = lists.get(key) or Listed(kind=change.kind, language=change.language)
            field = "added" if change.operation == "add" else "removed"
            words = (*getattr(before, field), change.subject)
            lists[key] = msgspec.structs.replace(before, **{field: words})
    found = Overlay(entries=tuple(entries), removed=tuple(removed), lists=tuple(lists.values()))
    return found.sorted()


def check(change: Change, others: Overlay) -> None:
    """Raise ChangeRefused where ``change`` cannot be made to what holds with ``others``."""
    with overlay.applied(others):
        fault = _of_term(change) if change.kind == "term" else _of_list(change)
    if fault:
        raise ChangeRefused(fault)


def check_together(changed: Overlay) -> None:
    """Raise ChangeRefused where entries of ``changed`` share a term that nothing tells apart, as
    it can come when a change is undone that others were made after."""
    with overlay.applied(changed):
        held = glossary.entries()
    for entry in changed.entries:
        fault = _shared(entry, held)
        if fault:
            raise ChangeRefused(fault)


def _of_term(change: Change) -> Fault | None:
    held = glossary.entries()
    there = next((entry for entry in held if entry.id == change.subject), None)
    if change.entry is None:
        return None if there else Fault("no-entry", "id", {"value": change.subject})
    if there == change.entry:
        return Fault("same-entry", "id", {"value": change.subject})
    return _shared(change.entry, held)


def _shared(entry: Entry, held: Iterable[Entry]) -> Fault | None:
    others = [other for other in held if other.id != entry.id]
    for language, term, other in glossary.collisions(entry, others):
        return Fault("shared", language, {"term": term, "other": other.id})
    return None


def _of_list(change: Change) -> Fault | None:
    word, value = change.subject, {"value": change.subject}
    if change.language not in LISTS[change.kind]:
        return Fault("language", "language", {"value": change.language})
    longest = LONGEST_PART if change.kind == "compound_part" else _LONGEST_WORD
    if len(word) > longest:
        return Fault("long", "word", {"most": str(longest)})
    fault = _of_part(word) if change.kind == "compound_part" else _of_word(word)
    if fault and change.operation == "add":
        return fault
    listed = _listed(change)
    if (word in listed) == (change.operation == "add"):
        return Fault("known" if word in listed else "unknown", "word", value)
    return None


def _of_word(word: str) -> Fault | None:
    found = [token.text for token in tokens(word)]
    return None if found == [word] else Fault("one-word", "word", {"value": word})


def _of_part(word: str) -> Fault | None:
    if not _LETTERS.fullmatch(word):
        return Fault("letters", "word", {"value": word})
    if len(word) < SHORTEST_PART:
        return Fault("short", "word", {"value": word, "least": str(SHORTEST_PART)})
    if word in {normalise(stop) for stop in stop_words("de")}:
        return Fault("stop-word", "word", {"value": word})
    return None


def _listed(change: Change) -> frozenset[str]:
    if change.kind == "compound_part":
        return parts()
    words = stop_words if change.kind == "stop_word" else protected_words
    return words(change.language)
