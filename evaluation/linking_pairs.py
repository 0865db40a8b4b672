"""Judged pairs of records for linking: what is one firm in two sources, and what only looks so.

Each firm of the demo is told by a register. To every second one comes a record of the same firm
from another source, to which one thing (a "story") happened; to every other one the record of
another firm that is as like it as firms in life are.

Which pairs of one firm even a person could not tell is decided by rule, before anything is
tuned (:attr:`Pair.decidable`).
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.records import Identifier, Organisation
from demo import numbers
from demo.firms import draw
from demo.shapes import Country
from demo.stock import stock
from evaluation import linking_firms as made
from evaluation.linking_firms import Facts, Telling
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


@dataclass(frozen=True)
class Story:
    """What happened between two sources, and what is left to tell by."""

    change: Callable[[Facts, "Cast"], Facts]
    share: float
    name: Literal["same", "near", "other"] = "same"
    town: bool = True
    address: bool = True
    form: bool = True
    known: bool = False
    """Whether the register tells the former name."""


class Cast:
    """What stories and likenesses draw from."""

    def __init__(self, rng: random.Random, firms: Sequence[Facts]) -> None:
        self.rng = rng
        self._by_country = {
            country: [one for one in firms if one.country == country] for country in ("DE", "CZ")
        }
        self._taken = {(fold(one.stem), one.town.code) for one in firms}
        self._icos = iter(numbers.icos(len(firms), random.Random(f"{rng.random()}")))
        self._hrs = iter(range(700_000, 999_999))

    def other(self, firm: Facts) -> Facts:
        """Return another firm of the country."""
        return self.rng.choice(self._by_country[firm.country])

    def elsewhere(self, firm: Facts) -> Facts:
        """Return ``firm`` with an address in another district, where nobody has its name."""
        while True:
            other = self.other(firm)
            moved = firm.but(
                street=other.street,
                house=other.house,
                postal_code=other.postal_code,
                town=other.town,
            )
            if other.town.district != firm.town.district and self._free(moved):
                return moved

    def renamed(self, firm: Facts) -> Facts:
        """Return ``firm`` with the name of another one, which nobody has in its town."""
        while True:
            renamed = firm.but(stem=self.other(firm).stem)
            if self._free(renamed):
                return renamed

    def _free(self, firm: Facts) -> bool:
        """Take a name in a town, if nobody has it: as in registers, see :func:`_firms`."""
        key = (fold(firm.stem), firm.town.code)
        free = key not in self._taken
        self._taken.add(key)
        return free

    def number(self, firm: Facts, register: str = "") -> Identifier:
        """Return a number that no firm has, of the court of ``firm``."""
        if firm.country == "CZ":
            return Identifier("ico", next(self._icos))
        court, own, _ = firm.number.value.split()
        return Identifier("hr", f"{court} {register or own} {next(self._hrs)}")


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


def _moved_within(firm: Facts, cast: Cast) -> Facts:
    return firm.but(street=cast.other(firm).street, house=str(cast.rng.randint(1, 90)))


def _moved_away(firm: Facts, cast: Cast) -> Facts:
    return cast.elsewhere(firm)


def _renamed(firm: Facts, cast: Cast) -> Facts:
    return cast.renamed(firm)


def _slips(firm: Facts, cast: Cast) -> Facts:
    slips = 1 + (cast.rng.random() < 0.3)
    return firm.but(stem=made.slipped(firm.stem, slips, cast.rng))


def _slips_everywhere(firm: Facts, cast: Cast) -> Facts:
    return _slips(firm, cast).but(street=made.slipped(firm.street, 1, cast.rng))


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
    return _moved_within(_slips(firm, cast), cast)


def _renamed_and_moved(firm: Facts, cast: Cast) -> Facts:
    return _moved_away(_renamed(firm, cast), cast)


STORIES: Mapping[str, Story] = {
    "same": Story(lambda firm, _: firm, 30),
    "slips": Story(_slips, 18, name="near"),
    "slips in name and street": Story(_slips_everywhere, 8, name="near"),
    "slips, moved in town": Story(_slips_and_moved, 2, name="near", address=False),
    "abbreviated": Story(_abbreviated, 6, name="near"),
    "words left off": Story(_shortened, 6, name="other"),
    "moved in town": Story(_moved_within, 8, address=False),
    "moved away": Story(_moved_away, 5, town=False, address=False),
    "renamed, known": Story(_renamed, 6, known=True),
    "renamed, unknown": Story(_renamed, 3, name="other"),
    "renamed and moved": Story(_renamed_and_moved, 2, name="other", town=False, address=False),
    "other form": Story(_other_form, 6, form=False),
}
"""What happens to a firm between two sources, with its share in percent."""


def _namesake(firm: Facts, cast: Cast) -> Facts:
    return _own(_moved_away(firm, cast), cast)


def _neighbour(firm: Facts, cast: Cast) -> Facts:
    return _own(cast.renamed(firm), cast)


def _sister(firm: Facts, cast: Cast) -> Facts:
    if firm.country == "DE":
        added, form = ("Verwaltungs", "GmbH") if firm.form != "GmbH" else ("Beteiligungs", "GmbH")
        return _own(firm.but(stem=f"{firm.stem} {added}", form=form), cast, same_site=True)
    return _own(
        firm.but(stem=f"{firm.stem} {cast.rng.choice(('Invest', 'Reality'))}"), cast, same_site=True
    )


def _sister_by_form(firm: Facts, cast: Cast) -> Facts:
    if firm.country == "DE":
        form = "GmbH & Co. KG" if firm.form == "GmbH" else "GmbH"
    else:
        form = "a.s." if "r.o." in firm.form else "s.r.o."
    return _own(firm.but(form=form), cast, same_site=True)


def _sister_by_trade(firm: Facts, cast: Cast) -> Facts:
    """Return a sister that has another word for its trade, or one more."""
    last = cast.other(firm).stem.split()[-1]
    kept = firm.stem.split()[0] if cast.rng.random() < 0.5 else firm.stem
    return _own(
        firm.but(stem=f"{kept} {'Nord' if last in firm.stem else last}"), cast, same_site=True
    )


def _father_and_son(firm: Facts, cast: Cast) -> Facts:
    if firm.country == "DE":
        return _own(firm.but(stem=f"{firm.stem} jun."), cast, same_site=True)
    return _own(firm.but(stem=f"{firm.stem} ml."), cast, same_site=True)


def _numbered(firm: Facts, cast: Cast) -> Facts:
    return _own(
        firm.but(stem=f"{firm.stem} {cast.rng.choice(('2', '3', 'II'))}"), cast, same_site=True
    )


def _near_name(firm: Facts, cast: Cast) -> Facts:
    """Return a firm of the town whose name differs by a letter, as Meier and Maier do."""
    stem = firm.stem
    while fold(stem) == fold(firm.stem):
        stem = made.slipped(f"{firm.stem}", 1, cast.rng)
    return _own(_moved_within(firm.but(stem=stem), cast), cast)


def _own(firm: Facts, cast: Cast, *, same_site: bool = False) -> Facts:
    """Return a firm of its own: its number, its day of foundation, its website.

    Of sisters half share the website (``same_site``).
    """
    day = date(cast.rng.randint(1990, 2025), cast.rng.randint(1, 12), cast.rng.randint(1, 28))
    shared = same_site and cast.rng.random() < 0.5
    own = f"https://www.eigen-{cast.rng.randrange(10**6)}.example"
    return firm.but(
        number=cast.number(firm),
        founded=day.isoformat() if firm.founded else "",
        website=firm.website if shared else own,
    )


LIKENESSES: Mapping[str, Callable[[Facts, Cast], Facts]] = {
    "namesake in another town": _namesake,
    "another firm at the address": _neighbour,
    "sister that holds": _sister,
    "sister of another form": _sister_by_form,
    "sister of another trade": _sister_by_trade,
    "father and son": _father_and_son,
    "numbered sisters": _numbered,
    "a letter apart in one town": _near_name,
}
"""What makes two firms alike."""
