"""Which records are one organisation: found out once for the same imports and decisions."""

import hashlib
from collections.abc import Iterable, Iterator

from core.files import replacing
from core.progress import Progress
from core.records import Organisation
from core.settings import Settings
from indexer import imports, linking
from indexer.basis import Basis
from indexer.home import links_folder
from indexer.linking.types import Links
from indexer.recipe import recipe_hash

_KEY = "made-of"


def links(basis: Basis, organisations: Iterable[Organisation], progress: Progress) -> Links:
    """Return the links between all imported records, from ``HOME/links`` if they are there.

    ``organisations`` are those records; they are read only if not.
    """
    folder = links_folder(basis.settings)
    key = folder / _KEY
    made_of = _made_of(basis)
    if key.is_file() and key.read_text(encoding="ascii") == made_of:
        return linking.load(folder)
    key.unlink(missing_ok=True)  # a kill while the links are written leaves none that count
    found = linking.link(organisations, basis.held.links, progress)
    linking.save(folder, found)
    with replacing(key) as file:
        file.write(made_of.encode("ascii"))
    return found


def organisations(settings: Settings, links: Links) -> Iterator[tuple[str, Organisation]]:
    """Yield all imported records of organisations, each with the id of the one that it is of."""
    for record in imports.records(settings):
        if isinstance(record, Organisation):
            yield links.organisation_of.get(record.id, record.id), record


def _made_of(basis: Basis) -> str:
    parts = (
        *(f"{one.dataset} {one.state}" for one in basis.ready),
        *(f"{one.first} {one.second} {one.same}" for one in basis.held.links),
        recipe_hash(),
    )
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
