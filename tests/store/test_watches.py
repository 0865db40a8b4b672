"""Saved searches: each house its own, mailed from when on, and what was said of their alerts."""

from collections.abc import Callable

import pytest

import store
from core.errors import BadRequest, NotFound
from store import Store, alerts, houses, members, moments, saved, users, verdicts, watches
from store.alerts import Fit, Thing
from store.houses import House
from store.watches import Watch
from tests.store.accounts import Clock

AUTHOR = "anna@example.org"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for room in (watches, alerts, houses):
        monkeypatch.setattr(room, "now", clock)
    return clock


@pytest.fixture
def house(opened: Store) -> House:
    return houses.add(opened, key="ihk", name="IHK", author=AUTHOR)


@pytest.fixture
def other(opened: Store) -> House:
    return houses.add(opened, key="ohk", name="OHK", author=AUTHOR)


def colleague(opened: Store, house: House, email: str) -> int:
    made = members.add(
        opened, house, email=email, name="", language="de", role="member", author="test"
    )
    return made.id


def watch(opened: Store, house: House, **told: object) -> Watch:
    values = {"name": "Drehteile", "collection": "organisations", "request": {"text": "Drehteile"}}
    return watches.add(opened, house, **{**values, "author": AUTHOR, **told})


def change(opened: Store, house: House, one: Watch, **told: object) -> Watch:
    values = {name: getattr(one, name) for name in ("name", "rhythm", "collection", "request")}
    return watches.change(opened, house, one.id, **{**values, **told}, author=AUTHOR)


def report(opened: Store, *of: Watch, things: int = 1) -> list[int]:
    """Let a watch report; return the ids of its alerts, the oldest first."""
    start = len(alerts.seen(opened, "organisations"))
    fitting = frozenset(one.id for one in of)
    fits = [
        Fit(thing=Thing(id=f"cz-{n}", hash="h", content=f"c{n}"), watches=fitting)
        for n in range(start, start + things)
    ]
    alerts.note(opened, "organisations", fits)
    return sorted(one.id for watch in of for one in alerts.of(opened, watch.id))


def test_another_houses_saved_search_is_not_there_whatever_is_asked(opened, house, other):
    mine = watch(opened, house)
    (alert,) = report(opened, mine)
    owner = colleague(opened, other, "o@example.org")
    asked: list[Callable[[], object]] = [
        lambda: watches.one(opened, other, mine.id),
        lambda: change(opened, other, mine, name="ours"),
        lambda: watches.copy(opened, other, mine.id, name="x", owner=owner, author=AUTHOR),
        lambda: watches.hand_over(opened, other, mine.id, owner=owner, author=AUTHOR),
        lambda: watches.pause(opened, other, mine.id, author=AUTHOR),
        lambda: watches.resume(opened, other, mine.id, author=AUTHOR),
        lambda: watches.delete(opened, other, mine.id, author=AUTHOR),
        lambda: verdicts.history(opened, other, mine.id, limit=9),
        lambda: verdicts.seen_to(opened, other, mine.id),
        lambda: verdicts.mark_seen(opened, other, mine.id, to=alert),
        lambda: verdicts.verdict(opened, other, alert, "useful", author=AUTHOR),
    ]
    for ask in asked:
        with pytest.raises(NotFound):
            ask()
    assert watches.of(opened, other) == ()
    assert verdicts.counts(opened, other) == {}
    assert watches.of(opened, house) == (mine,)


def test_a_change_is_kept_and_only_another_search_begins_anew(opened, house, clock):
    made = watch(opened, house)
    clock.go_on(days=1)
    renamed = change(opened, house, made, name=" Dreh- und  Frästeile ", rhythm="weekly")
    assert (renamed.name, renamed.rhythm) == ("Dreh- und Frästeile", "weekly")
    assert renamed.changed == made.changed
    assert renamed.mailed_since == made.mailed_since
    other_search = change(opened, house, renamed, request={"text": "Frästeile"})
    assert other_search.changed > made.changed
    assert other_search.request == {"text": "Frästeile"}


def test_the_same_change_sent_twice_is_noted_once(opened, house):
    made = watch(opened, house)
    for _ in range(2):
        change(opened, house, made, name="Frästeile", request={"text": "Drehteile"})
        watches.pause(opened, house, made.id, author=AUTHOR)
    actions = [one.action for one in store.audit.entries(opened, subject=str(made.id))]
    assert sorted(actions) == ["watch.add", "watch.change", "watch.pause"]


@pytest.mark.parametrize(
    "told",
    [
        {"name": "  "},
        {"name": "x" * (saved.LONGEST_NAME + 1)},
        {"rhythm": "hourly"},
        {"owner": 4711},
    ],
)
def test_what_cannot_be_saved_is_refused_at_its_field_and_nothing_is_kept(opened, house, told):
    with pytest.raises(BadRequest) as refused:
        watch(opened, house, **told)
    assert refused.value.field == next(iter(told))
    assert watches.of(opened, house) == ()


def test_mails_tell_nothing_from_before_they_began(opened, house, clock):
    jana = colleague(opened, house, "jana@example.org")
    made = watch(opened, house, rhythm="never")
    assert made.mailed_since is None

    def next_day(step: Callable[[], Watch]) -> str | None:
        clock.go_on(days=1)
        return step().mailed_since

    def is_now(since: str | None) -> bool:
        return since == moments.iso(clock())

    assert is_now(next_day(lambda: change(opened, house, made, rhythm="daily")))
    assert not is_now(next_day(lambda: change(opened, house, made, rhythm="weekly")))
    handed = next_day(lambda: watches.hand_over(opened, house, made.id, owner=jana, author=AUTHOR))
    assert is_now(handed)
    next_day(lambda: watches.pause(opened, house, made.id, author=AUTHOR))
    assert is_now(next_day(lambda: watches.resume(opened, house, made.id, author=AUTHOR)))
    assert next_day(lambda: change(opened, house, made, rhythm="never")) is None


def test_mails_go_to_nobody_outside_of_the_house_nor_to_a_shut_account(opened, house, other):
    made = watch(opened, house)
    strange = colleague(opened, other, "o@example.org")
    shut = colleague(opened, house, "shut@example.org")
    users.disable(opened, shut, author="test")
    for owner in (strange, shut, 4711):
        with pytest.raises(BadRequest):
            watches.hand_over(opened, house, made.id, owner=owner, author=AUTHOR)
        with pytest.raises(BadRequest):
            watches.copy(opened, house, made.id, name="x", owner=owner, author=AUTHOR)
    assert watches.of(opened, house) == (made,)


def test_a_copy_searches_for_the_same_and_takes_no_reports_along(opened, house):
    jana = colleague(opened, house, "jana@example.org")
    made = watch(opened, house, rhythm="weekly")
    report(opened, made)
    copied = watches.copy(opened, house, made.id, name="Kopie", owner=jana, author=AUTHOR)
    assert (copied.name, copied.owner, copied.rhythm) == ("Kopie", jana, "weekly")
    assert copied.request == made.request
    assert verdicts.history(opened, house, copied.id, limit=9) == ()


def test_how_many_can_still_be_saved_is_known_beforehand(opened, house, monkeypatch):
    monkeypatch.setattr(watches, "MOST", 3)
    assert watches.left(opened, house) == 3
    made = [watch(opened, house) for _ in range(3)]
    assert watches.left(opened, house) == 0
    with pytest.raises(BadRequest, match="delete some"):
        watch(opened, house)
    watches.delete(opened, house, made[0].id, author=AUTHOR)
    assert watches.left(opened, house) == 1


def test_what_is_new_is_neither_seen_nor_answered(opened, house):
    made, quiet = watch(opened, house), watch(opened, house)
    first, second, third = report(opened, made, things=3)
    assert verdicts.counts(opened, house)[made.id].new == 3
    verdicts.mark_seen(opened, house, made.id, to=first)
    verdicts.verdict(opened, house, second, "useful", author=AUTHOR)
    found = verdicts.counts(opened, house)
    assert (found[made.id].alerts, found[made.id].new, found[made.id].useful) == (3, 1, 1)
    assert found[made.id].last is not None
    assert quiet.id not in found
    verdicts.mark_seen(opened, house, made.id, to=third)
    verdicts.mark_seen(opened, house, made.id, to=first)
    assert verdicts.counts(opened, house)[made.id].new == 0
    assert verdicts.seen_to(opened, house, made.id) == third


def test_the_last_word_on_an_alert_counts_and_can_be_taken_back(opened, house):
    (alert,) = report(opened, watch(opened, house))

    def say(word: str, reason: str = "") -> tuple[str, str, str]:
        said = verdicts.verdict(opened, house, alert, word, reason, author=AUTHOR)
        return said.verdict, said.verdict_reason, said.verdict_by

    assert say("unfit", " zu  groß ") == ("unfit", "zu groß", AUTHOR)
    assert say("useful") == ("useful", "", AUTHOR)
    assert say("", "was?") == ("", "", "")
    with pytest.raises(BadRequest):
        say("splendid")


def test_the_history_pages_from_the_newest_back(opened, house):
    made = watch(opened, house)
    ids = report(opened, made, things=5)[::-1]
    first = verdicts.history(opened, house, made.id, limit=3)
    rest = verdicts.history(opened, house, made.id, before=first[-1].id, limit=3)
    assert [one.id for one in (*first, *rest)] == ids


def test_an_alert_tells_whether_its_thing_is_new_or_changed(opened, house):
    made = watch(opened, house)
    for content in ("before", "after"):
        thing = Thing(id="cz-1", hash=content, content=content)
        alerts.note(opened, "organisations", [Fit(thing=thing, watches=frozenset({made.id}))])
    told = [one.changed for one in verdicts.history(opened, house, made.id, limit=9)]
    assert told == [True, False]


def test_it_is_known_since_when_changes_are_kept(opened, house, clock):
    assert alerts.watched_since(opened, "organisations") is None
    first = moments.iso(clock())
    report(opened, watch(opened, house))
    clock.go_on(days=3)
    report(opened, watch(opened, house))
    assert alerts.watched_since(opened, "organisations") == first
    assert alerts.watched_since(opened, "offers") is None
