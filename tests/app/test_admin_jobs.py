"""Jobs and rebuilds on the pages and over the API, over a real store; no worker runs."""

import pytest

import store
from search_app import service
from store.jobs import JobProgress
from tests.app import logged_in
from tests.app.logged_in import PERSON, post
from tests.app.page import read

STAGES = ("load", "index", "verify")


@pytest.fixture
def opened(app):
    with app.app_context():
        return service.store()


@pytest.fixture
def admin(app):
    return logged_in.client(app)


def running(opened, kind="rebuild", key="index", **progress):
    """A job that a worker has taken and told about."""
    made = store.jobs.enqueue(opened, kind, {}, key=key, author=PERSON)
    taken = store.jobs.take(opened, made.id, "worker")
    store.jobs.beat(opened, taken, JobProgress(stages=STAGES, **progress))
    return taken


def test_a_rebuild_is_asked_for_once_however_often_the_button_is_pressed(admin, opened):
    first = post(admin, "/de/admin/rebuild", throttle="250,5")
    again = post(admin, "/de/admin/rebuild", throttle="250,5")
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    (job,) = store.jobs.listed(opened)
    assert (job.kind, job.author, job.arguments["throttle"]) == ("rebuild", PERSON, 250.5)
    assert store.audit.entries(opened, actor=PERSON)[0].action == "job.add"


@pytest.mark.parametrize("throttle", ["fast", "0", "-1", "1e9", "nan", "inf"])
def test_a_throttle_that_is_none_is_told_at_its_field_and_stays_there(admin, opened, throttle):
    page = post(admin, "/de/admin/rebuild", throttle=throttle)
    assert page.status_code == 400
    shown = read(page.text).one("main")
    assert shown.one("input", id="throttle").attributes["value"] == throttle
    assert shown.one("p", id="throttle-error").text.startswith("Die Drossel ist eine Zahl")
    assert shown.one("div", role="alert").one("a").attributes["href"] == "#throttle"
    assert store.jobs.listed(opened) == ()


def test_a_verification_is_passed_over_only_after_it_stopped_a_rebuild_and_with_a_reason(
    admin, opened
):
    assert 'name="force"' not in admin.get("/de/admin/rebuild").text
    refused = post(admin, "/de/admin/rebuild", forced="yes", force="Messe morgen")
    assert refused.status_code == 400
    taken = running(opened, stage="verify")
    store.jobs.failed(opened, taken, "Drehteile finds 3 of 10.")
    assert "Drehteile finds 3 of 10." in admin.get(f"/de/admin/jobs/{taken.id}").text
    without = post(admin, "/de/admin/rebuild", forced="yes", force=" ")
    assert read(without.text).one("p", id="force-error").text.startswith("Schreiben Sie auf")
    assert post(admin, "/de/admin/rebuild", forced="yes", force="Messe morgen").status_code == 303
    newest = store.jobs.listed(opened)[0]
    assert newest.arguments["force_reason"] == "Messe morgen"


def test_the_page_of_a_job_shows_its_progress_at_any_load_and_asks_again_until_it_ends(
    admin, opened
):
    taken = running(opened, stage="index", step="index", done=25, total=100, rate=5.0)
    page = read(admin.get(f"/de/admin/jobs/{taken.id}").text)
    live = page.one("div", id="job-live")
    assert live.attributes["hx-trigger"] == "every 2s"
    assert live.one("progress").attributes["value"] == "25.0"
    states = [one.attributes["class"] for one in live.one("ol").all("li")]
    assert states == ["stage stage-done", "stage stage-running", "stage stage-waiting"]
    fragment = admin.get(live.attributes["hx-get"]).text
    assert "<html" not in fragment
    assert "hx-swap-oob" not in fragment  # nothing new is to be read out
    store.jobs.done(opened, taken, {"documents": 100})
    fragment = admin.get(live.attributes["hx-get"]).text
    assert "hx-trigger" not in fragment
    assert 'id="status" hx-swap-oob="innerHTML"' in fragment


def test_cancelling_asks_first_and_twice_is_once(admin, opened):
    taken = running(opened, stage="index")
    address = f"/de/admin/jobs/{taken.id}/cancel"
    assert "weggeworfen" in admin.get(address).text or "verworfen" in admin.get(address).text
    assert store.jobs.one(opened, taken.id).cancel_wished is None
    assert [post(admin, address).status_code for _ in range(2)] == [303, 303]
    assert store.jobs.one(opened, taken.id).cancel_wished_by == PERSON
    assert "wird abgebrochen" in admin.get(f"/de/admin/jobs/{taken.id}").text
    store.jobs.cancelled(opened, taken)
    assert post(admin, address).location == f"/de/admin/jobs/{taken.id}"


def test_a_failed_job_is_done_once_more_as_one_new_job(admin, opened):
    taken = running(opened, stage="index")
    store.jobs.failed(opened, taken, "The disk is full.")
    addresses = {post(admin, f"/de/admin/jobs/{taken.id}/again").location for _ in range(2)}
    assert addresses == {f"/de/admin/jobs/{taken.id + 1}"}


def test_jobs_are_filtered_by_state_and_kind_and_paged(admin, opened):
    for number in range(27):
        store.jobs.enqueue(opened, "decisions", {}, key=f"decisions {number}", author=PERSON)
    failed = running(opened, kind="update", key="index", stage="load")
    store.jobs.failed(opened, failed, "Kaputt.")
    table = read(admin.get("/de/admin/jobs?state=failed&kind=update").text).one("tbody")
    assert len(table.all("tr")) == 1
    assert "Kaputt." in table.text
    page = read(admin.get("/de/admin/jobs?kind=decisions").text).one("main")
    assert len(page.one("tbody").all("tr")) == 25
    older = page.one("a", rel="next").attributes["href"]
    assert "kind=decisions" in older
    assert len(read(admin.get(older).text).one("tbody").all("tr")) == 2


def test_the_api_lists_shows_and_cancels_jobs(admin, opened):
    taken = running(opened, stage="index", done=25, total=100)
    (item,) = admin.get("/api/v1/admin/jobs?state=running").json["items"]
    assert (item["id"], item["progress"]["stage"]) == (taken.id, "index")
    assert not {"lease", "worker", "key"} & item.keys()
    answer = admin.get(f"/api/v1/admin/jobs/{taken.id}")
    address = f"/api/v1/admin/jobs/{taken.id}/cancel"
    assert admin.post(address).status_code == 403
    assert store.jobs.one(opened, taken.id).cancel_wished is None
    headers = {"X-CSRFToken": answer.headers["X-CSRFToken"]}
    assert admin.post(address, headers=headers).json["cancel_wished"]
    assert admin.get("/api/v1/admin/jobs?state=lazy").status_code == 400
    assert admin.get("/api/v1/admin/jobs/99").status_code == 404


def test_the_api_of_jobs_is_described(client):
    paths = client.get("/api/v1/openapi.json").json["paths"]
    assert {"/api/v1/admin/jobs", "/api/v1/admin/jobs/{id}"} <= paths.keys()
    assert set(paths["/api/v1/admin/jobs/{id}/cancel"]) == {"post"}
