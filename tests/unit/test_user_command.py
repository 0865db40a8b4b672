"""``partnernet user``: the first account, and what an administrator on the machine can do."""

import re

import pytest
from click.testing import CliRunner

import store
from commands.user import user
from core.settings import Settings
from operations import first_account
from store import audit, credentials, invitations, passwords, users

PASSWORD = "zwölf Äpfel und eine Birne"


@pytest.fixture
def settings(tmp_path):
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path)})


@pytest.fixture
def run(settings):
    def run(*arguments, typed=None):
        return CliRunner().invoke(user, arguments, obj=settings, input=typed)

    return run


@pytest.fixture
def opened(settings):
    with store.opened(settings) as opened:
        yield opened


def secret(output):
    (link,) = re.findall(r"http://\S+", output)
    assert link.startswith("http://127.0.0.1:8000/de/invitation?key=")
    return link.partition("key=")[2]


def add(run, email="anna@example.org", role="administrator", *more):
    return run("add", email, "--role", role, "--author", "root", *more)


def test_the_first_account_gets_a_link_that_sets_its_password(run, opened, settings):
    hint = first_account.hint(settings, "http://127.0.0.1:8123")
    assert "partnernet user add EMAIL --role administrator --address http://127.0.0.1:8123" in hint
    added = add(run)
    assert added.exit_code == 0
    assert invitations.follow(opened, secret(added.output), PASSWORD).role == "administrator"
    assert first_account.hint(settings, "http://127.0.0.1:8123") is None


def test_a_link_begins_as_people_reach_the_service(run, settings, tmp_path):
    added = add(
        run, "a@example.org", "editor", "--address", "https://p.example.org/", "--language=cs"
    )
    assert "https://p.example.org/cs/invitation?key=" in added.output
    own = {"PARTNERNET_HOME": str(tmp_path), "PARTNERNET_ADDRESS": "https://q.example.org"}
    arguments = ["add", "b@example.org", "--role", "editor"]
    added = CliRunner().invoke(user, arguments, obj=Settings.from_environment(own))
    assert "https://q.example.org/de/invitation?key=" in added.output
    assert "--address" not in first_account.hint(
        Settings.from_environment({**own, "PARTNERNET_HOME": str(tmp_path / "new")}), "http://x"
    )


def test_another_link_takes_the_place_of_the_first(run, opened):
    first = secret(add(run).output)
    second = secret(run("invite", "anna@example.org").output)
    with pytest.raises(store.refusals.Refused):
        invitations.invited(opened, first)
    invitations.invited(opened, second)


def test_accounts_are_listed_with_role_and_state(opened, run):
    assert run("list").output == "There is no account yet; make one with `partnernet user add`.\n"
    add(run)
    add(run, "eva@example.org", "editor")
    run("disable", "eva@example.org", "--author", "root")
    anna, eva = run("list").output.splitlines()
    assert anna == "anna@example.org  administrator  invited, never logged in"
    assert re.fullmatch(r"eva@example.org  editor  disabled 20\S+ by root, never logged in", eva)


def test_role_and_access_are_changed(run, opened):
    add(run, "eva@example.org", "editor")
    assert run("role", "eva@example.org", "administrator").exit_code == 0
    assert users.called(opened, "eva@example.org").role == "administrator"
    assert run("disable", "eva@example.org").output == "eva@example.org is disabled.\n"
    assert run("enable", "eva@example.org").output == "eva@example.org is enabled.\n"
    assert users.called(opened, "eva@example.org").disabled is None


def test_a_password_is_read_from_a_pipe_and_stands_nowhere(run, opened, tmp_path):
    add(run)
    told = run("password", "anna@example.org", "--author", "root", typed=f"{PASSWORD}\n")
    assert told.output == "anna@example.org has a new password.\n"
    known = users.called(opened, "anna@example.org")
    with opened.reading() as connection:
        assert passwords.fits(PASSWORD, credentials.hash_of(connection, known.id))
    assert [(one.action, one.actor) for one in audit.entries(opened, limit=1)] == [
        ("user.password", "root")
    ]
    assert PASSWORD.encode() not in b"".join(
        file.read_bytes() for file in tmp_path.glob("store.sqlite*")
    )


def test_no_option_takes_a_password():
    assert {option.name for option in user.commands["password"].params} == {"email", "author"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "anna", "--role", "editor"), "That is no e-mail address"),
        (("invite", "nobody@example.org"), "There is no account nobody@example.org"),
        (("password", "anna@example.org"), "The password must have at least 12 characters"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, arguments, sentence):
    add(run)
    refused = run(*arguments, typed="short\n")
    assert refused.exit_code == 1
    assert sentence in str(refused.exception)
