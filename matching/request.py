"""What a search asks for, and its limits."""

from typing import Literal

import msgspec

from core.errors import BadRequest

Collection = Literal["organisations", "offers"]

LANGUAGES = ("de", "cs", "en")
LONGEST_TEXT = 2_000
"""Characters of a query; longer ones are refused rather than cut."""
LONGEST_EMBEDDED = 300
"""Characters of a query that are embedded: 300 cost about 100 ms, a keyword 13."""
LARGEST_SIZE = 100
DEEPEST_HIT = 10_000
"""The engine's own window (index.max_result_window): page x size may not pass it."""
LARGEST_RADIUS_KM = 500.0


class SearchRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One search, complete: the same values give the same answer. Links hold all of them."""

    collection: Collection = "organisations"
    text: str = ""
    """What was typed; empty means everything within the filters."""
    language: str | None = None
    """Language of ``text``; None means find out."""
    country: str | None = None
    kind: str | None = None
    """Kind of organisation (organisations only)."""
    sector: str | None = None
    """NACE Rev. 2.1 section, division, group or class: ``C``, ``25``, ``25.5``, ``25.53``."""
    district: str | None = None
    near: str | None = None
    """A place's name or postal code, or ``latitude,longitude``."""
    radius_km: float | None = None
    """Only with ``near``; default 50."""
    document_language: str | None = None
    """Language of the documents (offers)."""
    type: str | None = None
    """offer, request or event (offers only)."""
    status: str | None = None
    """active, liquidation or insolvency (organisations only)."""
    confirmed: bool = False
    """Only what a source confirmed of late, see core.confirmation (organisations only)."""
    inferred: bool = False
    """``sector`` also finds organisations of which it was only inferred (organisations only)."""
    house: str | None = None
    """Who searches: sees its own documents besides the public ones. Never taken from an address."""
    without: tuple[str, ...] = ()
    """Ids of bridge parts that the person switched off."""
    page: int = 1
    size: int = 10

    def checked(self) -> "SearchRequest":
        """Return self, or raise BadRequest with the field and one sentence."""
        if len(self.text) > LONGEST_TEXT:
            raise BadRequest(f"The search text is longer than {LONGEST_TEXT} characters.", "q")
        if self.language is not None and self.language not in LANGUAGES:
            raise BadRequest("The language must be de, cs or en.", "lang")
        if not 1 <= self.size <= LARGEST_SIZE:
            raise BadRequest(f"The size must be from 1 to {LARGEST_SIZE}.", "size")
        if self.page < 1:
            raise BadRequest("The page must be 1 or more.", "page")
        if self.page * self.size > DEEPEST_HIT:
            raise BadRequest(f"Only the first {DEEPEST_HIT} results can be paged through.", "page")
        if self.radius_km is not None and not 0 < self.radius_km <= LARGEST_RADIUS_KM:
            raise BadRequest(
                f"The radius must be from 1 to {LARGEST_RADIUS_KM:.0f} km.", "radius_km"
            )
        return self
