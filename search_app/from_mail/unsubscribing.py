"""Mails of saved searches are ended from a mail."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from core.errors import NotFound
from search_app import service
from search_app.accounts.csrf import protection
from search_app.from_mail import addresses
from store import members, users, watches
from store.houses import House
from store.users import User
from store.watches import Watch


def register(from_mail: Blueprint) -> None:
    """Add the pages."""
    from_mail.get("/unsubscribe/<token>", endpoint="unsubscribe")(page)
    from_mail.post("/unsubscribe/<token>", endpoint="end")(end)
    from_mail.post("/one-click/<token>", endpoint="one_click")(protection.exempt(one_click))


def page(token: str) -> Response:
    """Ask whether the mails are to end; say so where they have."""
    _, _, mailed = _meant(token)
    shown = render_template(
        "from_mail/unsubscribe.html",
        token=token,
        mailed=mailed,
        ended=request.args.get("ended") == "yes" or not mailed,
    )
    response = make_response(shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def end(token: str) -> Response:
    """End the mails."""
    _end(token)
    return make_response(redirect(url_for("from_mail.unsubscribe", token=token, ended="yes"), 303))


def one_click(token: str) -> Response:
    """End the mails; a mail program sends no form of ours, the signed address suffices."""
    _end(token)
    return make_response("", 200)


def _end(token: str) -> None:
    user, house, mailed = _meant(token)
    for one in mailed:
        watches.change(
            service.store(),
            house,
            one.id,
            name=one.name,
            rhythm="never",
            collection=one.collection,
            request=one.request,
            author=user.email,
        )


def _meant(token: str) -> tuple[User, House, tuple[Watch, ...]]:
    """Return who no longer wants which mails; those that ended already are left out."""
    asked = addresses.ended_of(token)
    store = service.store()
    user = users.one(store, asked.user)
    house = members.house_of(store, user.id)
    if house is None:
        raise NotFound("This account gets no mails of saved searches.")
    own = watches.of(store, house)
    return user, house, tuple(one for one in own if _is_mailed(one, user, asked.watches))


def _is_mailed(one: Watch, user: User, asked: tuple[int, ...]) -> bool:
    return one.id in asked and one.owner == user.id and one.rhythm != "never"
