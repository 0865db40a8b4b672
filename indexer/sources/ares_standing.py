"""Whether the public register tells of an insolvency that goes on.

Its entries on insolvency name persons; they are looked at here and never kept.
"""

from collections.abc import Iterable, Iterator

import msgspec

from indexer.sources import standing
from indexer.sources.ares_schema import Proceeding, RegisterEntry


class _Answer(msgspec.Struct, rename="camel"):
    zaznamy: list[RegisterEntry] = []


def insolvent(entries: Iterable[RegisterEntry]) -> bool:
    """Tell whether the newest words of a proceeding say so; one without words counts."""
    current = [
        one
        for entry in entries
        for one in (*entry.insolvence, *entry.konkursy)
        if not one.datum_vymazu
    ]
    texts = [text for _, text in sorted(dated for one in current for dated in _texts(one))]
    return standing.of_texts(texts) == "insolvency" if texts else bool(current)


def insolvent_answer(answer: object) -> bool:
    """Tell the same of a whole answer as decoded from JSON; False where it cannot be read."""
    try:
        return insolvent(msgspec.convert(answer, _Answer).zaznamy)
    except msgspec.ValidationError:
        return False


def _texts(proceeding: Proceeding) -> Iterator[tuple[str, str]]:
    """Yield the words of a proceeding, each with the day on which it was entered."""
    made = proceeding.datum_zapisu or ""
    if proceeding.text:
        yield made, proceeding.text
    for one in proceeding.insolvencni_zapis:
        if one.text and not one.datum_vymazu:
            yield one.datum_zapisu or made, one.text
    for one in proceeding.zruseni_konkursu:
        if one.hodnota and not one.datum_vymazu:
            yield one.datum_zapisu or made, one.hodnota
