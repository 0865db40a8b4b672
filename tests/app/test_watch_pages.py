"""A clerk saves searches, opens them in the morning, and says what is useful."""

import msgspec
import pytest
from flask.testing import FlaskClient

import store
from core.errors import BadRequest, QueryRefused
from matching.request import SearchRequest
from search_app import links, service
from search_app.house import watch_searches, watch_words
from store import Store, houses, members, verdicts, watches
from store.alerts import Fit, Thing
from store.houses import House
from store.watches import Watch
from tests.app import logged_in
from tests.app.logged_in import PERSON, post
from tests.app.page import Element, read
from tests.app.scripted import AWAY

NEW = "/de/house/watches/new?in=organisations&q=Drehteile&country=CZ"
LIST = "/de/house/watches"


@pytest.fixture
def clerk(app) -> FlaskClient:
    return logged_in.staff(app)


@pytest.fixture
def opened(app, clerk) -> Store:
    with app.app_context():
        return service.store()


@pytest.fixture
def house(opened) -> House:
    return houses.listed(opened)[0]


def save(clerk: FlaskClient, name: str = "Drehteile", address: str = NEW, rhythm: str = "daily"):
    return post(clerk, address, name=name, rhythm=rhythm)


def saved(clerk: FlaskClient, opened: Store, house: House) -> Watch:
    assert save(clerk).status_code == 303
    return watches.of(opened, house)[-1]


def report(opened: Store, watch: Watch, *things: str, content: str = "c") -> None:
    fits = [
        Fit(thing=Thing(id=one, hash=content, content=content), watches=frozenset({watch.id}))
        for one in things
    ]
    store.alerts.note(opened, watch.collection, fits)


def main(clerk: FlaskClient, address: str, status: int = 200) -> Element:
    answer = clerk.get(address)
    assert answer.status_code == status
    return read(answer.text).one("main")


def test_a_search_is_saved_from_its_results_in_the_words_of_its_link(clerk, opened, house):
    address = "/de/offers?q=Drehteile&type=request&near=Zittau&radius_km=25&without=meaning&page=2"
    link = main(clerk, address).one("p", class_="watch-save").one("a")
    form = main(clerk, link.attributes["href"]).all("form")[-1]
    name = form.one("input", id="name").attributes["value"]
    assert name == "Drehteile · Gesuch · Zittau und 25 km im Umkreis"
    assert save(clerk, name, form.attributes["action"]).status_code == 303
    (watch,) = watches.of(opened, house)
    assert (watch.name, watch.collection, watch.rhythm) == (name, "offers", "daily")
    assert watch.request == {
        "text": "Drehteile",
        "type": "request",
        "near": "Zittau",
        "radius_km": 25.0,
        "without": ["meaning"],
    }
    assert watch.owner == members.of(opened, house)[0].id
    assert watch.created_by == PERSON


def test_sent_twice_it_is_saved_once(clerk, opened, house):
    assert save(clerk).location == save(clerk).location
    assert len(watches.of(opened, house)) == 1


def test_who_is_not_logged_in_is_led_by_way_of_the_log_in_to_saving(client):
    hint = main(client, "/de/?q=Drehteile").one("p", class_="watch-save small muted")
    assert hint.one("a").state["next"] == "/de/house/watches/new?in=organisations&q=Drehteile"


@pytest.mark.parametrize("address", ["/de/", "/de/?q=", "/de/?without=meaning"])
def test_nothing_is_offered_for_saving_where_nothing_is_asked(clerk, address):
    assert "watch-save" not in clerk.get(address).text


def test_an_administrator_is_offered_no_saving(app):
    admin = logged_in.client(app, email="admin@example.org")
    assert "watch-save" not in admin.get("/de/?q=Drehteile").text


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("", "nach allem, was es gibt"),
        ("without=meaning&q=", "nach allem, was es gibt"),
        ("sector=99999", "lässt sich nicht lesen"),
        ("q=" + "x" * 2001, "lässt sich nicht lesen"),
    ],
)
def test_a_search_that_asks_for_nothing_or_for_nonsense_is_refused(
    clerk, opened, house, search, said
):
    address = f"/de/house/watches/new?in=organisations&{search}"
    assert said in main(clerk, address, 400).one("div", role="alert").text
    assert save(clerk, address=address).status_code == 400
    assert watches.of(opened, house) == ()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BadRequest("no such place", "near"), "Dieser Ort ist nicht bekannt"),
        (QueryRefused("too many clauses"), "So kann die Suche das nicht fragen"),
    ],
)
def test_a_search_that_the_engine_refuses_is_not_saved(clerk, opened, house, searcher, error, said):
    searcher.failing = error
    for answer in (clerk.get(NEW), save(clerk)):
        assert said in read(answer.text).one("div", role="alert").text
        assert answer.status_code in (400, 404)
    assert watches.of(opened, house) == ()


def test_while_opensearch_is_away_it_is_said_and_saved_all_the_same(clerk, opened, house, searcher):
    searcher.failing = AWAY
    page = main(clerk, NEW)
    assert "im Augenblick nicht verfügbar" in page.text
    watch = saved(clerk, opened, house)
    report(opened, watch, "cz-26168681")
    for address in (f"{LIST}/{watch.id}", LIST, f"{LIST}/{watch.id}/edit"):
        assert watch.name in main(clerk, address).text


@pytest.mark.parametrize("form", [{"name": "  "}, {"rhythm": "hourly"}])
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(clerk, opened, house, form):
    page = post(clerk, NEW, **{"name": "Dreh & Fräs", "rhythm": "weekly", **form})
    shown = read(page.text).one("main")
    (field,) = form
    assert page.status_code == 400
    assert shown.one("p", id=f"{field}-error").text
    if field == "rhythm":
        assert shown.one("input", id="name").attributes["value"] == "Dreh & Fräs"
    assert watches.of(opened, house) == ()


def test_the_limit_is_said_before_it_is_reached_and_at_it_no_form_is_shown(
    clerk, opened, house, monkeypatch
):
    monkeypatch.setattr(watches, "MOST", 102)
    saved(clerk, opened, house)
    assert "Ihr Haus kann" not in main(clerk, NEW).text
    save(clerk, "Noch eine")
    said = "Ihr Haus kann noch 100 Suchen speichern"
    assert said in main(clerk, NEW).text
    assert said in main(clerk, LIST).text
    monkeypatch.setattr(watches, "MOST", 2)
    page = main(clerk, NEW)
    assert "mehr geht nicht" in page.text
    assert not page.all("input", id="name")
    assert save(clerk, "Zu viel").status_code == 400
    assert post(clerk, f"{LIST}/1/copy").location == LIST


def test_the_list_is_empty_with_words_what_to_do_and_later_has_news_first(clerk, opened, house):
    assert "Diese Suche speichern" in main(clerk, LIST).one("div", class_="empty").text
    for name in ("Alt", "Neu", "Still"):
        save(clerk, name)
    old, new, _ = watches.of(opened, house)
    report(opened, old, "a")
    verdicts.mark_seen(opened, house, old.id, to=99)
    report(opened, new, "b", "d")
    page = main(clerk, LIST)
    rows = [row.one("th").one("a").text for row in page.one("tbody").all("tr")]
    assert rows == ["Neu", "Alt", "Still"]
    assert page.one("tbody").all("tr")[0].one("span", class_="mark watch-count").text == "2 neu"
    assert page.one("p", class_="watch-news").text == "2 neue Meldungen"


def test_own_searches_and_those_of_the_house_are_apart(app, clerk, opened, house):
    saved(clerk, opened, house)
    colleague = logged_in.staff(app, email="petr@example.org", role="member")
    assert "andere im Haus schon" in main(colleague, LIST).one("div", class_="empty").text
    row = main(colleague, f"{LIST}?of=house").one("tbody").one("tr")
    assert "Drehteile" in row.text
    assert PERSON in row.text


def test_an_alert_says_what_is_new_and_why_and_links(clerk, opened, house):
    watch = saved(clerk, opened, house)
    report(opened, watch, "cz-26168681", "cz-26168682")
    report(opened, watch, "cz-26168681", content="other")
    first, _, changed = reversed(main(clerk, f"{LIST}/{watch.id}").all("li", class_="watch-alert"))
    assert "neu dabei" in first.one("p", class_="small muted").text
    assert "hat sich geändert" in changed.one("p", class_="small muted").text
    assert first.one("h2").one("a").text == "Soustružna Děčín 1 s.r.o."
    assert first.one("h2").one("a").attributes["href"].startswith("/de/organisations/cz-26168681")
    assert "soustružené díly" in first.one("ul", class_="plain-list reasons").text


def test_what_is_gone_or_fits_no_more_is_not_told(clerk, opened, house):
    watch = saved(clerk, opened, house)
    report(opened, watch, "cz-gone")
    page = main(clerk, f"{LIST}/{watch.id}")
    assert "Es ist nicht mehr da" in page.one("li", class_="watch-alert").text
    assert "cz-gone" not in page.text


def test_an_alert_is_answered_and_the_answer_taken_back(clerk, opened, house):
    watch = saved(clerk, opened, house)
    report(opened, watch, "cz-26168681")
    (alert,) = verdicts.history(opened, house, watch.id, limit=9)
    address = f"/de/house/alerts/{alert.id}/verdict"
    done = post(clerk, address, verdict="unfit", reason="zu klein")
    assert done.location == f"{LIST}/{watch.id}#alert-{alert.id}"
    said = main(clerk, f"{LIST}/{watch.id}").one("div", class_="watch-verdict").text
    assert f"Passt nicht, sagt {PERSON}: zu klein" in said
    assert "1 passt nicht" in main(clerk, f"{LIST}/{watch.id}").text
    post(clerk, address, verdict="")
    assert verdicts.one(opened, house, alert.id).verdict == ""
    refused = post(clerk, address, verdict="unfit", reason="x" * 2001)
    assert refused.status_code == 400
    assert "Schreiben Sie ihn kürzer" in refused.text
    assert post(clerk, address, verdict="great").status_code == 400


def test_what_was_seen_is_new_no_more_and_older_alerts_are_on_the_next_page(clerk, opened, house):
    watch = saved(clerk, opened, house)
    report(opened, watch, *(f"cz-{n}" for n in range(13)))
    address = f"{LIST}/{watch.id}"
    page = main(clerk, address)
    assert len(page.all("li", class_="watch-alert")) == 10
    older = main(clerk, page.one("a", rel="next").attributes["href"])
    assert len(older.all("li", class_="watch-alert")) == 3
    newest = page.one("input", name="to").attributes["value"]
    post(clerk, f"{address}/seen", to=newest)
    assert verdicts.counts(opened, house)[watch.id].new == 0
    assert not main(clerk, address).all("span", class_="mark")
    assert post(clerk, f"{address}/seen", to="9" * 30).status_code == 303
    assert len(main(clerk, f"{address}?before={'9' * 30}").all("li", class_="watch-alert")) == 10


def test_a_saved_search_is_changed_by_the_address_of_another_result_page(clerk, opened, house):
    watch = saved(clerk, opened, house)
    address = f"{LIST}/{watch.id}/edit"
    form = main(clerk, address).all("form")[-1]
    link = form.one("input", id="link").attributes["value"]
    assert link == "http://localhost/de/?q=Drehteile&country=CZ"
    same = {"name": watch.name, "rhythm": "daily", "link": link}
    post(clerk, address, **same)
    assert watches.one(opened, house, watch.id) == watch
    other = "https://partnernet.example/cs/offers?q=obrábění&type=offer&page=3"
    post(clerk, address, name="Obrábění", rhythm="never", link=other)
    changed = watches.one(opened, house, watch.id)
    assert (changed.name, changed.collection, changed.rhythm) == ("Obrábění", "offers", "never")
    assert changed.request == {"text": "obrábění", "type": "offer"}


@pytest.mark.parametrize(
    "link",
    [
        "",
        "Drehteile",
        "https://example.org/elsewhere?q=x",
        "/de/",
        "/de/?sector=x",
        "http://[::1",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_result_page_is_refused_and_nothing_is_lost(clerk, opened, house, link):
    watch = saved(clerk, opened, house)
    answer = post(clerk, f"{LIST}/{watch.id}/edit", name="Anders", rhythm="daily", link=link)
    assert answer.status_code == 400
    shown = read(answer.text).one("main")
    assert shown.one("p", id="link-error").text
    assert shown.one("input", id="name").attributes["value"] == "Anders"
    assert not [one for one in shown.all("a") if "javascript" in one.attributes["href"]]
    assert watches.one(opened, house, watch.id) == watch


def test_it_is_paused_goes_on_is_copied_and_deleted(clerk, opened, house):
    watch = saved(clerk, opened, house)
    address = f"{LIST}/{watch.id}"
    assert post(clerk, f"{address}/pause").location == f"{address}?said=paused"
    assert "ruht seit" in main(clerk, address).text
    post(clerk, f"{address}/resume")
    assert watches.one(opened, house, watch.id).paused is None
    assert post(clerk, f"{address}/copy").location == f"{LIST}/{watch.id + 1}/edit"
    assert watches.one(opened, house, watch.id + 1).name == "Kopie von Drehteile"
    assert "löschen?" in main(clerk, f"{address}/delete").text
    post(clerk, f"{address}/delete")
    assert [one.id for one in watches.of(opened, house)] == [watch.id + 1]
    assert clerk.get(address).status_code == 404


def test_it_is_handed_over_to_somebody_of_the_house_alone(app, clerk, opened, house):
    watch = saved(clerk, opened, house)
    address = f"{LIST}/{watch.id}"
    assert "übergeben" not in main(clerk, address).text
    logged_in.staff(app, email="petr@example.org", role="member")
    colleague = next(one for one in members.of(opened, house) if one.email == "petr@example.org")
    choice = main(clerk, address).one("select", id="owner").one("option")
    post(clerk, f"{address}/hand_over", owner=choice.attributes["value"])
    assert watches.one(opened, house, watch.id).owner == colleague.id
    logged_in.staff(app, "ohk-most", email="jan@example.org")
    stranger = members.of(opened, houses.named(opened, "ohk-most"))[0].id
    for owner in (stranger, 4711, 10**30, -1, "x", ""):
        refused = post(clerk, f"{address}/hand_over", owner=owner)
        assert "Wählen Sie jemanden aus Ihrem Haus" in clerk.get(refused.location).text
    assert watches.one(opened, house, watch.id).owner == colleague.id


def test_looking_for_news_asks_for_one_job_however_often_it_is_pressed(clerk, opened, house):
    watch = saved(clerk, opened, house)
    for _ in range(2):
        post(clerk, f"{LIST}/{watch.id}/run")
    (job,) = store.jobs.listed(opened)
    assert (job.kind, job.author) == ("alerts", PERSON)


def test_one_that_later_programs_cannot_read_says_so_and_can_be_changed(clerk, opened, house):
    spoilt = watches.add(
        opened,
        house,
        name="Alt",
        collection="organisations",
        request={"radius_km": "many"},
        author=PERSON,
    )
    assert "Bearbeiten oder löschen" in main(clerk, f"{LIST}/{spoilt.id}").text
    assert main(clerk, f"{LIST}/{spoilt.id}/edit").one("input", id="link").attributes["value"] == ""


@pytest.mark.parametrize("language", ["de", "cs", "en"])
def test_all_pages_are_there_in_each_language(app, clerk, opened, house, language):
    watch = saved(clerk, opened, house)
    report(opened, watch, "cz-26168681")
    new = NEW.replace("/de/", f"/{language}/")
    base = f"/{language}/house/watches"
    one = f"{base}/{watch.id}"
    for address in (base, f"{base}?of=house", new, one, f"{one}/edit", f"{one}/delete"):
        assert len(main(clerk, address).all("h1")) == 1
    with app.test_request_context(f"/{language}/"):
        assert all(watch_words.done(said) for said in ("saved", "running", "no_owner"))
        assert watch_words.done("<script>") == ""


def test_a_name_says_what_narrows_the_search_down_and_fits_a_line(app):
    request = SearchRequest(text="Dreh\nteile", sector="25.53", country="DE", district="14524")
    with app.test_request_context("/de/"):
        assert watch_searches.name_of(request).startswith("Dreh teile · 25.53 ")
        assert len(watch_searches.name_of(SearchRequest(text="x" * 999))) == 200
        assert (
            watch_searches.told(request)[3][0],
            watch_searches.told(request)[3][1][:5],
        ) == ("Branche", "25.53")


def test_a_link_and_what_is_saved_of_it_are_the_same_search(app, clerk, opened, house):
    request = SearchRequest(
        text="Fräsen & „Drehen“ +ä",
        sector="25",
        near="50.9,14.8",
        radius_km=12.5,
        inferred=True,
        confirmed=True,
        without=("g:a&b", "meaning"),
        language="de",
        house=house.key,
    )
    with app.test_request_context("/de/"):
        again = watch_searches.from_link(links.to_send(links.to(request)), house)
    assert again == msgspec.structs.replace(request)
