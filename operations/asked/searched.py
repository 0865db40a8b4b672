"""One search, as it is told to those who count."""

import msgspec

from matching.answer import SearchAnswer
from matching.request import SearchRequest

_ACROSS = {"de": ("cs",), "cs": ("de",), "en": ("de", "cs")}


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """A search that was answered."""

    text: str
    language: str
    collection: str
    asker: str
    """Address that it came from; it stays in memory, and there as a hash alone."""
    empty: bool
    """Nothing was found, though nothing but the text narrowed the search."""
    empty_across: bool
    """The same of the other language of the region; for English, of either."""

    @classmethod
    def of(cls, request: SearchRequest, answer: SearchAnswer, asker: str) -> "Searched | None":
        """Return what is told of a search; None of what is no question by itself: a further page,
        a search without a text, or one in the view of a house."""
        if request.page > 1 or not request.text.strip() or request.house is not None:
            return None
        plain = SearchRequest(
            collection=request.collection,
            text=request.text,
            language=request.language,
            size=request.size,
        )
        narrowed = request != plain
        across = [answer.found.get(lane, 0) for lane in _ACROSS[answer.language]]
        return cls(
            text=request.text,
            language=answer.language,
            collection=request.collection,
            asker=asker,
            empty=answer.total == 0 and not narrowed,
            empty_across=0 in across and not narrowed,
        )
