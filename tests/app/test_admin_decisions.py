"""Blocks, link decisions and quality reports on the pages; the index is away meanwhile."""

import json

import pytest

import store
from core.progress import Silent
from indexer import imports
from indexer.quality import Report, folders
from indexer.quality.types import Figure, Section
from search_app import service
from tests.app import logged_in
from tests.app.logged_in import PERSON, post
from tests.app.page import read

ORGANISATIONS = (
    {"id": "a-1", "name": "Kovo Děčín s.r.o.", "place": "Děčín"},
    {"id": "a-2", "name": "Kovo Decin", "place": "Ústí nad Labem"},
)


@pytest.fixture
def opened(app):
    with app.app_context():
        return service.store()


@pytest.fixture
def admin(app):
    return logged_in.client(app)


@pytest.fixture
def imported(settings, tmp_path):
    """Two organisations that may be one."""
    file = tmp_path / "two.jsonl"
    common = {"type": "organisation", "language": "cs", "country": "CZ", "text": "Kovovýroba."}
    lines = [json.dumps({**common, **one}) for one in ORGANISATIONS]
    file.write_text("\n".join(lines), encoding="utf-8")
    return imports.run("catalogue", [file], settings, Silent())


def test_a_block_is_kept_at_once_brought_in_by_a_job_and_sent_twice_is_one(admin, opened):
    form = {"organisation": "cz-26168681", "field": "", "reason": "Anruf des Inhabers"}
    addresses = {post(admin, "/de/admin/blocks/new", **form).location for _ in range(2)}
    assert addresses == {"/de/admin/blocks/1"}
    (block,) = store.blocks.active(opened)
    assert (block.organisation, block.author) == ("cz-26168681", PERSON)
    (job,) = store.jobs.listed(opened)
    assert (job.kind, job.arguments["keys"]) == ("decisions", ["cz-26168681"])
    assert "zeigt die Organisation und ihre Angebote nicht mehr" in admin.get(addresses.pop()).text
    assert "block.add" in {one.action for one in store.audit.entries(opened, actor=PERSON)}


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"organisation": "cz-1", "reason": " "}, "reason"),
        ({"organisation": "ico:12345678", "reason": "Anruf"}, "organisation"),
        ({"organisation": "cz-1", "field": "name", "reason": "Anruf"}, "field"),
    ],
)
def test_a_block_that_is_refused_keeps_what_was_typed(admin, opened, form, field):
    page = post(admin, "/de/admin/blocks/new", **form)
    assert page.status_code == 400
    shown = read(page.text).one("main")
    assert shown.one("p", id=f"{field}-error").text
    assert shown.one("input", id="organisation").attributes["value"] == form["organisation"]
    assert store.blocks.active(opened) == ()


def test_a_block_is_lifted_with_a_reason_and_only_once(admin, opened):
    block = store.blocks.add(opened, organisation="cz-1", reason="Anruf", author="x")
    address = f"/de/admin/blocks/{block.id}/lift"
    assert post(admin, address, reason="").status_code == 400
    assert [post(admin, address, reason="Irrtum").status_code for _ in range(2)] == [303, 303]
    assert store.blocks.one(opened, block.id).lifted_by == PERSON
    assert len(store.jobs.listed(opened)) == 1


def test_an_organisation_is_found_by_name_and_what_nobody_knows_can_be_blocked_too(admin):
    page = read(admin.get("/de/admin/blocks?organisation=Soustružna").text).one("main")
    links = [one.attributes["href"] for one in page.one("section").all("a")]
    assert links[0] == "/de/admin/blocks/new?organisation=cz-26168681"
    assert links[-1].startswith("/de/admin/blocks/new?organisation=Soustru")


def test_a_pair_is_decided_with_a_reason_and_taken_back(admin, opened, imported):
    pair = {"first": "a-1", "second": "a-2"}
    page = read(admin.get("/de/admin/links/pair?first=a-1&second=a-2").text).one("main")
    differing = [row.one("th").text for row in page.all("tr", class_="pair-differs")]
    assert "Ort abweichend" in differing
    refused = post(admin, "/de/admin/links/pair", **pair, answer="", reason="")
    problems = read(refused.text).one("div", role="alert").all("a")
    assert [one.attributes["href"] for one in problems] == ["#answer", "#reason"]
    form = {**pair, "answer": "same", "reason": "Gleiche Website"}
    addresses = {post(admin, "/de/admin/links/pair", **form).location for _ in range(2)}
    assert addresses == {"/de/admin/links/decisions/1"}
    (made,) = store.links.active(opened)
    assert (made.same, made.author) == (True, PERSON)
    undo = "/de/admin/links/decisions/1/undo"
    assert [post(admin, undo).status_code for _ in range(2)] == [303, 303]
    assert store.links.active(opened) == ()
    assert "gilt nicht mehr" in admin.get("/de/admin/links/decisions/1").text
    assert "a-1, a-2" in admin.get("/de/admin/links/decisions").text


def test_a_quality_report_is_served_as_it_is_and_no_other_file_with_it(admin, settings, imported):
    report = Report(
        made="2026-11-23T16:15:02.123456+00:00",
        stage="import",
        findings=(),
        total=Section(dataset="", figures={"rows": Figure(count=2)}),
        sources=(),
        gone=(),
    )
    folder = folders.save(settings, report, {"report.de.html": "<h1>Bericht</h1>"})
    (settings.home / "report.de.html").write_text("geheim", encoding="utf-8")
    answer = admin.get(f"/de/admin/loads/{folder.name}")
    assert answer.text == "<h1>Bericht</h1>"
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert admin.get("/de/admin/loads").status_code == 200
    for name in ("..", "%2e%2e", "latest", "..%2f..", "20261123T000000000000Z"):
        assert admin.get(f"/de/admin/loads/{name}").status_code == 404, name


def test_while_opensearch_is_away_the_page_of_versions_says_so(admin):
    answer = admin.get("/de/admin/indices")
    assert answer.status_code == 503
    assert "Die Suche ist im Augenblick nicht verfügbar." in answer.text
