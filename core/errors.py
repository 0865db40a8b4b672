"""Errors that a person reads. Each is one sentence that says what to do."""

from collections.abc import Mapping
from typing import Any


class PartnerNetError(Exception):
    """Base of all expected errors: shown as one sentence, without a traceback."""


class SettingsError(PartnerNetError):
    """A setting is missing or wrong; the sentence names it."""


class BadRequest(PartnerNetError):
    """A request cannot be taken as it is: page, language, length."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class NotFound(PartnerNetError):
    """The thing asked for does not exist."""


class EngineUnavailable(PartnerNetError):
    """OpenSearch does not answer, or has no index yet."""


class QueryRefused(EngineUnavailable):
    """OpenSearch cannot run a query as it was sent: an error of the program, or another index.

    For the person who searches it is the same as a search that is away.
    """


class StoreUnavailable(PartnerNetError):
    """The database of what people decide does not answer, or cannot be read or written."""


class StoreMismatch(PartnerNetError):
    """The store's schema is older or newer than this program's."""


class ModelMismatch(PartnerNetError):
    """The live index was built with another embedding model than the one configured."""


class DataError(PartnerNetError):
    """A data file of the project or of a user is wrong; names file and key or line."""


class BuildStopped(PartnerNetError):
    """An index build was stopped before the switch; the old version stays live."""


class HeldBack(BuildStopped):
    """What was built stands beside the live index, which it must not replace as it is."""

    def __init__(self, sentence: str, outcome: Mapping[str, Any]) -> None:
        """``outcome`` is what was found, as JSON can hold it."""
        super().__init__(sentence)
        self.outcome = outcome


class HomeBusy(BuildStopped):
    """Another build or update works in the home; waiting for its end helps."""


class Cancelled(PartnerNetError):
    """Somebody wished that a long work ends, and it did: nothing of it is left."""


class BackupError(PartnerNetError):
    """A backup cannot be made, is damaged, or may not be put in the place that was named."""


class LeaseLost(PartnerNetError):
    """A job was given to another worker; whoever had it must not go on."""


class RemoteUnavailable(PartnerNetError):
    """A register that is asked over the net gives no answer, or none that can be used.

    ``for_long`` tells that it wants to be left alone, so nothing else need be asked now.
    """

    def __init__(self, sentence: str, *, for_long: bool = False) -> None:
        super().__init__(sentence)
        self.for_long = for_long
