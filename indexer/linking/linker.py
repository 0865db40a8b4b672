"""Links records: what is public first, then what each house adds for itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from core.progress import Progress
from core.records import Organisation
from indexer.linking import blocking
from indexer.linking.gathering import gathered
from indexer.linking.related import related
from indexer.linking.resolving import Resolved, likeliest_first, resolved
from indexer.linking.rows import Realm, Row
from indexer.linking.types import Decision, Links


def link(
    organisations: Iterable[Organisation], decisions: Sequence[Decision], progress: Progress
) -> Links:
    """Find out which of ``organisations`` are one; the result does not depend on their order.

    A person's decision overrides all else: what is decided to be the same is one, and no
    organisation holds two records that are decided to be different. Invented records never link
    with real ones. A house's record links to one public organisation at most and changes nothing
    of what is public: public records are linked, named and related without it. Memory holds a
    compact row of each id.
    """
    progress.start("linking: reading records")
    realms = gathered(_counted(organisations, progress))
    progress.finish(f"{sum(map(len, realms.values()))} distinct")
    outcomes: list[Resolved] = []
    relations = {}
    for demo in (False, True):
        public = resolved(realms.pop(Realm.everybody(demo), {}), decisions, progress)
        outcomes.append(public)
        relations.update(related(public.organisations))
        for realm in sorted(one for one in realms if one.demo == demo):
            outcomes.append(_house(realms[realm], public, decisions, progress))
    return Links(
        organisation_of={
            id_: one for outcome in outcomes for id_, one in sorted(outcome.organisation_of.items())
        },
        to_check=tuple(
            sorted((pair for one in outcomes for pair in one.to_check), key=likeliest_first)
        ),
        related=relations,
    )


def _counted(organisations: Iterable[Organisation], progress: Progress) -> Iterator[Organisation]:
    for record in organisations:
        yield record
        progress.advance()


def _house(
    own: Mapping[str, Row],
    public: Resolved,
    decisions: Sequence[Decision],
    progress: Progress,
) -> Resolved:
    """Link the rows that a house alone may see, with each other and to public organisations."""
    known = [_of_organisations(one, public.organisation_of) for one in decisions]
    decided = {id_ for one in known for id_ in (one.first, one.second)}
    keys = {key for row in own.values() for key in blocking.every_key(row)}
    beside = {
        id_: row
        for id_, row in public.organisations.items()
        if id_ in decided or not keys.isdisjoint(blocking.every_key(row))
    }
    return resolved({**beside, **own}, known, progress, fixed=beside.keys())


def _of_organisations(decision: Decision, organisation_of: Mapping[str, str]) -> Decision:
    """Return a decision about records as one about the organisations that they are."""
    return msgspec.structs.replace(
        decision,
        first=organisation_of.get(decision.first, decision.first),
        second=organisation_of.get(decision.second, decision.second),
    )
