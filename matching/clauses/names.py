"""The whole query as the name of an organisation, and official numbers."""

from analyzers.tokens import Token
from matching.clauses import Clause, named
from matching.weights import weight

LONGEST_NAME = 8
"""Words; a longer text is no name, and its trigrams would cost more than they find."""


LONGEST_MISTYPED = 200
"""Characters; each is a trigram, and the engine takes 1,024 of them."""


def name_clause(text: str, tokens: tuple[Token, ...], *, organisations: bool) -> Clause | None:
    """Return the clause for ``text`` as a name, or None where it cannot be one.

    Only ``organisations`` have former names, and names that are mistyped: a title of an offer is
    a text, whose pieces are in every other title.
    """
    if not 0 < len(tokens) <= LONGEST_NAME:
        return None
    ways = [_whole("name", text, "name_whole")]
    if organisations and len(text) <= LONGEST_MISTYPED:
        ngram = {"query": text, "minimum_should_match": "70%", "boost": weight("name_ngram")}
        ways.append({"match": {"name.ngram": {**ngram, "_name": named("name_ngram")}}})
    if organisations:
        ways.append(_whole("former_names", text, "name_former"))
    return {"dis_max": {"queries": ways, "tie_breaker": weight("dis_max_tie")}}


def _whole(field: str, text: str, code: str) -> Clause:
    """All words of ``text`` in ``field``."""
    body = {"query": text, "operator": "and", "boost": weight(code), "_name": named(code)}
    return {"match": {field: body}}


def identifier_clause(text: str, tokens: tuple[Token, ...]) -> Clause | None:
    """Return the clause for official numbers: each word with a digit, alone and joined with those
    before it (Muster GmbH HRB 12345, 261 68 685), and the whole text.
    """
    words = [token.text.lower() for token in tokens]
    ends = [i for i, word in enumerate(words) if any(c.isdigit() for c in word)]
    if not ends or len(words) > LONGEST_NAME:
        return None
    joined = {"".join(words[start : end + 1]) for end in ends for start in range(end + 1)}
    values = sorted(joined | {"".join(text.lower().split())})
    return {
        "constant_score": {
            "filter": {"terms": {"identifiers": values}},
            "boost": weight("identifier"),
            "_name": named("identifier"),
        }
    }
