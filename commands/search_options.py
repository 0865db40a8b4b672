"""The options that make a search, for each command that takes one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from matching.request import LANGUAGES, SearchRequest

_OPTIONS = (
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language of TEXT; else found out."),
    click.option("--country", help="DE or CZ."),
    click.option("--kind", help="Kind of organisation: company, university, institute, …"),
    click.option("--sector", help="NACE Rev. 2.1 section, division, group or class: C, 25, 25.53."),
    click.option("--near", help="A place, a postal code, or LATITUDE,LONGITUDE."),
    click.option("--radius", type=float, help="Kilometres around --near. [default: 50]"),
    click.option("--offers", is_flag=True, help="Search offers, requests and events."),
)


def search_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument TEXT and the options of a search; ``command`` gets them as ``request``."""

    @wraps(command)
    def with_request(  # noqa: PLR0913  (one parameter for each option)
        *args: Any,
        text: str,
        lang: str | None,
        country: str | None,
        kind: str | None,
        sector: str | None,
        near: str | None,
        radius: float | None,
        offers: bool,
        **others: Any,
    ) -> Any:
        request = SearchRequest(
            collection="offers" if offers else "organisations",
            text=text,
            language=lang,
            country=country.upper() if country else None,
            kind=kind,
            sector=sector,
            near=near,
            radius_km=radius,
        )
        return command(*args, request=request, **others)

    made: Callable[..., Any] = with_request
    for option in reversed(_OPTIONS):
        made = option(made)
    return click.argument("text", default="")(made)
