"""How many organisations lack what searches stand on: a sector, coordinates."""

from collections.abc import Iterator, Mapping

from engine.client import Engine
from evaluation.gate.findings import Code, Finding, Reason, judged, skipped
from evaluation.gate.margins import margin

_FIELDS = {Code.NO_SECTOR: "sectors", Code.NO_COORDINATES: "location"}
_WHAT = {Code.NO_SECTOR: "a registered sector", Code.NO_COORDINATES: "coordinates"}


def compared(
    engine: Engine, live: Mapping[str, str] | None, new: Mapping[str, str]
) -> Iterator[Finding]:
    """Hold the shares of the new version against those of the live one."""
    total, lacking = _counts(engine.at(new))
    before = _counts(engine.at(live)) if live and "organisations" in live else None
    for code, missing in lacking.items():
        there = (before[0], before[1][code]) if before else None
        yield judge(code, (total, missing), there)


def judge(code: Code, new: tuple[int, int], live: tuple[int, int] | None) -> Finding:
    """Compare two versions by (all organisations, those that lack what ``code`` is about)."""
    what, of_new = _WHAT[code], _share(*new)
    if live is None:
        return skipped(
            code,
            Reason.NO_LIVE,
            f"{of_new:.1%} of the organisations lack {what}; there is no other live version to "
            "compare with.",
            figures={"new": round(of_new, 4)},
        )
    of_live = _share(*live)
    figures = {"new": round(of_new, 4), "live": round(of_live, 4), "margin": margin("share_margin")}
    if min(new[0], live[0]) < margin("share_fewest"):
        return skipped(
            code,
            Reason.TOO_FEW,
            f"There are too few organisations to compare how many lack {what}.",
            figures=figures,
        )
    return judged(
        code,
        f"{of_new:.1%} of the organisations lack {what}, {of_live:.1%} in the live version; "
        f"at most {100 * margin('share_margin'):g} points more are allowed.",
        good=of_new <= of_live + margin("share_margin"),
        figures=figures,
    )


def _counts(engine: Engine) -> tuple[int, dict[Code, int]]:
    """Return the number of organisations, and of those that lack each."""
    lacking = {code.value: {"missing": {"field": field}} for code, field in _FIELDS.items()}
    body = {"size": 0, "track_total_hits": True, "aggs": lacking}
    (answer,) = engine.msearch([("organisations", body)])
    counts = answer["aggregations"]
    return int(answer["hits"]["total"]["value"]), {
        code: int(counts[code.value]["doc_count"]) for code in _FIELDS
    }


def _share(total: int, missing: int) -> float:
    return missing / max(total, 1)
