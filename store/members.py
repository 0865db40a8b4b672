"""The staff of houses: accounts with a role of their own, each of one house."""

from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from core.errors import NotFound
from store import audit, houses, roles, tables, users
from store.account_values import role_of
from store.database import Store
from store.houses import House
from store.moments import now
from store.refusals import Refused, Why
from store.users import User

_members, _users, _watches = tables.members, tables.users, tables.watches


def house_of(store: Store, user: int) -> House | None:
    """Return the house that an account is staff of; None for any other account."""
    query = select(_members.c.house_id).where(_members.c.user_id == user)
    with store.reading() as connection:
        found = connection.execute(query).scalar_one_or_none()
        return None if found is None else houses.one_in(connection, found)


def of(store: Store, house: House) -> tuple[User, ...]:
    """Return the staff of ``house`` by address, also who cannot log in any more."""
    query = select(_members.c.user_id).where(_members.c.house_id == house.id)
    with store.reading() as connection:
        found = connection.execute(query).scalars().all()
        return tuple(sorted((users.one_in(connection, one) for one in found), key=_by_address))


def one(store: Store, house: House, user: int) -> User:
    """Return one of the staff of ``house``. Raises NotFound, also for anybody else's."""
    with store.reading() as connection:
        return _one(connection, house, user)


def add(
    store: Store, house: House, *, email: str, name: str, language: str, role: str, author: str
) -> User:
    """Make an account for somebody of ``house``.

    It can be used once a password is set (:mod:`store.invitations`). Raises Refused as
    :func:`store.users.add`, and where the house is closed.
    """
    with store.writing() as connection:
        if houses.one_in(connection, house.id).closed:
            raise Refused(Why.DISABLED, f"{house.name} is closed.", "house")
        made = users.add_in(
            connection,
            email=email,
            name=name,
            language=language,
            role=role_of(role, roles.OF_HOUSES),
            author=author,
        )
        connection.execute(insert(_members).values(user_id=made.id, house_id=house.id))
        audit.note(
            connection,
            actor=author,
            action="house.member",
            subject=made.email,
            details={"house": house.key},
        )
        return made


def change(
    store: Store, house: House, user: int, *, name: str, language: str, role: str, author: str
) -> User:
    """Change what somebody of ``house`` is called, addressed in and may do.

    Raises NotFound; Refused as :func:`store.users.change`, and where no manager would be left.
    """
    with store.writing() as connection:
        before = _one(connection, house, user)
        role_of(role, roles.OF_HOUSES)
        if role != roles.MANAGER:
            _keep_a_manager(connection, house, before)
        return users.change_in(
            connection, before, name=name, language=language, role=role, author=author
        )


def disable(store: Store, house: House, user: int, *, heir: int, author: str) -> User:
    """Shut the account of somebody of ``house``; its saved searches belong to ``heir`` from now on.

    Raises NotFound; Refused where it is shut already or no manager would be left.
    """
    with store.writing() as connection:
        before = _one(connection, house, user)
        _keep_a_manager(connection, house, before)
        after = users.disable_in(connection, before, author=author)
        inherits = _one(connection, house, heir)
        connection.execute(
            update(_watches)
            .where(_watches.c.owner_id == user, _watches.c.deleted.is_(None))
            .values(owner_id=inherits.id, mailed_since=now())
        )
        return after


def enable(store: Store, house: House, user: int, *, author: str) -> User:
    """Open the shut account of somebody of ``house`` again. Raises NotFound."""
    one(store, house, user)
    return users.enable(store, user, author=author)


def _keep_a_manager(connection: Connection, house: House, leaving: User) -> None:
    """Refuse that ``leaving`` leaves where nobody else of the house could invite its staff."""
    if leaving.role != roles.MANAGER or leaving.disabled or not leaving.has_password:
        return
    others = (
        select(func.count())
        .select_from(_members.join(_users, _users.c.id == _members.c.user_id))
        .where(
            _members.c.house_id == house.id,
            _users.c.role == roles.MANAGER,
            _users.c.disabled.is_(None),
            _users.c.password_hash.is_not(None),
            _users.c.id != leaving.id,
        )
    )
    if not connection.execute(others).scalar_one():
        raise Refused(
            Why.LAST_MANAGER,
            f"{leaving.email} is the last manager of {house.name} who can log in; make another "
            "one first.",
            "role",
        )


def _one(connection: Connection, house: House, user: int) -> User:
    of_house = (_members.c.user_id == user, _members.c.house_id == house.id)
    if connection.execute(select(_members.c.user_id).where(*of_house)).first() is None:
        raise NotFound(f"Nobody of {house.name} has the number {user}.")
    return users.one_in(connection, user)


def _by_address(user: User) -> Any:
    return user.email
