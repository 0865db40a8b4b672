"""What saved searches are said to report, compared with what each would show if it were asked."""

from collections.abc import Hashable, Mapping, Sequence, Set
from typing import NamedTuple, TypeVar

from matching.request import SearchRequest
from matching.search import Searcher

K = TypeVar("K", bound=Hashable)


class Difference(NamedTuple):
    """A document that a search shows and that was not told, or the other way round."""

    request: SearchRequest
    id: str
    shown: bool

    def __str__(self) -> str:
        return f"{'not told' if self.shown else 'not shown'}: {self.id} by {self.request}"


def differing(
    searcher: Searcher,
    requests: Mapping[K, SearchRequest],
    told: Mapping[K, Set[str]],
    ids: Sequence[str],
) -> list[Difference]:
    """Ask each of ``requests`` which of the documents ``ids`` it shows; compare with ``told``.

    At most matching.request.DEEPEST_HIT documents, of the collection of the requests. Raises what
    a search raises.
    """
    found: list[Difference] = []
    for key, request in requests.items():
        shown = searcher.among(request, ids)
        found += [Difference(request, id_, id_ in shown) for id_ in sorted(shown ^ told[key])]
    return found
