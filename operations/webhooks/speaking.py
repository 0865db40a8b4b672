"""Who makes words for posts: the pages' part of the program, named by the command that works.

Rooms import downwards only, and catalogues lie above this one.
"""

from collections.abc import Callable

from core.settings import Settings
from matching.search import Searcher
from operations.webhooks.payload import Words

_makers: list[Callable[[Settings, Searcher], Words]] = []


def speak_with(make: Callable[[Settings, Searcher], Words]) -> None:
    """Have posts of this process, and of those that it starts, worded by what ``make`` returns."""
    _makers[:] = [make]


def words(settings: Settings, searcher: Searcher) -> Words:
    """Return who makes the words. Raises LookupError where nobody was named."""
    if not _makers:
        raise LookupError("Nobody was named who words posts; see commands/worker.py.")
    return _makers[0](settings, searcher)
