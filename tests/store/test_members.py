"""Staff of houses: each of one house, with a role of its own, and never without a manager."""

import pytest

from core.errors import NotFound
from store import Store, credentials, houses, invitations, members, users, watches
from store.houses import House
from store.refusals import Refused, Why
from store.users import User
from tests.store.accounts import account

AUTHOR = "anna@example.org"


@pytest.fixture
def house(opened: Store) -> House:
    return houses.add(opened, key="ihk", name="IHK", author=AUTHOR)


@pytest.fixture
def other(opened: Store) -> House:
    return houses.add(opened, key="ohk", name="OHK", author=AUTHOR)


def somebody(opened: Store, house: House, email: str, role: str = "member") -> User:
    made = members.add(opened, house, email=email, name="", language="cs", role=role, author=AUTHOR)
    with opened.writing() as connection:
        return credentials.put(connection, made.id, "kept", author=AUTHOR)


def test_who_belongs_to_a_house_is_found_there_and_nowhere_else(opened, house, other):
    eva = somebody(opened, house, "eva@example.org")
    jan = somebody(opened, other, "jan@example.org")
    assert [one.email for one in members.of(opened, house)] == ["eva@example.org"]
    assert members.house_of(opened, jan.id) == other
    assert members.house_of(opened, account(opened).id) is None
    for act in (
        lambda: members.one(opened, house, jan.id),
        lambda: members.change(
            opened, house, jan.id, name="", language="de", role="manager", author=AUTHOR
        ),
        lambda: members.disable(opened, house, jan.id, heir=eva.id, author=AUTHOR),
        lambda: members.enable(opened, house, jan.id, author=AUTHOR),
    ):
        with pytest.raises(NotFound):
            act()
    assert users.one(opened, jan.id) == jan


@pytest.mark.parametrize("role", ["administrator", "editor", "king"])
def test_a_house_gives_only_its_own_roles(opened, house, role):
    with pytest.raises(Refused) as refused:
        somebody(opened, house, "eva@example.org", role)
    assert refused.value.why is Why.ROLE
    eva = somebody(opened, house, "eva@example.org", "manager")
    somebody(opened, house, "jan@example.org", "manager")
    with pytest.raises(Refused):
        members.change(opened, house, eva.id, name="", language="cs", role=role, author=AUTHOR)
    assert len(members.of(opened, house)) == 2


def test_staff_and_those_who_run_the_service_never_change_sides(opened, house):
    anna, eva = account(opened), somebody(opened, house, "eva@example.org")
    account(opened, "second@example.org")
    for user, role in ((anna, "manager"), (eva, "administrator"), (eva, "editor")):
        with pytest.raises(Refused):
            users.change(opened, user.id, name="", language="de", role=role, author=AUTHOR)
    renamed = users.change(opened, eva.id, name="Eva", language="cs", role="member", author=AUTHOR)
    assert renamed.name == "Eva"


def test_a_house_keeps_a_manager_who_can_log_in(opened, house):
    eva = somebody(opened, house, "eva@example.org", "manager")
    jan = somebody(opened, house, "jan@example.org")
    members.add(
        opened, house, email="new@example.org", name="", language="de", role="manager", author="x"
    )  # invited: cannot log in yet
    for act in (
        lambda: members.disable(opened, house, eva.id, heir=jan.id, author=AUTHOR),
        lambda: members.change(
            opened, house, eva.id, name="", language="cs", role="member", author=AUTHOR
        ),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.why is Why.LAST_MANAGER
    members.change(opened, house, jan.id, name="", language="cs", role="manager", author=AUTHOR)
    assert members.disable(opened, house, eva.id, heir=jan.id, author=AUTHOR).disabled


def test_saved_searches_of_who_leaves_go_to_the_heir(opened, house):
    eva = somebody(opened, house, "eva@example.org", "manager")
    jan = somebody(opened, house, "jan@example.org")
    watch = watches.add(
        opened,
        house,
        name="Drehteile",
        collection="organisations",
        request={"text": "Drehteile"},
        owner=jan.id,
        author=jan.email,
    )
    members.disable(opened, house, jan.id, heir=eva.id, author=AUTHOR)
    assert watches.one(opened, house, watch.id).owner == eva.id
    assert not members.enable(opened, house, jan.id, author=AUTHOR).disabled
    assert watches.one(opened, house, watch.id).owner == eva.id


def test_a_closed_house_takes_nobody_and_opens_as_it_was_left(opened, house):
    eva = somebody(opened, house, "eva@example.org", "manager")
    assert houses.close(opened, "ihk", author=AUTHOR).closed
    assert houses.close(opened, "ihk", author=AUTHOR).closed, "twice is as once"
    with pytest.raises(Refused):
        somebody(opened, house, "jan@example.org")
    assert houses.reopen(opened, "ihk", author=AUTHOR).closed is None
    assert members.of(opened, house) == (eva,)


@pytest.mark.parametrize("key", ["", "IHK", "ihk chemnitz", "-ihk", "i" * 61, "ihk/../x"])
def test_a_key_that_is_none_is_refused(opened, key):
    with pytest.raises(Refused) as refused:
        houses.add(opened, key=key, name="IHK", author=AUTHOR)
    assert refused.value.why is Why.KEY
    assert houses.listed(opened) == ()


def test_somebody_invited_sets_a_password_and_can_log_in(opened, house, quick):
    made = members.add(
        opened, house, email="eva@example.org", name="", language="cs", role="member", author="x"
    )
    link = invitations.make(opened, made.id, author="x")
    after = invitations.follow(opened, link.secret, "zwölf Äpfel und eine Birne")
    assert after.has_password
