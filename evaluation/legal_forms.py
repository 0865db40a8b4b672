"""How often the legal form of a name is recognised and taken off.

``python -m evaluation.legal_forms [FILE…]`` prints, for a CSV with ``legal_name`` and ``country``
(the names of GLEIF), the share among those that contain a form by lists that others made
(evaluation.form_words), all of them that are left, and where the library ``rigour`` files a name
otherwise; then, for names judged by hand (data/legal_names.tsv), how often code and rest are right,
for our parser and for the library. Needs the extra ``test``.
"""

import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import msgspec
from rigour.names import extract_org_types, remove_org_types

from evaluation.figures import share
from evaluation.form_words import contained, ends_with_form, filed_by_rigour
from taxonomy import legalforms
from taxonomy.folding import fold

JUDGED = "legal_names.tsv"
_CHURCH = re.compile(r"\bev(?=[.-])(?!\.\s?$)", re.IGNORECASE)
"""Ev.-Luth. Kirchengemeinde: the letters of "e. V.", but the word "evangelisch"."""
_RARE = 3
"""Names below which a pair of codes is shown by an example only."""


class Judged(msgspec.Struct, frozen=True):
    """A real name, its form and what is left without it, as a person sees it."""

    half: str
    """``looked_at`` while the parser was written; ``report``: drawn and judged afterwards."""
    country: str
    name: str
    form: str
    rest: str


def judged() -> list[Judged]:
    """Return the names judged by hand."""
    with files("evaluation").joinpath("data", JUDGED).open(encoding="utf-8") as file:
        return [
            Judged(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def main() -> None:
    """Print all figures."""
    taken_off: list[bool] = []
    for argument in sys.argv[1:]:
        with Path(argument).open(encoding="utf-8", newline="") as file:
            names = [(row["legal_name"], row["country"]) for row in csv.DictReader(file)]
        for country in dict.fromkeys(country for _, country in names):
            several = [name for name, of in names if of == country]
            taken_off += [one for _, one in _taken_off(several, country)]
            for line in _measured(several, country):
                print(line)
    if taken_off:
        print(f"together: {len(taken_off)} names with a form, taken off the end {share(taken_off)}")
    for line in _of_judged(judged()):
        print(line)


def _taken_off(names: Sequence[str], country: str) -> list[tuple[str, bool]]:
    """Return the names that contain a form by the lists, and whether it is taken off the end."""
    found = []
    for name in names:
        if contained(name):
            parsed = legalforms.parse(name, country)
            found.append((name, bool(parsed.code) and not ends_with_form(parsed.stem)))
    return found


def _measured(names: Sequence[str], country: str) -> Iterator[str]:
    forms = [name for name in names if contained(name)]
    parsed = {name: legalforms.parse(name, country) for name in names}
    known = [bool(parsed[name].code) for name in forms]
    off = [one for _, one in _taken_off(names, country)]
    yield f"{country}: {len(names)} names, of which {len(forms)} contain a form by the lists"
    yield f"  recognised {share(known)}, and taken off the end {share(off)}"
    left = [name for name, right in zip(forms, off, strict=True) if not right]
    church = [name for name in left if _CHURCH.search(name)]
    yield f"  left: {len(left)}, {len(church)} of them with Ev. for evangelisch"
    yield from (f"    {name}" for name in left if name not in church)
    others = sum(bool(parsed[name].code) for name in names) - sum(known)
    yield f"  recognised beside them, mostly forms of other countries: {others}"
    filed = Counter((filed_by_rigour(name), parsed[name].code) for name in forms)
    yield "  filed by rigour and by us:"
    for (theirs, ours), count in sorted(filed.items(), key=lambda item: -item[1]):
        example = next(n for n in forms if (filed_by_rigour(n), parsed[n].code) == (theirs, ours))
        shown = example if count <= _RARE else ""
        yield f"    {theirs or '–':14} {ours or '–':18} {count:5}  {shown}".rstrip()


def _of_judged(cases: Sequence[Judged]) -> Iterator[str]:
    yield "judged by hand: share of names whose code, and whose rest, is right"
    for half in dict.fromkeys(case.half for case in cases):
        some = [case for case in cases if case.half == half]
        parsed = [legalforms.parse(case.name, case.country) for case in some]
        codes = [one.code == case.form for one, case in zip(parsed, some, strict=True)]
        rests = [_same(one.stem, case.rest) for one, case in zip(parsed, some, strict=True)]
        theirs = [_same(remove_org_types(case.name.casefold()), case.rest) for case in some]
        found = [bool(extract_org_types(case.name.casefold())) for case in some if case.form]
        wrongly = [bool(extract_org_types(case.name.casefold())) for case in some if not case.form]
        yield f"  {half}: {len(some)} names; code {share(codes)}, rest {share(rests)}"
        yield f"    rigour: rest {share(theirs)}, finds a form where one is {share(found)},"
        yield f"      where none is {share(wrongly)}"
        for case, one, right in zip(some, parsed, codes, strict=True):
            if not right or not _same(one.stem, case.rest):
                yield f"    wrong: {case.name} → {one.code or '–'}, {one.stem}"
    ours, theirs_ = _microseconds(_ours, cases), _microseconds(_theirs, cases)
    yield f"  a name: {ours:.1f} µs, rigour {theirs_:.1f} µs"


def _ours(case: Judged) -> object:
    return legalforms.parse.__wrapped__(case.name, case.country)


def _theirs(case: Judged) -> object:
    return remove_org_types(case.name.casefold())


def _microseconds(work: Callable[[Judged], object], cases: Sequence[Judged]) -> float:
    began = time.process_time()
    for case in cases:
        work(case)
    return (time.process_time() - began) * 1e6 / len(cases)


def _same(first: str, second: str) -> bool:
    return fold(first) == fold(second)


if __name__ == "__main__":
    main()
