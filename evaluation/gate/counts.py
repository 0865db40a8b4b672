"""Whether all documents arrived: what the bulk answered, and what the index holds."""

from collections.abc import Iterator, Mapping

import msgspec

from engine.client import Engine
from evaluation.gate.findings import Code, Finding, Reason, judged, skipped


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What the loader counted while it filled the new versions."""

    items: int
    """Documents that were sent."""
    answered: int
    """Documents whose answer was read and was no refusal."""


def answered(sent: Sent | None) -> Finding:
    """Tell whether every document that was sent was taken."""
    if sent is None:
        return skipped(
            Code.ANSWERED, Reason.NOT_TOLD, "How many documents were sent is not known any more."
        )
    open_ = sent.items - sent.answered
    return judged(
        Code.ANSWERED,
        f"All {sent.items} documents that were sent were taken."
        if not open_
        else f"Of {sent.items} documents that were sent, {open_} were not taken.",
        good=not open_,
        figures={"sent": sent.items, "answered": sent.answered},
    )


def counted(
    engine: Engine, new: Mapping[str, str], expected: Mapping[str, int]
) -> Iterator[Finding]:
    """Hold the documents of each new version against how many were ``expected``, by collection."""
    for collection, version in new.items():
        found = int(engine.client.count(index=version)["count"])
        if collection not in expected:
            yield skipped(
                Code.COUNT,
                Reason.NOT_TOLD,
                f"{collection}: {found} documents; how many there must be is not known.",
                figures={"found": found},
            )
            continue
        wanted = expected[collection]
        yield judged(
            Code.COUNT,
            f"{collection}: {found} documents, as many as were made."
            if found == wanted
            else f"{collection}: {found} documents instead of {wanted}.",
            good=found == wanted,
            params={"collection": collection},
            figures={"found": found, "expected": wanted},
        )
