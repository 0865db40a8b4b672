"""What is wrong with a row of the glossary or with a change: a code for those who translate, and an
English sentence."""

from collections.abc import Mapping

import msgspec

from core.errors import BadRequest

SENTENCES: Mapping[str, str] = {
    "choice": "{field} is {value!r}, it must be one of {allowed}.",
    "id": "id {value!r} must be lower-case words joined by hyphens.",
    "sector": "sector {value!r} is no NACE Rev. 2.1 code.",
    "characters": "{field} holds characters that are no text.",
    "separated": "{field} must be terms separated by '; '.",
    "twice": "{field} names a term twice.",
    "long": "{field} is longer than {most} characters.",
    "many": "{field} has more than {most} terms.",
    "shared": "{field} {term!r} stands in the entry {other} already; remove it from one of the "
    "two, or tell them apart in a note.",
    "no-entry": "There is no entry {value!r} in the files; one that was added here is undone.",
    "same-entry": "The entry {value!r} says that already.",
    "language": "There is no list of that kind for the language {value!r}.",
    "one-word": "{value!r} must be one word, of letters and digits.",
    "letters": "{value!r} must be one word of letters.",
    "short": "{value!r} is too short: a part has at least {least} letters, since shorter ones "
    "stand in any word by chance.",
    "known": "{value!r} stands in the list already.",
    "unknown": "{value!r} does not stand in the files; what was added here is undone.",
    "stop-word": "{value!r} is a stop word; as a part of compounds it would split words by chance.",
    "full": "There are {most} changes already; move those that have proved themselves into the "
    "files, which `partnernet language export` helps with.",
}


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong."""

    code: str
    """A key of :data:`SENTENCES`."""
    field: str
    """Column or field of the form."""
    values: Mapping[str, str] = {}
    """What stands in the sentence's places."""

    def sentence(self) -> str:
        """Return what is wrong in one English sentence."""
        return SENTENCES[self.code].format(field=self.field, **self.values)


class ChangeRefused(BadRequest):
    """A change of the language data that cannot be taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence(), fault.field)
        self.fault = fault
