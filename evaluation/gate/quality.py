"""Match quality: whether the new version answers judged keywords as well as the live one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from core.errors import QueryRefused
from core.progress import Progress
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.gate import answers
from evaluation.gate.answers import Shares
from evaluation.gate.findings import Code, Finding, Reason, judged, skipped
from evaluation.gate.margins import margin
from evaluation.gate.sample import DIRECTIONS, direction, sample
from matching.search import Searcher

_WHY_NOT: Mapping[Reason, str] = {
    Reason.NO_LIVE: "there is no other live version to compare with",
    Reason.OTHER_MODEL: "the live version was made with another embedding model",
    Reason.NOT_ASKABLE: "the live version cannot be asked by the program as it is now",
}


@dataclass(frozen=True)
class Asking:
    """What versions are asked with."""

    engine: Engine
    embedder: Embedder
    progress: Progress
    kept: Path | None
    """File that keeps how versions answered."""

    def shares(self, named: Mapping[str, str]) -> Shares:
        """Return how well the versions ``named`` answer, as it was kept or by asking them."""
        version = named["organisations"]
        about = versions.about(self.engine, version)
        of = answers.key(version, about) if about else ""
        found = answers.known(self.kept, of) if of else None
        if found is None:
            at = self.engine.at(named)
            found = answers.answers(at, Searcher(at, self.embedder), self.progress)
            if of:
                answers.keep(self.kept, of, found)
        return found


def compared(
    asking: Asking, live: Mapping[str, str] | None, new: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding for each direction, or one that says why there is nothing to compare."""
    try:
        reason = _why_not(asking, live)
        before = None if reason or live is None else asking.shares(live)
    except QueryRefused:
        reason, before = Reason.NOT_ASKABLE, None
    if reason or before is None:
        why = reason or Reason.NO_LIVE
        yield skipped(Code.QUALITY, why, f"Match quality was not compared: {_WHY_NOT[why]}.")
        return
    after = asking.shares(new)
    for asked, told in DIRECTIONS:
        yield judge(f"{asked} → {told}", before, after)


def judge(way: str, before: Shares, after: Shares) -> Finding:
    """Compare the answers of the live version with those of the new one in the direction ``way``,
    by the keywords that the live one can answer: what the new one has nothing for, it lost."""
    asked = [one.id for one in sample() if direction(one) == way and one.id in before]
    if len(asked) < margin("quality_fewest"):
        return skipped(
            Code.QUALITY,
            Reason.TOO_FEW,
            f"Match quality {way} was not compared: only {len(asked)} judged keywords have an "
            "organisation that fits in the live version.",
            figures={"queries": len(asked)},
        )
    live, new = fmean(before[one] for one in asked), fmean(after.get(one, 0.0) for one in asked)
    good = new >= live - margin("quality_margin")
    return judged(
        Code.QUALITY,
        f"Match quality {way}: {new:.3f} of the first ten that could fit do, "
        f"{live:.3f} in the live version; at most {margin('quality_margin'):.3f} less is allowed "
        f"({len(asked)} judged keywords).",
        good=good,
        params={"direction": way},
        figures={
            "new": round(new, 4),
            "live": round(live, 4),
            "margin": margin("quality_margin"),
            "queries": len(asked),
        },
    )


def _why_not(asking: Asking, live: Mapping[str, str] | None) -> Reason | None:
    if not live or "organisations" not in live:
        return Reason.NO_LIVE
    about = versions.about(asking.engine, live["organisations"])
    if about is None:
        return Reason.NOT_ASKABLE
    if (about.model, about.dimension) != (asking.embedder.model, asking.embedder.dimension):
        return Reason.OTHER_MODEL
    return None
