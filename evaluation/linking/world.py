"""Judged pairs of records for linking: what is one firm in two sources, and what only looks so.

Each firm of the demo is told by a register. To every second one comes a record of the same firm
from another source, to which one thing (a "story") happened; to every other one the record of
another firm that is as like it as firms in life are.

Which pairs of one firm even a person could not tell is decided by rule, before anything is
tuned (:attr:`Pair.decidable`).
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from core.records import Organisation
from demo.firms import draw
from demo.shapes import Country
from demo.stock import stock
from evaluation.linking import facts as made
from evaluation.linking.cast import Cast
from evaluation.linking.facts import Facts, Telling
from evaluation.linking.likenesses import LIKENESSES
from evaluation.linking.stories import STORIES, Story
from taxonomy.folding import fold

_NUMBER = 0.25
"""Share of records of lists with an official number: what most lists lack is why names are
compared at all."""
_WEBSITE = 0.15
"""Share of pairs in which both sources tell a website, as two lists do; registers tell none."""
_NO_STREET = 0.1
"""Share of lists that tell no more of an address than the town."""
_DAY = 0.1
"""Share of lists that tell the day of foundation; the others tell the year."""
_OTHER_YEAR = 0.1
"""Share of lists whose year is another one than that of the entry in the register."""


@dataclass(frozen=True)
class Pair:
    """Two records, and what is true of them."""

    first: str
    second: str
    same: bool
    kind: str
    """The story, or what makes two firms alike."""
    decidable: bool = True
    """False where a person with these two records and nothing else could not tell.

    Two records of one firm can be told when they share an official number. Else they must agree in
    the legal form, since X GmbH and X GmbH & Co. KG are mostly two firms, and in the name, or in a
    former one that the register tells. A name that is the same but for spelling needs one more
    thing that agrees: municipality, website or day of foundation. A name with slips or shortened
    words needs address, website or day, since Meier Bau and Maier Bau can be in one town.
    """


@dataclass(frozen=True)
class World:
    """Records with the firm that each is of, and the pairs that are judged."""

    records: tuple[Organisation, ...]
    firm_of: Mapping[str, str]
    """Name of the firm by id of a record."""
    pairs: tuple[Pair, ...]


def world(count: int, seed: int) -> World:
    """Return ``count`` firms, the records of their sources and a judged pair for each."""
    rng = random.Random(f"linking/{seed}")
    firms = _firms(count, seed)
    cast = Cast(rng, firms)
    records: list[Organisation] = []
    pairs: list[Pair] = []
    firm_of: dict[str, str] = {}
    for at, firm in enumerate(firms):
        pair, both = (_same if at % 2 == 0 else _different)(at, firm, cast)
        records += both
        pairs.append(pair)
        firm_of[pair.first] = f"firm {at}"
        firm_of[pair.second] = f"firm {at}" if pair.same else f"like {at}"
    return World(tuple(records), firm_of, tuple(pairs))


def _firms(count: int, seed: int) -> list[Facts]:
    """Return firms of both countries; none has the name of another one in its municipality.

    The law sees to that (HGB § 30, občanský zákoník § 424), the demo's invented names do not.
    """
    share = round(count * stock().mix.czech_share)
    counts: dict[Country, int] = {"CZ": share, "DE": count - share}
    found: dict[tuple[str, str], Facts] = {}
    for country, number in counts.items():
        for firm in draw(country, number, stock(), random.Random(f"linking/{seed}/{country}")):
            facts = made.facts(firm)
            found.setdefault((fold(facts.stem), facts.town.code), facts)
    firms = list(found.values())
    random.Random(seed).shuffle(firms)
    return firms


def _register(at: int, firm: Facts, *, website: bool) -> Organisation:
    slug = firm.number.value.replace(" ", "-").lower()
    return made.record(
        Telling(
            id=f"{firm.country.lower()}-{slug}",
            facts=firm,
            source="res" if firm.country == "CZ" else "offeneregister",
            number=True,
            website=website,
            day=True,
            write=str.upper if at % 12 == 0 else str,
        )
    )


def _list(at: int, firm: Facts, cast: Cast, *, website: bool) -> Organisation:
    rng = cast.rng
    return made.record(
        Telling(
            id=f"list-{at}",
            facts=firm.but(
                form=made.other_form(firm.form, rng),
                street=made.short_street(firm.street) if rng.random() < 0.5 else firm.street,
                founded=_other_year(firm, rng),
            ),
            source="catalogue",
            number=rng.random() < _NUMBER,
            website=website,
            day=rng.random() < _DAY,
            street=rng.random() >= _NO_STREET,
            write=made.writing(rng),
        )
    )


def _other_year(firm: Facts, rng: random.Random) -> str:
    if not firm.founded or rng.random() >= _OTHER_YEAR:
        return firm.founded
    return f"{int(firm.founded[:4]) - rng.randint(1, 20)}{firm.founded[4:]}"


def _same(at: int, firm: Facts, cast: Cast) -> tuple[Pair, list[Organisation]]:
    kinds = list(STORIES)
    kind = cast.rng.choices(kinds, [STORIES[one].share for one in kinds])[0]
    story = STORIES[kind]
    website = bool(firm.website) and cast.rng.random() < _WEBSITE
    later = story.change(firm, cast)
    known = (later.stem,) if story.known else ()
    first = _register(at, firm.but(former=known), website=website)
    second = _list(at, later, cast, website=website)
    return (
        Pair(first.id, second.id, same=True, kind=kind, decidable=_decidable(story, first, second)),
        [first, second],
    )


def _decidable(story: Story, first: Organisation, second: Organisation) -> bool:
    if second.identifiers:
        return True
    website = bool(first.website) and bool(second.website)
    day = len(second.founded) > len("1994") and bool(first.founded)
    address = story.address and bool(second.place.street)
    if not story.form or story.name == "other":
        return False
    return website or day or (story.town if story.name == "same" else address)


def _different(at: int, firm: Facts, cast: Cast) -> tuple[Pair, list[Organisation]]:
    kind = cast.rng.choice(list(LIKENESSES))
    # Sisters may share a website too.
    website = bool(firm.website) and cast.rng.random() < _WEBSITE
    other = LIKENESSES[kind](firm, cast)
    first = _register(at, firm, website=website)
    second = _list(at, other, cast, website=website)
    return Pair(first.id, second.id, same=False, kind=kind), [first, second]
