"""The whole query as the name of an organisation, and official numbers."""

from matching.clauses import Clause, named
from matching.tokens import Token
from matching.weights import weight

LONGEST_NAME = 8
"""Words; a longer text is no name, and its trigrams would cost more than they find."""


def name_clause(text: str, tokens: tuple[Token, ...], *, former: bool) -> Clause | None:
    """Return the clause for ``text`` as a name, or None where it cannot be one.

    ``former`` says that the collection knows former names.
    """
    if not 0 < len(tokens) <= LONGEST_NAME:
        return None
    whole = {"query": text, "operator": "and", "boost": weight("name_whole")}
    ngram = {"query": text, "minimum_should_match": "70%", "boost": weight("name_ngram")}
    ways: list[Clause] = [
        {"match": {"name": {**whole, "_name": named("name_whole")}}},
        {"match": {"name.ngram": {**ngram, "_name": named("name_ngram")}}},
    ]
    if former:
        old = {"query": text, "operator": "and", "boost": weight("name_former")}
        ways.append({"match": {"former_names": {**old, "_name": named("name_former")}}})
    return {"dis_max": {"queries": ways, "tie_breaker": weight("dis_max_tie")}}


def identifier_clause(text: str, tokens: tuple[Token, ...]) -> Clause | None:
    """Return the clause for official numbers: each word with a digit, and the whole text."""
    numbers = {t.text.lower() for t in tokens if any(c.isdigit() for c in t.text)}
    whole = "".join(text.lower().split())
    if not numbers or len(tokens) > LONGEST_NAME:
        return None
    values = sorted(numbers | {whole})
    return {
        "constant_score": {
            "filter": {"terms": {"identifiers": values}},
            "boost": weight("identifier"),
            "_name": named("identifier"),
        }
    }
