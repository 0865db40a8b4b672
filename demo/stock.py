"""The stock that the demo is put together from: mix, names, licences and the texts of the trades.

All of it is data in ``demo/data`` and ``demo/trades``, read strictly: an unknown, missing or wrong
key raises DataError with file and key.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, TypeVar

import msgspec

from core.errors import DataError
from core.strict import parse
from demo import codes
from taxonomy import cpv

T = TypeVar("T")
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


@dataclass(frozen=True)
class Stock:
    """Everything that firms are drawn from."""

    mix: Mix
    names: Mapping[str, Names]
    licences: Licences
    trades: Mapping[str, tuple[Trade, ...]]
    """By group."""


def read(name: str, type_: type[T]) -> T:
    """Return ``demo/data/<name>`` as ``type_``. Raises DataError naming file and key."""
    return parse(files("demo").joinpath("data", name).read_text(encoding="utf-8"), name, type_)


@cache
def stock() -> Stock:
    """Read the stock once. Raises DataError naming the file and the key that is wrong."""
    mix = read("mix.yaml", Mix)
    licences = read("licences.yaml", Licences)
    trades = _trades()
    if set(mix.groups) != set(trades):
        odd = ", ".join(sorted(set(mix.groups) ^ set(trades)))
        raise DataError(f"mix.yaml: groups and the files of demo/trades differ: {odd}.")
    _check("licences.yaml: common", licences.common, licences.licences)
    for group, members in trades.items():
        for trade in members:
            where = f"{group}.yaml: {trade.trade}"
            _check(f"{where}: licences", trade.licences, licences.licences)
            _check(f"{where}: sectors", trade.sectors, codes.sectors())
            _check(f"{where}: cpv", trade.cpv, cpv.all_codes())
    return Stock(mix, read("names.yaml", dict[str, Names]), licences, trades)


def _check(where: str, keys: Iterable[str], known: Collection[str]) -> None:
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise DataError(f"{where}: unknown {', '.join(unknown)}.")


def _trades() -> dict[str, tuple[Trade, ...]]:
    found = {}
    seen: set[str] = set()
    for file in sorted(files("demo").joinpath("trades").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".yaml"):
            continue
        trades = parse(file.read_text(encoding="utf-8"), file.name, tuple[Trade, ...])
        for trade in trades:
            if trade.trade in seen:
                raise DataError(f"{file.name}: the trade {trade.trade!r} is there a second time.")
            seen.add(trade.trade)
        found[file.name.removesuffix(".yaml")] = trades
    return found
