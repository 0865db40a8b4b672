"""Legal forms by the codes of other lists than the project's own."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from taxonomy import legalforms, tables

CodeList = Literal["elf", "xjustiz"]
"""``elf``: ISO 20275 (``2HBR``); ``xjustiz``: Rechtsformen of XUnternehmen (``221110``)."""


class FormCode(NamedTuple):
    """A legal form as another list codes it."""

    form: str
    """Code of taxonomy.legalforms."""
    coarse: bool
    """True where the code stands for several forms, which a name may tell apart."""


def get(code_list: CodeList, code: str) -> FormCode | None:
    """Return the legal form that a code stands for, or None for one that is not known."""
    return _codes().get((code_list, code))


def named(code_list: CodeList, code: str, name: str, country: str) -> str:
    """Return the form that a code and the name of its bearer tell, empty where neither does.

    The code decides, but for one that stands for several forms: there the name tells which.
    """
    coded = get(code_list, code)
    if coded and not coded.coarse:
        return coded.form
    return legalforms.parse(name, country).code or (coded.form if coded else "")


@cache
def _codes() -> Mapping[tuple[str, str], FormCode]:
    rows = tables.rows("legalforms/codes.csv", ("list", "code", "form", "coarse", "title"))
    return {
        (row["list"], row["code"]): FormCode(row["form"], row["coarse"] == "yes") for row in rows
    }
