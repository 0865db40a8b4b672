"""Invented firms as records of registers and of lists, in the ways that both write."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from core.records import Identifier, Organisation, Place, Provenance
from demo.firms import Firm
from demo.shapes import LANGUAGE, Country
from taxonomy import legalforms
from taxonomy.gazetteer import Municipality

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_LETTERS = "abcdefghijklmnoprstuvz"
_WRITTEN_OUT = {
    "GmbH": "Gesellschaft mit beschränkter Haftung",
    "GmbH & Co. KG": "GmbH & Co KG",
    "UG (haftungsbeschränkt)": "UG haftungsbeschränkt",
    "AG": "Aktiengesellschaft",
    "s.r.o.": "spol. s r.o.",
    "spol. s r.o.": "s. r. o.",
    "a.s.": "akciová společnost",
}
"""The same forms as other sources write them."""
_SHORT_STREETS = (("straße", "str."), ("Straße", "Str."), ("náměstí", "nám."), ("třída", "tř."))


@dataclass(frozen=True)
class Facts:
    """What is true of a firm, of which each source tells a part in its own writing."""

    country: Country
    stem: str
    """The name without its form."""
    form: str
    """As the name writes it."""
    number: Identifier
    street: str
    house: str
    postal_code: str
    town: Municipality
    founded: str
    website: str
    former: tuple[str, ...] = ()
    """Names without form that it had, as far as a register tells."""

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.stem} {self.form}"

    def but(self, **changes: Any) -> "Facts":
        """Return the facts with some of them changed."""
        return replace(self, **changes)


def facts(firm: Firm) -> Facts:
    """Return what is true of a firm of the demo."""
    own = firm.form.name
    czech = firm.country == "CZ"
    return Facts(
        country=firm.country,
        stem=firm.name.removesuffix(own).rstrip(" ,"),
        form=own,
        number=Identifier("ico", firm.number)
        if czech
        else Identifier("hr", f"{firm.court} {firm.register} {firm.number}"),
        street=firm.address.street,
        house=str(firm.address.number),
        postal_code=firm.address.postal_code,
        town=firm.address.municipality,
        founded=firm.founded.isoformat() if czech else "",
        website=firm.website,
    )


@dataclass(frozen=True)
class Telling:
    """What one source tells of a firm: see :func:`record`."""

    id: str
    facts: Facts
    source: str
    number: bool
    website: bool = False
    day: bool = False
    """Whether it tells the day of foundation; else it tells the year or nothing."""
    street: bool = True
    write: Callable[[str], str] = field(default=str)
    """How it writes texts."""
    in_name: str = ""
    """The name as it writes it, where that is not the firm's."""


def record(told: Telling) -> Organisation:
    """Return the record of what a source tells."""
    firm = told.facts
    name = told.in_name or firm.name
    form = legalforms.parse(name, firm.country).code
    return Organisation(
        id=told.id,
        language=LANGUAGE[firm.country],
        country=firm.country,
        name=told.write(name),
        legal_form=form,
        identifiers=(firm.number,) if told.number else (),
        place=Place(
            country=firm.country,
            street=told.write(firm.street) if told.street else "",
            number=firm.house if told.street else "",
            postal_code=firm.postal_code if told.street else "",
            locality=told.write(firm.town.name),
            locality_names=firm.town.names,
            district=firm.town.district,
        ),
        website=firm.website if told.website else "",
        founded=firm.founded if told.day else firm.founded[:4],
        former_names=tuple(f"{stem} {firm.form}" for stem in firm.former) if told.number else (),
        provenance=(Provenance(source=told.source, dataset=told.source, key=told.id, demo=True),),
    )


def writing(rng: random.Random) -> Callable[[str], str]:
    """Return a way to write texts: as they are, in capitals, without accents or umlauts."""
    ways: tuple[Callable[[str], str], ...] = (str, str.upper, _plain, _umlauts_out, _spaced)
    return rng.choices(ways, (50, 15, 15, 10, 10))[0]


def other_form(form: str, rng: random.Random) -> str:
    """Return the same legal form, now and then in another wording."""
    return _WRITTEN_OUT.get(form, form) if rng.random() < 0.4 else form


def short_street(street: str) -> str:
    """Return a street with its usual abbreviation."""
    for long, short in _SHORT_STREETS:
        street = street.replace(long, short)
    return street


def slipped(text: str, slips: int, rng: random.Random) -> str:
    """Return ``text`` with slips of the keyboard in words of four letters and more."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= _LONG and word.isalpha()]
    for at in rng.sample(long, min(slips, len(long))):
        words[at] = _slip(words[at], rng)
    return " ".join(words)


_LONG = 4


def _slip(word: str, rng: random.Random) -> str:
    """Change, leave out, double or swap a letter, but not the first: that is seen when typing."""
    at = rng.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    match rng.randrange(4):
        case 0:
            return before + rng.choice(_LETTERS) + after
        case 1:
            return before + after
        case 2:
            return before + letter + letter + after
        case _:
            return before + after[0] + letter + after[1:]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _umlauts_out(text: str) -> str:
    return text.translate(_UMLAUTS)


def _spaced(text: str) -> str:
    return text.replace(" & ", " und ").replace("-", " ")
