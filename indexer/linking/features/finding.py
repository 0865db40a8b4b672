"""What a feature finds."""

import msgspec

from indexer.linking.rules import finding_weights


class Finding(msgspec.Struct, frozen=True):
    """One thing that speaks for or against two rows being one organisation."""

    code: str
    """A code of ``weights.yaml``."""
    first: object
    """What the first row tells, in its form for comparison; ``str`` shows it in one line."""
    second: object

    @property
    def weight(self) -> float:
        """Bits for or against."""
        return finding_weights()[self.code].weight


Findings = tuple[Finding, ...]
