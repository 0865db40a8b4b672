"""What a report says of imports, beside the report before."""

from core.records import Difference
from tests.unit.indexer.records import organisation, provenance
from tests.unit.quality.loads import links, manifest, report

RES = provenance(dataset="res")


def test_rows_fall_into_accepted_left_out_and_rejected():
    one = manifest(records=90, rejected=10, skipped={"ended": 60, "outside_region": 40})
    figures = report(manifests=(one,)).sources[0].figures
    assert {name: figures[name].count for name in ("rows", "accepted", "left_out", "rejected")} == {
        "rows": 200,
        "accepted": 90,
        "left_out": 100,
        "rejected": 10,
    }
    assert figures["left_out"].share == 0.5
    assert figures["rejected"].share == 0.1  # of those that were meant to be taken


def test_all_together_sums_rows_and_counts_organisations_once():
    two = (RES, provenance(dataset="ares", source="ares"))
    made = report(
        organisation(provenance=two),
        manifests=(manifest("ares", records=3), manifest("res", records=4)),
        linked=links(),
    )
    assert made.total.figures["rows"].count == 7
    assert made.total.figures["organisations"].count == 1
    assert [source.figures["organisations"].count for source in made.sources] == [1, 1]


def test_an_import_says_nothing_of_links():
    told = report(organisation(provenance=(RES,)), manifests=(manifest(),))
    linked = report(organisation(provenance=(RES,)), manifests=(manifest(),), linked=links())
    of_links = {"linked", "to_check", "differences"}
    assert of_links.isdisjoint(told.total.figures)
    assert of_links | {"pairs_to_check"} <= linked.total.figures.keys()
    assert (told.stage, linked.stage) == ("import", "build")


def test_each_number_stands_beside_that_of_the_last_report():
    first = report(manifests=(manifest(records=100, remarks={"bad_date": 7}),))
    second = report(manifests=(manifest(records=120, remarks={}), manifest("new")), before=first)
    rows = second.sources[0].figures["rows"]
    assert (rows.count, rows.before) == (120, 100)
    assert [(one.code, one.count, one.before) for one in second.sources[0].remarks] == [
        ("bad_date", 0, 7)
    ]
    assert second.sources[1].figures["rows"].before is None
    assert second.compared_with == first.made


def test_a_source_that_is_gone_is_named_first():
    first = report(manifests=(manifest("ares"), manifest("res")))
    second = report(manifests=(manifest("res", records=10, rejected=90),), before=first)
    assert second.gone == ("ares",)
    assert [finding.threshold for finding in second.findings][:2] == ["gone", "rejected"]


def test_differences_stand_by_field_the_most_frequent_first():
    def told(field):
        return Difference(field=field, value="x", source="ares", dataset="ares")

    made = report(
        organisation(provenance=(RES,), differences=(told("name"), told("place"))),
        organisation(provenance=(RES,), differences=(told("place"),)),
        manifests=(manifest("ares"), manifest("res")),
        linked=links(),
    )
    assert [(one.code, one.count) for one in made.total.differences] == [("place", 2), ("name", 1)]
    assert made.sources[0].differences == made.total.differences
    assert made.sources[1].differences == ()


def test_a_file_that_breaks_off_is_named():
    made = report(manifests=(manifest(damaged=("res_data.csv",)),))
    assert made.sources[0].damaged == ("res_data.csv",)
    assert [finding.threshold for finding in made.findings] == ["damaged"]


def test_what_may_not_leave_is_counted_by_reason():
    made = report(manifests=(manifest(),), linked=links(), withheld={"blocked": 2, "ended": 5})
    assert [(one.code, one.count) for one in made.total.withheld] == [("ended", 5), ("blocked", 2)]
