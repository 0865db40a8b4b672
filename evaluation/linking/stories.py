"""What happens to a firm between two sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from evaluation.linking.cast import Cast
from evaluation.linking.facts import Facts, slipped


@dataclass(frozen=True)
class Story:
    """What happened between two sources, and what is left to tell by."""

    change: Callable[[Facts, Cast], Facts]
    share: float
    name: Literal["same", "near", "other"] = "same"
    town: bool = True
    address: bool = True
    form: bool = True
    known: bool = False
    """Whether the register tells the former name."""


def moved_within(firm: Facts, cast: Cast) -> Facts:
    """Return ``firm`` at another address of its town."""
    return firm.but(street=cast.other(firm).street, house=str(cast.rng.randint(1, 90)))


def moved_away(firm: Facts, cast: Cast) -> Facts:
    """Return ``firm`` in another district."""
    return cast.elsewhere(firm)


def _renamed(firm: Facts, cast: Cast) -> Facts:
    return cast.renamed(firm)


def _slips(firm: Facts, cast: Cast) -> Facts:
    slips = 1 + (cast.rng.random() < 0.3)
    return firm.but(stem=slipped(firm.stem, slips, cast.rng))


def _slips_everywhere(firm: Facts, cast: Cast) -> Facts:
    return _slips(firm, cast).but(street=slipped(firm.street, 1, cast.rng))


def _abbreviated(firm: Facts, _cast: Cast) -> Facts:
    words = firm.stem.split()
    at = max(range(len(words)), key=lambda one: len(words[one]))
    words[at] = f"{words[at][: max(4, len(words[at]) // 2)]}."
    return firm.but(stem=" ".join(words))


def _shortened(firm: Facts, _cast: Cast) -> Facts:
    return firm.but(stem=firm.stem.split()[0])


_FORMS = {"GmbH": "AG", "UG (haftungsbeschränkt)": "GmbH", "s.r.o.": "a.s.", "spol. s r.o.": "a.s."}


def _other_form(firm: Facts, _cast: Cast) -> Facts:
    return firm.but(form=_FORMS.get(firm.form, "GmbH" if firm.country == "DE" else "s.r.o."))


def _slips_and_moved(firm: Facts, cast: Cast) -> Facts:
    return moved_within(_slips(firm, cast), cast)


def _renamed_and_moved(firm: Facts, cast: Cast) -> Facts:
    return moved_away(_renamed(firm, cast), cast)


STORIES: Mapping[str, Story] = {
    "same": Story(lambda firm, _: firm, 30),
    "slips": Story(_slips, 18, name="near"),
    "slips in name and street": Story(_slips_everywhere, 8, name="near"),
    "slips, moved in town": Story(_slips_and_moved, 2, name="near", address=False),
    "abbreviated": Story(_abbreviated, 6, name="near"),
    "words left off": Story(_shortened, 6, name="other"),
    "moved in town": Story(moved_within, 8, address=False),
    "moved away": Story(moved_away, 5, town=False, address=False),
    "renamed, known": Story(_renamed, 6, known=True),
    "renamed, unknown": Story(_renamed, 3, name="other"),
    "renamed and moved": Story(_renamed_and_moved, 2, name="other", town=False, address=False),
    "other form": Story(_other_form, 6, form=False),
}
"""What happens to a firm between two sources, with its share in percent."""
