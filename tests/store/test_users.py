"""Accounts: made, changed, disabled; always somebody left who may give roles."""

import threading

import pytest

from core.errors import BadRequest, NotFound
from store import audit, credentials, users
from store.refusals import Refused, Why
from store.roles import Right
from tests.store.accounts import account

pytestmark = pytest.mark.usefixtures("quick")


def add(opened, email="anna@example.org", **values):
    return users.add(opened, email=email, **{"role": "editor", "author": "root"} | values)


def test_an_account_is_kept_with_all_that_was_said_of_it(opened):
    made = add(opened, " Jana.Nová@Example.org ", name="Jana  Nová", language="cs")
    assert users.called(opened, "JANA.nová@example.org") == users.one(opened, made.id) == made
    assert (made.email, made.name, made.language) == ("jana.nová@example.org", "Jana Nová", "cs")
    assert (made.role, made.created_by) == ("editor", "root")
    assert (made.has_password, made.disabled, made.last_login) == (False, None, None)
    assert users.listed(opened) == (made,)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"email": "anna"}, Why.EMAIL),
        ({"email": "a b@example.org"}, Why.EMAIL),
        ({"email": f"{'ž' * 120}@example.org"}, None),
        ({"email": f"{'ž' * 130}@example.org"}, Why.EMAIL),
        ({"role": "owner"}, Why.ROLE),
        ({"language": "pl"}, Why.LANGUAGE),
        ({"name": "x" * 201}, Why.NAME),
        ({"name": "a\x00b"}, Why.NAME),
    ],
)
def test_what_is_no_account_is_refused_with_the_reason(opened, values, why):
    if why is None:
        add(opened, **values)
        return
    with pytest.raises(Refused) as refused:
        add(opened, **values)
    assert refused.value.why == why
    assert users.listed(opened) == ()


def test_an_address_has_one_account_in_whatever_letters(opened):
    add(opened)
    with pytest.raises(Refused, match="already"):
        add(opened, "ANNA@EXAMPLE.ORG")


def test_a_role_decides_what_an_account_may_do(opened):
    administrator, editor = account(opened), account(opened, "jan@example.org", "editor")
    of_houses = {Right.WATCHES, Right.STAFF, Right.WEBHOOKS}
    assert {right for right in Right if not administrator.may(right)} == of_houses
    assert {right for right in Right if editor.may(right)} == {
        Right.ACCOUNT,
        Right.OVERVIEW,
        Right.LANGUAGE,
    }
    disabled = users.disable(opened, editor.id, author="root")
    assert not any(disabled.may(right) for right in Right)


def test_a_change_is_kept_and_no_change_leaves_no_trace(opened):
    made = add(opened)
    told = {"name": "Anna", "language": "cs", "role": "administrator"}
    changed = users.change(opened, made.id, author="root", **told)
    assert (changed.name, changed.language, changed.role) == ("Anna", "cs", "administrator")
    before = audit.entries(opened)
    assert users.change(opened, made.id, author="root", **told) == changed
    assert audit.entries(opened) == before


@pytest.mark.parametrize("leave", ["disable", "change"])
def test_the_last_administrator_cannot_leave(opened, leave):
    last = account(opened)
    add(opened, "invited@example.org", role="administrator")  # has no password yet
    users.disable(opened, account(opened, "gone@example.org").id, author="root")
    with pytest.raises(Refused) as refused:
        go(opened, last.id, leave)
    assert refused.value.why == Why.LAST_ADMINISTRATOR
    assert users.one(opened, last.id) == last
    account(opened, "next@example.org")
    go(opened, last.id, leave)
    assert not users.one(opened, last.id).may(Right.USERS)


def test_who_was_invited_by_mistake_can_be_disabled(opened):
    mistyped = add(opened, "ana@example.org", role="administrator")
    assert users.disable(opened, mistyped.id, author="root").disabled


def go(opened, user, leave):
    if leave == "disable":
        return users.disable(opened, user, author="root")
    return users.change(opened, user, name="", language="de", role="editor", author="root")


def test_of_two_last_administrators_who_leave_at_once_one_stays(opened):
    both = [account(opened, email) for email in ("anna@example.org", "jan@example.org")]
    start, refused = threading.Barrier(2), []

    def leave(user):
        start.wait()
        try:
            users.disable(opened, user.id, author=user.email)
        except Refused as error:
            refused.append(error.why)

    threads = [threading.Thread(target=leave, args=(user,)) for user in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == [Why.LAST_ADMINISTRATOR]
    assert sum(user.disabled is None for user in users.listed(opened)) == 1


def test_disabling_ends_sessions_and_enabling_gives_the_password_back(opened):
    account(opened, "other@example.org")
    before = account(opened)
    disabled = users.disable(opened, before.id, author="root")
    assert disabled.sessions != before.sessions
    assert (disabled.disabled is not None, disabled.disabled_by) == (True, "root")
    enabled = users.enable(opened, before.id, author="root")
    assert (enabled.disabled, enabled.disabled_by, enabled.has_password) == (None, "", True)
    with pytest.raises(Refused, match="already"):
        users.disable(opened, users.disable(opened, before.id, author="r").id, author="r")


def test_all_sessions_can_be_ended_alone(opened):
    before = account(opened)
    after = users.end_sessions(opened, before.id, author="root")
    assert after.sessions != before.sessions
    assert after.disabled is None


def test_who_does_not_exist_is_not_found(opened):
    for call in (users.one, users.disable, users.enable, users.end_sessions):
        with pytest.raises(NotFound):
            call(opened, 7, **({} if call is users.one else {"author": "root"}))
    with pytest.raises(NotFound, match="partnernet user list"):
        users.called(opened, "nobody@example.org")


def test_every_change_stands_in_the_audit_log_and_no_secret(opened):
    made = account(opened)
    account(opened, "jan@example.org")
    users.change(opened, made.id, name="Anna", language="de", role="editor", author="jan")
    users.disable(opened, made.id, author="jan")
    users.enable(opened, made.id, author="jan")
    users.end_sessions(opened, made.id, author="jan")
    told = audit.entries(opened, subject=made.email)
    assert [entry.action for entry in reversed(told)] == [
        "user.add",
        "user.password",
        "user.change",
        "user.disable",
        "user.enable",
        "user.end_sessions",
    ]
    assert told[3].details == {
        "name": "Anna",
        "name_before": "",
        "role": "editor",
        "role_before": "administrator",
    }
    assert {entry.actor for entry in told} == {"jan", "test"}
    assert "argon2" not in str(audit.entries(opened))


def test_nobody_changes_an_account_without_saying_who(opened):
    made = account(opened)
    for change in (
        lambda: add(opened, "jan@example.org", author=" "),
        lambda: users.enable(opened, users.disable(opened, made.id, author="").id, author="x"),
        lambda: credentials.set_password(opened, made.id, "drei Birnen und ein Apfel", author=""),
    ):
        with pytest.raises(BadRequest):
            change()
    assert users.listed(opened) == (made,)
