"""From records to rows: one for each id, apart by who may see them."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from core.records import Organisation
from indexer.linking import rows as made
from indexer.linking.rows import Realm, Row

Realms = dict[Realm, dict[str, Row]]
"""Rows by their ids, by realm."""


def gathered(records: Iterable[Organisation]) -> Realms:
    """Return the rows of ``records``; each id is in one realm only.

    An id that is public is compared as the public knows it: what a house tells of it beside
    changes nothing of that. An id that several houses have, and the public has not, is compared in
    none of them, since one house's record would say what becomes of the other's. Invented records
    with the id of a real one are left out.
    """
    realms: Realms = defaultdict(dict)
    for record in records:
        rows, row = realms[made.realm(record)], made.of(record)
        before = rows.get(row.id)
        rows[row.id] = made.united(before, row) if before else row
    _leave_one_realm(realms)
    return dict(realms)


def _leave_one_realm(realms: Realms) -> None:
    real = {id_ for realm, rows in realms.items() if not realm.demo for id_ in rows}
    houses = Counter(
        (realm.demo, id_) for realm, rows in realms.items() if not realm.public for id_ in rows
    )
    for realm, rows in realms.items():
        public = realms.get(Realm.everybody(realm.demo), {})
        for id_ in list(rows):
            hidden = not realm.public and (id_ in public or houses[realm.demo, id_] > 1)
            if hidden or (realm.demo and id_ in real):
                del rows[id_]
