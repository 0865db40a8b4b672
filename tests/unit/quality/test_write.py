"""Reports as files: pages that stand alone, the newest named, nothing personal in any."""

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from core.progress import Silent
from core.settings import Settings
from indexer import imports, quality
from indexer.quality import folders
from indexer.quality.page import pages
from tests.unit.quality.loads import links, manifest, report

PERSON = "Erika Mustermann"
KNOWN = {"type": "organisation", "id": "a", "language": "de", "country": "DE"}
ROWS = (
    {**KNOWN, "name": "Galvanik GmbH", "place": "Pirna"},
    {**KNOWN, "id": "b", "name": ""},
    {**KNOWN, "id": "c", "type": PERSON, "name": PERSON},
    {**KNOWN, "id": PERSON, "name": [PERSON]},
)


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings.from_environment({"PARTNERNET_HOME": str(tmp_path / "home")})


@pytest.fixture
def imported(home: Settings, tmp_path: Path) -> Settings:
    file = tmp_path / "fair.jsonl"
    file.write_bytes(b"\n".join(map(msgspec.json.encode, ROWS)) + b"\n")
    imports.run("catalogue", [file], home, Silent())
    return home


def test_after_an_import_the_report_tells_what_was_taken_and_where_rows_failed(imported):
    written = quality.of_imports(imported)
    (source,) = written.report.sources
    assert source.figures["rows"].count == 4
    assert source.figures["accepted"].count == source.figures["organisations"].count == 1
    lines = {example.line for reason in source.rejected for example in reason.examples}
    assert lines == {2, 3, 4}
    assert folders.read(written.folder) == written.report


def test_no_content_of_a_rejected_row_reaches_a_report(imported):
    folder = quality.of_imports(imported).folder
    for file in folder.iterdir():
        assert PERSON not in file.read_text(encoding="utf-8")
    assert "fair.jsonl" in (folder / "report.de.html").read_text(encoding="utf-8")


def test_the_newest_is_named_and_compared_with_the_one_before_of_its_stage(imported):
    first = quality.of_imports(imported)
    build = quality.write(imported, links(), quality.Measures(links()), {})
    second = quality.of_imports(imported)
    assert second.report.compared_with == first.report.made
    assert build.report.compared_with == ""
    assert folders.latest_folder(imported) == second.folder
    assert [folder for folder, _ in folders.saved(imported)] == [
        second.folder,
        build.folder,
        first.folder,
    ]


def test_only_the_last_twenty_are_kept(home):
    written = [
        folders.save(
            home, msgspec.structs.replace(report(), made=f"2026-11-{day:02}T00:00:00+00:00"), {}
        )
        for day in range(1, 24)
    ]
    kept = [folder for folder, _ in folders.saved(home)]
    assert kept == written[:-21:-1]
    assert folders.latest_folder(home) == written[-1]


def test_a_report_that_cannot_be_read_is_no_reason_to_write_none(imported):
    first = quality.of_imports(imported)
    (first.folder / "report.json").write_text("{", encoding="utf-8")
    assert quality.of_imports(imported).report.compared_with == ""


class Page(HTMLParser):
    """Elements and what they refer to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.refers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.refers += [value for name, value in attrs if name in ("href", "src", "action")]


@pytest.mark.parametrize("language", ["de", "cs", "en"])
def test_a_page_needs_nothing_beside_it(language):
    first = report(manifests=(manifest(rejected=50, rejections={"no_name": 50}),))
    html = pages(report(manifests=(manifest(),), before=first))[f"report.{language}.html"]
    page = Page(html)
    assert f'<html lang="{language}">' in html
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)
    assert all(address.startswith("#") for address in page.refers)
    assert not re.search(r"https?://|url\(|@import", html)
    ids = re.findall(r' id="([^"]+)"', html)
    assert {address[1:] for address in page.refers} <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_crossed_a_threshold_stands_first_with_what_to_do():
    html = pages(report(manifests=(manifest("ihk", records=90, rejected=10),)))["report.cs.html"]
    first = html.index("ihk: odmítnuto 10,0\xa0% řádků. (mez: 0,5\xa0%)")
    assert first < html.index("Opravte soubor nebo mapování") < html.index("<table>")


def test_names_of_datasets_and_codes_are_never_markup():
    odd = manifest("<b>x</b>", rejected=1, rejections={"<script>": 1})
    html = pages(report(manifests=(odd,)))["report.en.html"]
    assert "<script>" not in html
    assert "<b>" not in html


def test_invented_and_house_data_carry_the_word():
    one = manifest("demo-res", demo=True, visibility="house:ihk-dresden")
    html = pages(report(manifests=(one,)))["report.de.html"]
    assert "erfundene Daten" in html
    assert "nur für ihk-dresden sichtbar" in html
