"""A change as somebody proposes it: refused, remarked on, or made. Page and command share it."""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from analyzers import changes, overlay
from analyzers.changes import Change
from analyzers.entry import COLUMNS, faults, of_row
from analyzers.faults import ChangeRefused, Fault
from analyzers.segments import SHORTEST_PART
from matching.concepts import in_titles
from matching.vocabulary import of_glossary
from store import Store
from store import overlay as overlays
from store.overlay import OverlayChange
from taxonomy import nace

RemarkCode = Literal["trade-word", "short-part"]

REMARKS: Mapping[RemarkCode, str] = {
    "trade-word": "{value!r} is a word of the trade: as a stop word nobody can search for it any "
    "more.",
    "short-part": "{value!r} has three letters, which stand in many words by chance: look at the "
    "dry run closely.",
}


class Remark(msgspec.Struct, frozen=True):
    """What speaks against a change that can be made all the same."""

    code: RemarkCode
    value: str

    def sentence(self) -> str:
        """Return it in one English sentence."""
        return REMARKS[self.code].format(value=self.value)


class Remarked(ChangeRefused):
    """A change that has to be confirmed first."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        self.remarks = remarks
        self.field, self.fault = "confirmed", Fault("known", "confirmed", {"value": ""})
        Exception.__init__(self, " ".join(remark.sentence() for remark in remarks))


def entry_change(row: Mapping[str, str]) -> Change:
    """Return the change that a row of the glossary asks for. Raises ChangeRefused."""
    tidy = {column: _tidy(row.get(column, "")) for column in COLUMNS}
    for fault in faults(tidy):
        raise ChangeRefused(fault)
    if tidy["sector"] and not nace.exists(tidy["sector"]):
        raise ChangeRefused(Fault("sector", "sector", {"value": tidy["sector"]}))
    return changes.of_entry(of_row(tidy, tidy["id"]))


def make(
    store: Store, change: Change, *, reason: str, author: str, confirmed: bool = False
) -> OverlayChange:
    """Make ``change`` and return it.

    Raises ChangeRefused where it breaks a rule, Remarked where something speaks against it and it
    is not ``confirmed``, BadRequest where the reason is missing.
    """
    remarks = tuple(_remarks(change, overlays.current(store)))
    if remarks and not confirmed:
        changes.check(change, overlays.without(store, change))
        raise Remarked(remarks)
    return overlays.add(store, change, reason=reason, author=author)


def _remarks(change: Change, held: overlay.Overlay) -> Iterator[Remark]:
    if change.operation != "add":
        return
    if change.kind == "stop_word":
        with overlay.applied(held):
            word, language = change.subject, change.language
            if word in of_glossary(language) or in_titles(word, language):
                yield Remark("trade-word", word)
    if change.kind == "compound_part" and len(change.subject) == SHORTEST_PART:
        yield Remark("short-part", change.subject)


def _tidy(cell: str) -> str:
    """Return a cell as files have it: people type blanks as it comes."""
    return "; ".join(" ".join(part.split()) for part in cell.split(";") if part.strip())
