"""The id of an organisation that several records tell of."""

from collections.abc import Sequence

from indexer.linking.rows import SCHEMES


def best_id(ids: Sequence[str], numbers: Sequence[str]) -> str:
    """Return the id that lasts longest: made of an official number, then the smallest.

    ``numbers`` are the organisation's as ``scheme:value``. IČO and court numbers go before LEI,
    that before VAT numbers: a new import of the register gives the same id again.
    """
    return min(ids, key=lambda one: (_rank(one, numbers), one))


def _rank(id_: str, numbers: Sequence[str]) -> int:
    told = [
        SCHEMES.index(scheme)
        for scheme, _, value in (number.partition(":") for number in numbers)
        if id_ == value or id_.endswith(f"-{value}")
    ]
    return min(told, default=len(SCHEMES))
