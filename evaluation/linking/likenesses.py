"""Other firms that are as like a firm as firms in life are."""

from collections.abc import Callable, Mapping
from datetime import date

from evaluation.linking.cast import Cast
from evaluation.linking.facts import Facts, slipped
from evaluation.linking.stories import moved_away, moved_within
from taxonomy.folding import fold


def _namesake(firm: Facts, cast: Cast) -> Facts:
    return _own(moved_away(firm, cast), cast)


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
    """Return a sister with another word for its trade, with one more, or with a longer one."""
    last = cast.other(firm).stem.split()[-1]
    other = "Nord" if last in firm.stem else last
    stems = (
        f"{firm.stem.split()[0]} {other}",
        f"{firm.stem} {other}",
        firm.stem + ("service" if firm.country == "DE" else "servis"),
    )
    return _own(firm.but(stem=cast.rng.choice(stems)), cast, same_site=True)


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
        stem = slipped(firm.stem, 1, cast.rng)
    return _own(moved_within(firm.but(stem=stem), cast), cast)


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
