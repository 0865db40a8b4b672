"""Shapes of the stock: what the files of demo/data and demo/trades hold."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

Some = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Several = Annotated[tuple[str, ...], msgspec.Meta(min_length=6)]
"""As many as a firm's products and sentences, and the offers of its trade, are drawn from."""
Country = Literal["DE", "CZ"]
LANGUAGE: Mapping[Country, str] = {"DE": "de", "CZ": "cs"}
Register = Literal["HRB", "HRA", "GnR"]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all structs read here."""


class Texts(_Strict, frozen=True):
    """What firms of one trade say of themselves in one language."""

    names: Some
    """Words of the trade in firms' names."""
    products: Several
    purposes: Several
    """Whole sentences, the wording of the register first; a firm's purpose is one to three."""
    asks: Annotated[dict[str, str], msgspec.Meta(min_length=1)]
    """What is asked for, as it stands in a title, and a whole sentence that asks for it."""


class Trade(_Strict, frozen=True):
    """One trade with its codes, weights and texts."""

    trade: str
    weight: float
    """Share within its group (the file)."""
    sectors: Some
    """WZ 2025 codes; the first is what a firm of the trade mainly does."""
    cpv: Some
    """Eight digits."""
    licences: Some
    """Keys of licences.yaml."""
    de: Texts
    cs: Texts
    home: tuple[str, ...] = ()
    """Districts of both countries that the trade is known for."""

    def texts(self, country: Country) -> Texts:
        """Return the texts in the country's language."""
        return self.de if country == "DE" else self.cs


class Group(_Strict, frozen=True):
    """How much of each country a group of trades is."""

    DE: float
    CZ: float
    why: str


class Form(_Strict, frozen=True):
    """A legal form as it is written in names."""

    name: str
    share: float
    code: str = ""
    """Czech code of the form (code list 56)."""
    register: Register = "HRB"


class Size(_Strict, frozen=True):
    """A size class: its ČSÚ code (KATPO), its words in a list, its share."""

    code: str
    text: str
    share: float


class Span(_Strict, frozen=True, rename={"first": "from", "last": "to"}):
    """Years from ``first`` to ``last`` and the share of firms founded in them."""

    first: int
    last: int
    share: float


class Mix(_Strict, frozen=True):
    """What the region is made of: see mix.yaml."""

    groups: dict[str, Group]
    courts: dict[str, str]
    czech_share: float
    forms: dict[Country, tuple[Form, ...]]
    sizes: tuple[Size, ...]
    founded: tuple[Span, ...]
    listed: dict[Country, float]
    with_website: float
    village: int


class Names(_Strict, frozen=True):
    """Parts of invented names in one language."""

    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    coined: tuple[str, ...]
    coinings: tuple[str, ...]
    patterns: tuple[tuple[float, str], ...]
    streets: tuple[str, ...]


class Licences(_Strict, frozen=True):
    """Registered activities by key."""

    unqualified: str
    common: tuple[str, ...]
    licences: dict[str, str]
