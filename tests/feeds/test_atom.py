"""The feed: valid Atom in the reader's language, with reasons; nothing that may not be found."""

import re
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from lxml import etree
from structlog.testing import capture_logs

import store
from store import feeds, throttle, watches
from tests.app.scripted import AWAY, document
from tests.feeds.house import made
from tests.webhooks import reporting

NS = {"a": "http://www.w3.org/2005/Atom"}


def tree(answer):
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.data)


def texts(root, path):
    return [element.text for element in root.iterfind(path, NS)]


def test_a_feed_has_all_that_atom_asks_for(house):
    house.report()
    house.report("cz-26168682", "b")
    root = tree(house.read())
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for parent in (root, *root.iterfind("a:entry", NS)):
        for once in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{once}", NS)) == 1
        (name,) = texts(parent, "a:id")
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name)
        assert all(datetime.fromisoformat(told).tzinfo for told in texts(parent, "a:updated"))
    assert texts(root, "a:author/a:name") == ["PartnerNet"]
    links = {link.get("rel"): link.get("href") for link in root.iterfind("a:link", NS)}
    assert urlsplit(links["self"]).path == house.path()
    assert all(link.startswith("https://partner.example.org/") for link in links.values())
    assert texts(root, "a:entry/a:title") == [
        "Soustružna Děčín 2 s.r.o.",
        "Soustružna Děčín 1 s.r.o.",
    ]
    assert len(set(texts(root, "a:entry/a:id"))) == 2


def test_entries_say_why_in_the_language_of_the_reader_whatever_the_program_asks_for(house):
    house.report()
    root = tree(house.read(**{"Accept-Language": "de"}))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "cs"
    (content,) = root.iterfind("a:entry/a:content", NS)
    assert content.get("type") == "html"
    assert "Významově velmi blízké" in content.text
    assert "Drehteile" in content.text
    (link,) = root.iterfind("a:entry/a:link", NS)
    assert link.get("href").startswith("https://partner.example.org/cs/organisations/cz-26168681?")


def test_a_thing_stands_once_with_all_saved_searches_that_reported_it(house):
    second = reporting.watch(house.opened, house.house, "Härterei")
    house.report("cz-26168681", "a", house.watch, second)
    root = tree(house.read())
    (entry,) = root.iterfind("a:entry", NS)
    names = [category.get("term") for category in entry.iterfind("a:category", NS)]
    assert sorted(names) == ["Drehteile", "Härterei"]
    one = tree(house.read(f"alerts.atom?watch={second.id}"))
    assert texts(one, "a:entry/a:id") == texts(root, "a:entry/a:id")
    assert texts(one, "a:title") == ["Härterei – PartnerNet"]


def test_what_is_gone_or_blocked_and_what_a_deleted_search_reported_is_left_out(house, searcher):
    second = reporting.watch(house.opened, house.house, "Härterei")
    house.report("cz-26168681")
    house.report("cz-26168682", "b")
    house.report("cz-26168683", "c", second)
    searcher.documents = searcher.documents[1:]
    watches.delete(house.opened, house.house, second.id, author="test")
    assert texts(tree(house.read()), "a:entry/a:title") == ["Soustružna Děčín 2 s.r.o."]


def test_names_with_markup_and_controls_make_no_other_feed(house, searcher):
    searcher.documents = [document(1, name="<b>A\x00\x0b & „B“</b>]]>", locality="<i>")]
    house.report()
    root = tree(house.read())
    assert texts(root, "a:entry/a:title") == ["<b>A & „B“</b>]]>"]
    (content,) = texts(root, "a:entry/a:content")
    assert "<i>" not in content
    assert "&lt;i&gt;" in content


def test_a_feed_of_nothing_is_a_feed(house):
    root = tree(house.read())
    assert root.findall("a:entry", NS) == []
    assert texts(root, "a:updated") == [house.house.created]


def test_who_has_it_already_is_told_so_until_something_changes(house, searcher):
    house.report()
    first = house.read()
    tag = first.headers["ETag"]
    assert first.headers["Last-Modified"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = house.read(**{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    searcher.documents = []  # blocked: nothing newer, and yet another feed
    changed = house.read(**{"If-None-Match": tag})
    assert changed.status_code == 200
    house.report("cz-26168682", "b")
    assert house.read(**{"If-None-Match": changed.headers["ETag"]}).status_code == 304
    searcher.documents = [document(2)]
    assert house.read(**{"If-None-Match": changed.headers["ETag"]}).status_code == 200


def test_houses_do_not_see_each_other(app, house):
    other = made(app, "hk", "de")
    house.report()
    assert texts(tree(other.read()), "a:entry/a:title") == []
    for number in (house.watch.id, 999, "x", "-1", "1" * 50):
        assert other.read(f"alerts.atom?watch={number}").status_code in (400, 404)
        assert other.read(f"events.ics?watch={number}").status_code in (400, 404)


def test_a_guessed_address_is_not_found_and_then_throttled(house):
    house.report()
    for what in ("alerts.atom", "events.ics"):
        for _ in range(throttle.ADDRESS.free // 2):
            assert house.client.get(f"/feeds/1-{'a' * 43}/{what}").status_code == 404
    throttled = house.client.get(f"/feeds/1-{'a' * 43}/alerts.atom")
    assert throttled.status_code == 429
    assert 1 <= int(throttled.headers["Retry-After"]) <= 60
    assert house.read().status_code == 429


@pytest.mark.parametrize("token", ["x", "%00", "1-%ff", "..%2f..", "1-" + "%27" * 43, "a" * 4_000])
def test_addresses_that_are_none_are_not_found(house, token):
    for what in ("alerts.atom", "events.ics", "", "other"):
        assert house.client.get(f"/feeds/{token}/{what}").status_code in (404, 308)


def test_a_renewed_address_ends_and_so_does_that_of_who_is_disabled(house):
    before = house.path()
    feeds.renew(house.opened, house.user, author="test")
    assert house.client.get(before).status_code == 404
    assert house.read().status_code == 200
    store.users.disable(house.opened, house.user.id, author="test")
    assert house.read().status_code == 404


def test_the_secret_stands_in_no_log_line(house):
    house.report()
    token = house.path().split("/")[2]
    with capture_logs() as logged:
        house.read()
        house.client.get(f"{house.path()}x")
    lines = repr(logged)
    assert "/feeds/…" in lines
    assert token not in lines


def test_search_away_is_told_as_such_and_no_feed_loses_its_entries(house, searcher):
    house.report()
    searcher.failing = AWAY
    answer = house.read()
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_saved_search_that_cannot_be_asked_any_more_spoils_no_feed(house):
    house.report()
    with house.opened.writing() as connection:
        connection.execute(
            store.tables.watches.update().values(request='{"unknown": 1, "size": "x"}')
        )
    assert texts(tree(house.read()), "a:entry/a:title") == []
