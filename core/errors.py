"""Errors that a person reads. Each is one sentence that says what to do."""


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


class ModelMismatch(PartnerNetError):
    """The live index was built with another embedding model than the one configured."""


class DataError(PartnerNetError):
    """A data file of the project or of a user is wrong; names file and key or line."""


class BuildStopped(PartnerNetError):
    """An index build was stopped before the switch; the old version stays live."""
