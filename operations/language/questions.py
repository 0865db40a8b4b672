"""What is asked in a dry run: judged queries, and what people really ask most often."""

import hashlib

import msgspec

from evaluation.judged.keywords import keywords
from matching.request import Collection, SearchRequest
from store import Store, queries

JUDGED = 80
"""Keywords of the judged set, of both languages together: a query takes about 50 ms for each side,
and a word that many queries meet shows in a few of them."""
FREQUENT = 60
"""Of those asked most often: what they gain or lose is what people will notice."""
_COLLECTIONS: tuple[Collection, ...] = ("organisations", "offers")


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A query, and how often it was asked."""

    text: str
    language: str
    collection: Collection
    times: int
    """0 for one of the judged set."""

    @property
    def request(self) -> SearchRequest:
        """The search for the first ten."""
        return SearchRequest(collection=self.collection, text=self.text, language=self.language)


def questions(store: Store, judged: int = JUDGED, frequent: int = FREQUENT) -> list[Question]:
    """Return what is asked, what people asked first; each text once."""
    found: dict[SearchRequest, Question] = {}
    for question in (*_frequent(store, frequent), *_judged(judged)):
        found.setdefault(question.request, question)
    return list(found.values())


def _frequent(store: Store, limit: int) -> list[Question]:
    return [
        Question(text=one.text, language=one.language, collection=collection, times=one.times)
        for one in queries.frequent(store, limit)
        for collection in _COLLECTIONS
        if collection == one.collection
    ]


def _judged(limit: int) -> list[Question]:
    """Return the keywords with the lowest hashes: the same ones for every dry run."""
    known = [one for language in ("de", "cs") for one in keywords(language)]
    known.sort(key=lambda one: hashlib.blake2b(one.id.encode(), digest_size=8).digest())
    return [
        Question(text=one.text, language=one.language, collection="organisations", times=0)
        for one in known[:limit]
    ]
