"""The quality report as a file: axe finds nothing, and it fits a telephone."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from indexer.quality.page import pages
from indexer.quality.types import Report
from tests.browser.conftest import SMALL, WIDE
from tests.browser.test_accessible import AXE
from tests.unit.indexer.records import organisation, provenance
from tests.unit.quality.loads import links, manifest, report

pytestmark = pytest.mark.browser


def one_with_everything() -> Report:
    told = (provenance(dataset="res"),)
    first = report(organisation(provenance=told), manifests=(manifest(), manifest("ihk")))
    return report(
        organisation(provenance=told),
        manifests=(
            manifest(
                "res-of-all-the-regions-along-the-border",
                demo=True,
                rejected=12_345,
                rejections={"no_name": 12_000, "wrong_columns": 345},
                remarks={"unknown_sector": 7},
                skipped={"outside_region": 3_200_000},
                damaged=("res_data.csv",),
            ),
            manifest("ihk", visibility="house:ihk-dresden"),
        ),
        linked=links(("a", "b")),
        before=first,
        withheld={"natural_person": 5},
    )


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
@pytest.mark.parametrize("language", ["de", "cs"])
def test_axe_finds_nothing_and_nothing_reaches_over_the_edge(
    chromium: Browser, tmp_path: Path, language: str, size: dict[str, int], light: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(pages(one_with_everything())[f"report.{language}.html"], encoding="utf-8")
    # Its own policy keeps scripts out; axe is put in by the test and needs it off.
    context = chromium.new_context(viewport=size, color_scheme=light, bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.add_script_tag(path=AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    context.close()
    assert found == [], json.dumps(found, indent=1)[:4000]
