"""What is read of a thing outside of the pages, in feeds and in posts: plain words."""

from matching.answer import SearchAnswer
from search_app import words
from search_app.texts import gettext
from store.watches import Watch


def reasons(answer: SearchAnswer, watch: Watch) -> tuple[str, ...]:
    """Return why the one match of ``answer`` fits ``watch``, in sentences of plain text."""
    told = (
        words.as_text(reason, answer.language, watch.collection)  # type: ignore[arg-type]
        for reason in answer.matches[0].reasons
    )
    # A search without words has no reasons but that its filters are met.
    return tuple(dict.fromkeys(told)) or (gettext("It meets all filters of the search."),)
