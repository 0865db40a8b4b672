"""Who decides: the option ``--author`` of commands that people answer for."""

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def author_option(command: F) -> F:
    """Add ``--author``, by default the name that the system knows the person by."""
    return click.option(
        "--author",
        default=_login,
        show_default="login name",
        help="Who decides; kept with the decision.",
    )(command)


def _login() -> str:
    """Return the login name. An account without one, as in containers, has to say who it is."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise click.UsageError(
            "This account has no name; say who decides: --author NAME."
        ) from error
