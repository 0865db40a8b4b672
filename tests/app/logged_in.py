"""Somebody who is logged in: a client of the application with a session of a role.

``post`` sends a form as the person's browser does, with the token that stands in a page.
"""

from typing import Any

from flask import Flask
from flask import session as begun
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from search_app import service
from search_app.accounts import sessions
from store import credentials, houses, members, passwords, users
from store.users import User
from tests.app.page import read

PASSWORD = "žlutý kůň pije Elbe"
PERSON = "anna@example.org"

_HASH = passwords.hashed(PASSWORD)
"""Made once: it takes as long as it must."""


def account(app: Flask, role: str = "administrator", email: str = PERSON, **told: str) -> User:
    """Make an account with PASSWORD."""
    with app.app_context():
        store = service.store()
        made = users.add(store, email=email, role=role, author="test", **told)
        with store.writing() as connection:
            return credentials.put(connection, made.id, _HASH, author="test")


def client(app: Flask, role: str = "administrator", email: str = PERSON) -> FlaskClient:
    """Return a client that is logged in with a new account of ``role``."""
    return session(app, account(app, role, email))


def staff(
    app: Flask,
    key: str = "ihk-chemnitz",
    role: str = "manager",
    email: str = PERSON,
    language: str = "de",
) -> FlaskClient:
    """Return a client that is logged in as somebody of the house ``key``, made where missing."""
    with app.app_context():
        store = service.store()
        there = {one.key: one for one in houses.listed(store)}
        house = there.get(key) or houses.add(store, key=key, name=key.upper(), author="test")
        made = members.add(
            store, house, email=email, name="", language=language, role=role, author="test"
        )
        with store.writing() as connection:
            user = credentials.put(connection, made.id, _HASH, author="test")
    return session(app, user)


def session(app: Flask, user: User) -> FlaskClient:
    """Return a client that is logged in with an account, without the work of the password."""
    made = app.test_client()
    with app.test_request_context():
        sessions.begin(user)
        told = dict(begun)
    with made.session_transaction() as held:
        held.update(told)
    return made


def token(client: FlaskClient, page: str = "/de/login") -> str:
    """Return the token of the forms that the service shows this client."""
    shown = read(client.get(page, follow_redirects=True).text)
    return shown.all("input", name="csrf_token")[0].attributes["value"]


def post(client: FlaskClient, address: str, **form: Any) -> TestResponse:
    """Send a form that the person filled in."""
    return client.post(address, data={"csrf_token": token(client), **form})
