"""What a change of accounts is refused for: a sentence for the terminal, a code for the pages."""

from enum import StrEnum

from core.errors import BadRequest


class Why(StrEnum):
    """Reason of a refusal."""

    EMAIL = "email"
    NAME = "name"
    LANGUAGE = "language"
    ROLE = "role"
    TAKEN = "taken"
    LAST_ADMINISTRATOR = "last_administrator"
    DISABLED = "disabled"
    LAST_MANAGER = "last_manager"
    KEY = "key"
    KEY_TAKEN = "key_taken"
    LINK = "link"
    SHORT = "short"
    LONG = "long"
    MONOTONOUS = "monotonous"
    COMMON = "common"
    GUESSABLE = "guessable"
    WRONG = "wrong"


class Refused(BadRequest):
    """A change of accounts that is not made; ``field`` is the field of the form it is about."""

    def __init__(self, why: Why, sentence: str, field: str) -> None:
        super().__init__(sentence, field)
        self.why = why
