"""The one function that decides what of a record may leave, applied where documents are made.

Page, API, typeahead, alerts and embedded texts all come from documents, so they cannot differ.
What it keeps back:

- natural persons who trade on their own, unless they are configured to be taken; their tax
  numbers in any case, since a Czech one can be the birth number,
- organisations that have ended,
- organisations and fields that an administrator blocked, the offers of a blocked organisation, and
  its name wherever another record tells it: as a member, as related, in a text.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, overload

import msgspec

from core.records import Identifier, Offer, Organisation, Record
from indexer.sentences import sentences
from taxonomy import legalforms
from taxonomy.folding import fold

Withheld = Literal["natural_person", "ended", "blocked"]
"""Why a record does not leave."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "street": (),
    "website": ("website",),
    "purpose": ("purpose",),
    "activities": ("activities",),
    "products": ("products",),
    "former_names": ("former_names",),
    "size_class": ("size_class",),
    "research_fields": ("research_fields",),
    "members": ("members", "member_count"),
    "related": ("related", "parents"),
}
"""What can be blocked alone, and the fields of a record that it empties. What makes an entry an
entry (name, place, numbers) can only be blocked with the whole. A street goes with its house number
and with coordinates that are more exact than the place."""


class BlockRule(msgspec.Struct, frozen=True):
    """A block, as far as it decides."""

    keys: tuple[str, ...]
    """Ids of records and ``scheme:value`` of identifiers; one of them is enough."""
    field: str = ""
    """One of FIELDS; empty for the whole."""

    @property
    def mark(self) -> str:
        """Tells this block from others: 16 hexadecimal digits."""
        return hashlib.blake2b(msgspec.json.encode(self), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Rules:
    """What may leave."""

    natural_persons: bool = False
    """Take natural persons who trade on their own."""
    blocks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Blocked fields by key, the empty name for the whole."""
    hidden: Mapping[str, Withheld] = field(default_factory=dict)
    """Organisations that may not leave, as far as others tell of them: by id, that of each record
    too."""
    names: re.Pattern[str] | None = None
    """Folded names of blocked organisations, between blanks; None where none is blocked."""

    @classmethod
    def of(cls, blocks: Iterable[BlockRule], *, natural_persons: bool) -> "Rules":
        """Return the rules for these blocks; names come with :meth:`knowing`."""
        fields: dict[str, frozenset[str]] = {}
        for block in blocks:
            for key in block.keys:
                fields[key] = fields.get(key, frozenset()) | {block.field}
        return cls(natural_persons, fields)

    def knowing(self, organisations: Iterable[Organisation]) -> "Rules":
        """Return rules that also know which of ``organisations`` may not leave, and their names.

        Without it they take the organisations themselves out, but not what others tell of them.
        """
        hidden: dict[str, Withheld] = {}
        blocked: list[Organisation] = []
        for one in organisations:
            reason = _withheld(one, self)
            if reason:
                hidden.update(dict.fromkeys((one.id, *one.aliases), reason))
            if reason == "blocked":
                blocked.append(one)
        written = sorted({name for one in blocked for name in _written(one)}, key=len, reverse=True)
        names = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, written))})(?!\S)")
        return replace(
            self,
            hidden=hidden,
            names=names if written else None,
        )

    @property
    def block_any(self) -> bool:
        """Whether any organisation is blocked as a whole."""
        return any("" in fields for fields in self.blocks.values())

    def blocked_fields(self, organisation: Organisation) -> frozenset[str]:
        """Return the fields of ``organisation`` that are blocked, ``""`` for the whole."""
        if not self.blocks:
            return frozenset()
        keys = (organisation.id, *organisation.aliases, *map(key, organisation.identifiers))
        return frozenset().union(*(self.blocks.get(one, ()) for one in keys))

    def names_blocked(self, text: str) -> bool:
        """Tell whether ``text`` holds the name of a blocked organisation."""
        return self.names is not None and self.names.search(fold(text)) is not None


def key(identifier: Identifier) -> str:
    """Return how a block writes an identifier: ``ico:26168685``."""
    return f"{identifier.scheme}:{identifier.value}"


@overload
def released(record: Organisation, rules: Rules) -> Organisation | Withheld: ...
@overload
def released(record: Offer, rules: Rules) -> Offer | Withheld: ...
def released(record: Record, rules: Rules) -> Record | Withheld:
    """Return what of ``record`` may leave, or why nothing of it may."""
    if isinstance(record, Organisation):
        return _organisation(record, rules)
    return _offer(record, rules)


def _organisation(record: Organisation, rules: Rules) -> Organisation | Withheld:
    reason = _withheld(record, rules)
    if reason:
        return reason
    blocked = rules.blocked_fields(record)
    if legalforms.natural_person(record.legal_form):
        record = _without_tax_number(record)
    if blocked:
        record = _without_fields(record, blocked)
    if any(one.id in rules.hidden for one in record.related):
        shown = tuple(one for one in record.related if one.id not in rules.hidden)
        record = msgspec.structs.replace(record, related=shown)
    if rules.names is not None and rules.names_blocked(_all_texts(record)):
        record = _without_names(record, rules.names_blocked)
    return record


def _withheld(record: Organisation, rules: Rules) -> Withheld | None:
    """Return why nothing of an organisation may leave, None where something may."""
    if "" in rules.blocked_fields(record):
        return "blocked"
    if legalforms.natural_person(record.legal_form) and not rules.natural_persons:
        return "natural_person"
    return "ended" if record.status == "ended" or record.ended else None


def _offer(record: Offer, rules: Rules) -> Offer | Withheld:
    if record.organisation in rules.hidden:
        return rules.hidden[record.organisation]
    whole = "" in rules.blocks.get(record.organisation, ())
    if whole or rules.names_blocked(f"{record.organisation_name} | {record.title}"):
        return "blocked"
    if rules.names_blocked(record.text):
        kept = _sentences_without(record.text, rules.names_blocked)
        return msgspec.structs.replace(record, text=kept)
    return record


def _without_tax_number(record: Organisation) -> Organisation:
    kept = tuple(one for one in record.identifiers if one.scheme != "vat")
    return msgspec.structs.replace(record, identifiers=kept)


def _without_fields(record: Organisation, blocked: frozenset[str]) -> Organisation:
    names = [name for one in blocked for name in FIELDS.get(one, ())]
    empty = {name: _EMPTY[name] for name in names}
    if "street" in blocked:
        empty["place"] = _without_street(record)
    lost = {*blocked, *names, *(("place",) if "street" in blocked else ())}
    if "former_names" in blocked:
        lost.add("name")  # what another source calls it is mostly what it was called
    return msgspec.structs.replace(
        record,
        **empty,
        differences=tuple(one for one in record.differences if one.field not in lost),
    )


_EMPTY = {
    field.name: field.default
    for field in msgspec.structs.fields(Organisation)
    if field.default is not msgspec.NODEFAULT
}


def _without_street(record: Organisation) -> object:
    place = msgspec.structs.replace(record.place, street="", number="", part="")
    if place.precision != "address":
        return place
    return msgspec.structs.replace(place, latitude=None, longitude=None, precision="none")


def _without_names(record: Organisation, named: Callable[[str], bool]) -> Organisation:
    """Take the names of blocked organisations out of what another record tells; its own stays."""

    def clean(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if not named(text))

    return msgspec.structs.replace(
        record,
        purpose=_sentences_without(record.purpose, named),
        activities=clean(record.activities),
        products=clean(record.products),
        research_fields=clean(record.research_fields),
        members=clean(record.members),
        related=tuple(one for one in record.related if not named(one.name)),
        differences=tuple(one for one in record.differences if not named(one.value)),
    )


def _sentences_without(text: str, named: Callable[[str], bool]) -> str:
    return " ".join(sentence for sentence in sentences(text) if not named(sentence))


def _all_texts(record: Organisation) -> str:
    """Return what :func:`_without_names` looks through, as one text, for one look."""
    return " | ".join(
        (
            record.purpose,
            *record.activities,
            *record.products,
            *record.research_fields,
            *record.members,
            *(one.name for one in record.related),
            *(one.value for one in record.differences),
        )
    )


def _written(organisation: Organisation) -> Iterable[str]:
    """Yield the folded names that stand for a blocked organisation.

    Without its legal form only where that leaves two words: one word alone (``Stavba``) would take
    the texts of others with it.
    """
    for name in (organisation.name, *organisation.former_names):
        stem = fold(legalforms.parse(name, organisation.country).stem)
        yield from filter(None, (fold(name), stem if " " in stem else ""))
