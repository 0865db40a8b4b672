"""The query as the name of an organisation, and official numbers."""

from collections.abc import Iterator

from analyzers.tokens import Token
from matching.clauses import Clause, named
from matching.naming import Named, readings
from matching.weights import weight

LONGEST_NAME = 16
"""Words; a longer text is no name."""
LONGEST_NUMBER = 8
"""Words in which an official number is looked for."""
LONGEST_MISTYPED = 100
"""Characters; each is a piece of three letters, and the engine takes 1,024 of them."""

SURE = "#sure-"
"""In the name of a clause that only the organisation meets that the query names. What stands
behind ``#`` tells ways apart and is no part of a reason."""

_EDITS = "AUTO:4,14"
"""No edit below four letters, one below fourteen, else two: as many as a hand makes in a name."""
_PIECES = "70%"


def name_clause(text: str, tokens: tuple[Token, ...], *, organisations: bool) -> Clause | None:
    """Return the clause for ``text`` as a name, or None where it cannot be one.

    Only ``organisations`` have names that are asked for in other ways than with their words.
    """
    if not 0 < len(tokens) <= LONGEST_NAME:
        return None
    if not organisations:
        return _words("name", text, named("name_whole"))
    ways = [way for reading in readings(text, tokens) for way in _there(reading)]
    return {"dis_max": {"queries": ways, "tie_breaker": weight("dis_max_tie")}} if ways else None


def _there(reading: Named) -> Iterator[Clause]:
    """Yield the ways to meet one reading, in the place that it names if it names one."""
    for way in _ways(reading):
        if reading.place:
            place = {"match": {"localities": {"query": reading.place, "operator": "and"}}}
            yield {"bool": {"must": [way], "filter": [place]}}
        else:
            yield way


def _ways(reading: Named) -> Iterator[Clause]:
    """Yield cheap ways for all readings, dear ones for those that are a name and no trade."""
    if reading.telling:
        key = _name("name_whole", f"{SURE}key", reading)
        yield _constant("name.whole", reading.text, "name_key", key)
        former = _name("name_former", f"{SURE}key", reading)
        yield _constant("former_names.whole", reading.text, "name_key_former", former)
    if reading.coined:
        yield from _of_coined(reading)
    elif reading.words > 1:
        yield _words("name", reading.stem, _name("name_whole", "#words", reading))


def _of_coined(reading: Named) -> Iterator[Clause]:
    """Yield the ways to meet a name that is mistyped, or not typed whole."""
    near = _name("name_ngram", f"{SURE}key", reading)
    yield _constant("name.whole", reading.text, "name_key_near", near, fuzziness=_EDITS)
    if reading.words > 1:
        words = {"operator": "and"}
        whole = _name("name_whole", f"{SURE}words", reading)
        yield _constant("name", reading.stem, "name_all", whole, **words)
        near = _name("name_ngram", f"{SURE}words", reading)
        yield _constant("name", reading.stem, "name_all_near", near, fuzziness=_EDITS, **words)
    if len(reading.stem) <= LONGEST_MISTYPED:
        pieces = {"query": reading.stem, "minimum_should_match": _PIECES}
        name = _name("name_ngram", "#pieces", reading)
        yield {"match": {"name.ngram": {**pieces, "boost": weight("name_ngram"), "_name": name}}}


def _name(code: str, way: str, reading: Named) -> str:
    """Return a name that no other clause of the body bears: of two that share one, the engine
    tells the last one only."""
    return named(code, key=f"{way}-there" if reading.place else way)


def _constant(field: str, text: str, boost: str, name: str, **how: str) -> Clause:
    """``text`` in ``field``; how rare its words are counts for nothing."""
    match = {"match": {field: {"query": text, **how}}}
    return {"constant_score": {"filter": match, "boost": weight(boost), "_name": name}}


def _words(field: str, text: str, name: str) -> Clause:
    """All words of ``text`` in ``field``."""
    body = {"query": text, "operator": "and", "boost": weight("name_whole"), "_name": name}
    return {"match": {field: body}}


def identifier_clause(tokens: tuple[Token, ...]) -> Clause | None:
    """Return the clause for official numbers: each word with a digit, alone and joined with those
    around it (Muster GmbH HRB 12345, 261 68 685, HRB 12345 Chemnitz).
    """
    words = [token.text.lower() for token in tokens]
    if len(words) > LONGEST_NUMBER:
        return None
    spans = (
        "".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )
    values = sorted({span for span in spans if any(map(str.isdigit, span))})
    if not values:
        return None
    return {
        "constant_score": {
            "filter": {"terms": {"identifiers": values}},
            "boost": weight("identifier"),
            "_name": named("identifier"),
        }
    }
