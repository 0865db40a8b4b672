"""Mails of alerts at a real SMTP server: each thing once, why it fits, nothing lost or twice."""

import shutil
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

import store
from core.errors import SettingsError
from core.settings import Settings
from operations.alerts import digests
from operations.mail.server import NotSent, connected, server_of
from store import Store, audit, houses, mails, members, standings, verdicts, watches
from store.houses import House
from store.users import User
from tests.app.scripted import Scripted
from tests.mail import receiving
from tests.mail.receiving import Clock, Inbox, report, send, text_of


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with receiving.inbox() as kept:
        yield kept


@pytest.fixture
def settings(tmp_path: Path, inbox: Inbox) -> Settings:
    return receiving.settings_of(tmp_path / "home", inbox.url)


@pytest.fixture
def opened(settings: Settings) -> Iterator[Store]:
    store.upgrade(settings)
    with store.opened(settings) as opened:
        yield opened


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, opened: Store) -> Clock:
    return Clock(monkeypatch, digests)


@pytest.fixture
def house(opened: Store) -> House:
    return receiving.house(opened)


@pytest.fixture
def eva(opened: Store, house: House) -> User:
    return receiving.somebody(opened, house)


def sent(opened: Store, settings: Settings, searcher: Scripted | None = None) -> dict[str, int]:
    digests.compose(opened)
    return send(opened, settings, searcher or Scripted())


def test_a_thing_stands_once_with_all_searches_and_why_it_fits(
    opened, settings, inbox, clock, house, eva
):
    turned = receiving.watch(opened, house, eva)
    lathes = receiving.watch(opened, house, eva, "CNC-Drehen")
    clock.go_on(minutes=1)
    report(opened, turned, lathes)
    assert sent(opened, settings) == {"sent": 1}
    (told,) = inbox.got
    assert told["To"] == "eva@example.org"
    assert told["From"] == "PartnerNet <partnernet@example.org>"
    assert told["Subject"] == "CNC-Drehen, Drehteile: 1 neuer Eintrag"
    assert told["Content-Language"] == "de"
    for kind in ("plain", "html"):
        text = text_of(told, kind)
        assert text.count("Soustružna Děčín 1 s.r.o.") == 1
        assert "neu hinzugekommen" in text or "neu" in text
        assert "Über den Glossareintrag" in text
        assert "Gemeldet von: CNC-Drehen, Drehteile" in text
        assert "https://partner.example.org/de/" in text
        assert "/de/from-mail/alerts/" in text
    assert sent(opened, settings) == {}, "never twice"


def test_a_reader_is_written_to_in_the_own_language(opened, settings, inbox, clock, house):
    jana = receiving.somebody(opened, house, "jana@example.org", "cs")
    watched = receiving.watch(opened, house, jana, "soustružení")
    report(opened, watched)
    sent(opened, settings)
    (told,) = inbox.got
    assert told["Subject"] == "soustružení: 1 nový záznam"
    assert "Proč vyhovuje" in text_of(told) or "vyhovuje" in text_of(told)
    assert "/cs/from-mail/" in text_of(told)


@pytest.mark.parametrize("state", ["gone", "deleted", "paused", "handed over", "disabled"])
def test_what_may_not_be_told_or_is_not_wanted_any_more_is_left_out(
    opened, settings, inbox, clock, house, eva, state
):
    other = receiving.somebody(opened, house, "jan@example.org")
    watched = receiving.watch(opened, house, eva)
    report(opened, watched)
    digests.compose(opened)
    searcher = Scripted()
    if state == "gone":
        searcher.documents = []
    elif state == "deleted":
        watches.delete(opened, house, watched.id, author="x")
    elif state == "paused":
        watches.pause(opened, house, watched.id, author="x")
    elif state == "handed over":
        watches.hand_over(opened, house, watched.id, owner=other.id, author="x")
    else:
        members.disable(opened, house, eva.id, heir=other.id, author="x")
    assert send(opened, settings, searcher) == {"untold": 1}
    assert inbox.got == []


def test_a_server_that_is_away_for_an_hour_loses_nothing(
    opened, settings, inbox, clock, house, eva
):
    watched = receiving.watch(opened, house, eva)
    report(opened, watched)
    inbox.data = "451 try again later"
    assert sent(opened, settings) == {"failed": 1}
    assert sent(opened, settings) == {}, "not before its time"
    for _ in range(6):
        clock.go_on(minutes=12)
        sent(opened, settings)
    report(opened, watched, thing="cz-26168682")
    assert inbox.got == []
    inbox.data = ""
    clock.go_on(hours=2)
    assert sent(opened, settings) == {"sent": 2}
    assert len({told["Message-ID"] for told in inbox.got}) == 2
    with (
        pytest.raises(NotSent, match="cannot be reached"),
        connected(server_of(receiving.settings_of(settings.home, "smtp://127.0.0.1:1"))),
    ):
        pass


def test_an_address_that_refuses_for_days_rests_until_its_owner_wants_mails_again(
    opened, settings, inbox, clock, house, eva
):
    watched = receiving.watch(opened, house, eva)
    inbox.recipient = "550 no such user"
    for day in range(5):
        report(opened, watched, content=str(day))
        sent(opened, settings)
        clock.go_on(days=1)
    found = standings.of(opened, eva.id)
    assert found.paused
    assert "550 no such user" in found.reason
    assert [one.action for one in audit.entries(opened) if one.action == "mail.pause"]
    report(opened, watched, content="x")
    assert digests.compose(opened) == 0
    inbox.recipient = ""
    standings.resume(opened, eva.id, author=eva.email)
    report(opened, watched, content="y")
    assert sent(opened, settings)["sent"] >= 1
    assert standings.of(opened, eva.id) == standings.GOOD


def test_a_store_that_came_back_from_a_backup_mails_nothing_twice(
    settings, inbox, clock, opened, house, eva
):
    watched = receiving.watch(opened, house, eva)
    file = settings.home / "store.sqlite"
    opened.engine.dispose()
    shutil.copy(file, settings.home / "kept")
    report(opened, watched)
    sent(opened, settings)
    opened.engine.dispose()
    for path in settings.home.glob("store.sqlite*"):
        path.unlink()
    shutil.move(settings.home / "kept", file)
    report(opened, watched)
    report(opened, watched, thing="cz-26168682")
    assert sent(opened, settings) == {"sent": 1}
    assert len(inbox.got) == 2
    assert "Soustružna" in text_of(inbox.got[1])
    assert sent(opened, settings) == {}


def test_what_goes_out_again_before_it_was_noted_is_the_same_message(
    opened, settings, inbox, clock, house, eva, monkeypatch
):
    watched = receiving.watch(opened, house, eva)
    report(opened, watched)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(receiving.Journal, "add", killed)
        with pytest.raises(KeyboardInterrupt):
            sent(opened, settings)
    assert sent(opened, settings) == {}, "it is claimed"
    clock.go_on(minutes=11)
    assert sent(opened, settings) == {"sent": 1}
    first, second = inbox.got
    assert first["Message-ID"] == second["Message-ID"]


def test_a_link_for_a_password_is_made_when_it_is_mailed(
    opened, settings, inbox, clock, house, eva
):
    with opened.writing() as connection:
        told = {"author": "anna@example.org"}
        mails.enqueue(
            connection, key="invitation:1", user=eva.id, kind="invitation", arguments=told
        )
    assert send(opened, settings, Scripted()) == {"sent": 1}
    (got,) = inbox.got
    text = text_of(got)
    secret = text.split("invitation?key=")[1].split()[0]
    assert store.invitations.invited(opened, secret).email == eva.email
    assert secret.encode() not in (settings.home / "store.sqlite").read_bytes()


def test_mails_end_with_one_click_and_by_a_page_that_asks_first(
    app_of, opened, settings, inbox, clock, house, eva
):
    watched = receiving.watch(opened, house, eva)
    report(opened, watched)
    sent(opened, settings)
    client, told = app_of(settings).test_client(), inbox.got[0]
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = path_of(told["List-Unsubscribe"].strip("<>"))
    page = path_of(link(told, "/from-mail/unsubscribe/"))
    assert "Drehteile" in client.get(page).text
    assert rhythm(opened, house, watched.id) == "at once", "looking changes nothing"
    assert client.get(one_click).status_code == 405
    answer = client.post(one_click, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert rhythm(opened, house, watched.id) == "never"
    assert "keine Mails mehr gesendet" in client.get(page).text


def test_an_alert_is_answered_from_its_mail(app_of, opened, settings, inbox, clock, house, eva):
    watched = receiving.watch(opened, house, eva)
    report(opened, watched)
    sent(opened, settings)
    client = app_of(settings).test_client()
    page = path_of(link(inbox.got[0], "said=unfit"))
    form = receiving.form_of(client, page)
    (alert,) = verdicts.history(opened, house, watched.id, limit=5)
    assert alert.verdict == "", "looking changes nothing"
    answer = client.post(
        page.partition("?")[0], data={**form, "verdict": "unfit", "reason": "zu weit weg"}
    )
    assert answer.status_code == 303
    (alert,) = verdicts.history(opened, house, watched.id, limit=5)
    assert (alert.verdict, alert.verdict_reason) == ("unfit", "zu weit weg")
    assert alert.verdict_by == eva.email


def test_forged_links_and_those_of_closed_houses_lead_nowhere(
    app_of, opened, settings, inbox, clock, house, eva
):
    watched = receiving.watch(opened, house, eva)
    report(opened, watched)
    sent(opened, settings)
    client = app_of(settings).test_client()
    page = path_of(link(inbox.got[0], "said=useful")).partition("?")[0]
    ended = path_of(inbox.got[0]["List-Unsubscribe"].strip("<>"))
    for forged in (
        page[:-1] + ("A" if page[-1] != "A" else "B"),
        f"{page}x",
        "/de/from-mail/alerts/1",
    ):
        assert client.get(forged).status_code == 404
    assert client.post(ended[:-3]).status_code == 404
    assert client.post(f"/de/from-mail/one-click/{page.rpartition('/')[2]}").status_code == 404
    houses.close(opened, house.key, author="x")
    assert client.get(page).status_code == 404


def test_encryption_that_is_required_and_not_offered_sends_nothing(settings, inbox):
    wanted = receiving.settings_of(settings.home, f"{inbox.url}?starttls=required")
    server = server_of(wanted)
    with pytest.raises(NotSent, match="STARTTLS"), connected(server):
        pass


@pytest.mark.parametrize(
    "url",
    [
        "anna:hidden@mail.example.org",
        "http://anna:hidden@mail.example.org",
        "smtp://anna:hidden@",
        "smtp://anna:hidden@mail.example.org?starttls=maybe",
    ],
)
def test_an_address_of_no_mail_server_is_told_without_what_it_holds(settings, url):
    with pytest.raises(SettingsError, match="PARTNERNET_SMTP_URL") as told:
        server_of(receiving.settings_of(settings.home, url))
    assert "hidden" not in str(told.value)


def link(told: EmailMessage, part: str) -> str:
    return next(word for word in text_of(told).split() if part in word)


def path_of(url: str) -> str:
    assert url.startswith("https://partner.example.org/")
    return url.removeprefix("https://partner.example.org")


def rhythm(opened: Store, house: House, number: int) -> str:
    return watches.one(opened, house, number).rhythm
