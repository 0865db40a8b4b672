"""What ARES says when it does not give what was asked for.

Its errors are JSON with ``kod`` and ``subKod``. Their text may repeat the question, so of it only
codes and numbers are read.
"""

import re
from typing import Any

from core.errors import RemoteUnavailable
from indexer.remote.contract import Misfit
from indexer.remote.http import Answer
from indexer.sources.ares_schema import VERSION

Json = dict[str, Any]

_OK, _BAD, _NOT_FOUND = 200, 400, 404
_NO_SUBJECT = "NENALEZENO"
_TOO_MANY = "VYSTUP_PRILIS_MNOHO_VYSLEDKU"
_COUNT = re.compile(r"\((\d[\d\s]{0,20})\)")
_CODE = re.compile(r"[A-Z_]{1,60}")


class TooMany(RemoteUnavailable):
    """A search has more results than ARES gives out. ``total`` is 0 where it does not say."""

    def __init__(self, total: int) -> None:
        super().__init__(f"A search finds {total or 'more'} subjects, more than ARES gives out.")
        self.total = total


def knows_none(answer: Answer) -> bool:
    """Tell whether ARES says that it has no such subject, which is an answer and no error."""
    return answer.status == _NOT_FOUND and _told(answer).get("kod") == _NO_SUBJECT


def body(path: str, answer: Answer) -> Json:
    """Return what a good answer to ``path`` holds.

    Raises TooMany for a search with too many results, Misfit for an answer that is no object, and
    RemoteUnavailable for any other refusal.
    """
    told = _told(answer)
    if answer.status == _OK:
        if not isinstance(answer.body, dict):
            raise Misfit(f"{path} answered with no object; {VERSION} is what is read.")
        return told
    if answer.status == _BAD and told.get("subKod") == _TOO_MANY:
        count = _COUNT.search(str(told.get("popis")))
        raise TooMany(int("".join(count[1].split())) if count else 0)
    codes = [code for key in ("kod", "subKod") if _CODE.fullmatch(code := str(told.get(key)))]
    raise RemoteUnavailable(
        f"{path} refuses the question with status {answer.status}"
        + (f" ({', '.join(codes)})." if codes else "; is PARTNERNET_ARES_URL right?")
    )


def _told(answer: Answer) -> Json:
    return answer.body if isinstance(answer.body, dict) else {}
