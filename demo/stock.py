"""The stock that the demo is put together from: mix, names, licences and the texts of the trades.

All of it is data in ``demo/data`` and ``demo/trades``, read strictly: an unknown, missing or wrong
key raises DataError with file and key.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from core.errors import DataError
from core.strict import parse
from demo import codes
from demo.shapes import Licences, Mix, Names, Trade
from taxonomy import cpv, places

T = TypeVar("T")
_ROOT = files("demo")


@dataclass(frozen=True)
class Stock:
    """Everything that firms are drawn from."""

    mix: Mix
    names: Mapping[str, Names]
    licences: Licences
    trades: Mapping[str, tuple[Trade, ...]]
    """By group."""


def read(name: str, type_: type[T], root: Traversable = _ROOT) -> T:
    """Return ``data/<name>`` of the demo as ``type_``. Raises DataError naming file and key."""
    return parse(root.joinpath("data", name).read_text(encoding="utf-8"), name, type_)


@cache
def stock() -> Stock:
    """Return the stock of the project. Raises DataError naming the file and key that is wrong."""
    return load(_ROOT)


def load(root: Traversable) -> Stock:
    """Read the stock in ``root``: the folders data and trades.

    Every YAML file in trades is a group of trades. Raises DataError naming file and key.
    """
    mix = read("mix.yaml", Mix, root)
    licences = read("licences.yaml", Licences, root)
    trades = _trades(root)
    if set(mix.groups) != set(trades):
        odd = ", ".join(sorted(set(mix.groups) ^ set(trades)))
        raise DataError(f"mix.yaml: groups and the files of demo/trades differ: {odd}.")
    _check("licences.yaml: common", licences.common, licences.licences)
    districts = {district.code for district in places.districts()}
    for group, members in trades.items():
        for trade in members:
            where = f"{group}.yaml: {trade.trade}"
            _check(f"{where}: licences", trade.licences, licences.licences)
            _check(f"{where}: sectors", trade.sectors, codes.sectors())
            _check(f"{where}: cpv", trade.cpv, cpv.all_codes())
            _check(f"{where}: home", trade.home, districts)
    return Stock(mix, read("names.yaml", dict[str, Names], root), licences, trades)


def _check(where: str, keys: Iterable[str], known: Collection[str]) -> None:
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise DataError(f"{where}: unknown {', '.join(unknown)}.")


def _trades(root: Traversable) -> dict[str, tuple[Trade, ...]]:
    found = {}
    seen: set[str] = set()
    for file in sorted(root.joinpath("trades").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".yaml"):
            continue
        trades = parse(file.read_text(encoding="utf-8"), file.name, tuple[Trade, ...])
        for trade in trades:
            if trade.trade in seen:
                raise DataError(f"{file.name}: the trade {trade.trade!r} is there a second time.")
            seen.add(trade.trade)
        found[file.name.removesuffix(".yaml")] = trades
    return found
