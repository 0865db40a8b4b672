"""The cells of one member by the fields that the mapping gives them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.normalise import text
from indexer.sources.mapping import LINE_BREAK, Names
from indexer.sources.mapping import Mapping as ListMapping


@dataclass(frozen=True)
class Cells:
    """What the columns of a list tell of one member."""

    mapping: ListMapping
    _texts: Mapping[str, tuple[str, ...]]
    """By column the different texts of the member's rows, which are mostly one."""

    @classmethod
    def of(
        cls, rows: Sequence[Sequence[str]], positions: Mapping[str, int], mapping: ListMapping
    ) -> "Cells":
        """Return the cells of ``rows`` at ``positions``, none empty."""
        return cls(
            mapping,
            {name: _filled(row[at] for row in rows) for name, at in positions.items()},
        )

    def one(self, field: str) -> str:
        """Return the text of a field; several columns are joined by a blank."""
        return text.clean(" ".join(texts[0] for texts in self._of(field)))

    def text(self, field: str) -> str:
        """Return all texts of a field, joined by a blank."""
        return text.clean(" ".join(one for texts in self._of(field) for one in texts))

    def several(self, field: str) -> tuple[str, ...]:
        """Return the values of a field, which stand in several columns or in one cell."""
        separator = self.mapping.separator.strip() or LINE_BREAK
        values = (
            text.clean(value)
            for texts in self._of(field)
            for one in texts
            for value in one.split(separator)
        )
        return _filled(values)

    def _of(self, field: str) -> list[tuple[str, ...]]:
        names: Names = getattr(self.mapping.columns, field)
        given = [names] if isinstance(names, str) else names or []
        return [self._texts[name] for name in given if self._texts[name]]


def _filled(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the different texts that hold anything, in their order."""
    return tuple(dict.fromkeys(one for one in texts if text.clean(one)))
