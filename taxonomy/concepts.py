"""The concepts that texts are about: titles of NACE Rev. 2.1 and CPV, named across both.

An id is scheme and code: ``nace:25.53``, ``cpv:44316000``.
"""

from collections.abc import Iterator
from functools import cache

from taxonomy import cpv, nace

LANGUAGES = ("de", "cs", "en")
CPV_DIGITS = 5
"""Finer codes say what a thing is made of or how large it is, not another trade."""

_DIVISION_DIGITS = 2


@cache
def all_concepts() -> tuple[str, ...]:
    """Return the ids of all concepts: divisions, groups and classes of NACE, then the CPV.

    A group of one class has its title and is left out; the CPV goes down to five digits.
    """
    return (*_of_nace(), *(f"cpv:{code}" for code in cpv.all_codes() if _is_coarse(code)))


@cache
def numbers() -> dict[str, int]:
    """Return the place of each concept in :func:`all_concepts`."""
    return {id_: number for number, id_ in enumerate(all_concepts())}


def title(id_: str, language: str) -> str:
    """Return the title of a concept in de, cs or en. Raises KeyError for an unknown one."""
    scheme, _, code = id_.partition(":")
    return nace.title(code, language) if scheme == "nace" else cpv.title(code, language)


def ancestors(id_: str) -> tuple[str, ...]:
    """Return the concepts that ``id_`` is a part of, the nearest first."""
    scheme, _, code = id_.partition(":")
    above = _above_in_nace(code) if scheme == "nace" else _above_in_cpv(code)
    return tuple(one for one in above if one in numbers())


def _of_nace() -> Iterator[str]:
    for section in nace.sections():
        for division in nace.children(section):
            yield f"nace:{division}"
            for group in nace.children(division):
                below = nace.children(group)
                yield from (f"nace:{c}" for c in (below if len(below) == 1 else (group, *below)))


def _is_coarse(code: str) -> bool:
    return not code[CPV_DIGITS:].strip("0")


def _above_in_nace(code: str) -> Iterator[str]:
    above = nace.levels(code)[1:-1]  # without the section, which is no concept
    yield from (f"nace:{one}" for one in reversed(above))


def _above_in_cpv(code: str) -> Iterator[str]:
    digits = code.rstrip("0").ljust(_DIVISION_DIGITS, "0")
    for length in range(len(digits) - 1, _DIVISION_DIGITS - 1, -1):
        yield "cpv:" + digits[:length].ljust(len(code), "0")
