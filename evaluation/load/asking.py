"""What is asked: judged keywords, as pages and through the API, and what is no good answer."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from urllib.parse import urlencode

import msgspec
import urllib3

from core.errors import EngineUnavailable
from evaluation.judged.keywords import keywords

EMPTY = "empty"
"""A good answer that shows nothing."""

_CARDS = b'class="plain-list cards"'
"""The list of results on a page; a page without results has none."""
_SECONDS = 30.0
_CONNECTIONS = 128
_AT_ONCE = 4


class Found(msgspec.Struct, frozen=True):
    """As much of the API's answer as is looked at."""

    total: int
    items: tuple[msgspec.Raw, ...]


class Service:
    """A running service that can be asked from many threads."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._pool = urllib3.PoolManager(maxsize=_CONNECTIONS, timeout=_SECONDS, retries=False)
        self._found = msgspec.json.Decoder(Found)

    def problem(self, path: str) -> str:
        """Ask for ``path``; return what is wrong with the answer, nothing when it shows results."""
        try:
            answer = self._pool.request("GET", self._address + path)
        except urllib3.exceptions.HTTPError as error:
            return type(error).__name__
        if answer.status != 200:
            return f"status {answer.status}"
        if path.startswith("/api/"):
            return self._problem_of_json(answer.data)
        return "" if _CARDS in answer.data else EMPTY

    def _problem_of_json(self, data: bytes) -> str:
        try:
            found = self._found.decode(data)
        except msgspec.DecodeError as error:
            return str(error)
        return "" if found.total and found.items else EMPTY


def paths(count: int) -> list[str]:
    """Return about ``count`` addresses: keywords of both languages in turn, page and API in turn.

    The keywords are spread over the whole of their files, so that all trades are there.
    """
    asked: Sequence[list[str]] = []
    for language in ("de", "cs"):
        known = keywords(language)
        step = max(2 * len(known) / count, 1)
        texts = [known[int(number * step)].text for number in range(int(len(known) / step))]
        asked = [*asked, [_path(language, text, number) for number, text in enumerate(texts)]]
    return list(chain.from_iterable(zip(*asked, strict=False)))


def answered(service: Service, asked: Sequence[str]) -> list[str]:
    """Return those of ``asked`` that show results on the quiet index; the service is warm then.

    Raises EngineUnavailable where one is not answered.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        problems = list(pool.map(service.problem, asked))
    for path, problem in zip(asked, problems, strict=True):
        if problem not in ("", EMPTY):
            raise EngineUnavailable(f"{path} is not answered on the quiet index: {problem}.")
    return [path for path, problem in zip(asked, problems, strict=True) if not problem]


def _path(language: str, text: str, number: int) -> str:
    query = urlencode({"q": text})
    return f"/api/v1/organisations?{query}" if number % 2 else f"/{language}/?{query}"
