"""Small imports for tests, through the same door as real ones."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from core.progress import Silent
from core.settings import Settings
from indexer import imports


def firm(number: int, **changes: Any) -> dict[str, Any]:
    """Return a catalogue line of an organisation."""
    return {
        "type": "organisation",
        "id": f"firm-{number}",
        "language": "de",
        "country": "DE",
        "name": f"Werk {number} GmbH",
        "text": f"Das Teil {number} drehen wir. Wir montieren.",
        "sectors": ["25.53"],
        **changes,
    }


def request(number: int, **changes: Any) -> dict[str, Any]:
    """Return a catalogue line of a request."""
    return {
        "type": "request",
        "id": f"request-{number}",
        "language": "cs",
        "country": "CZ",
        "title": f"Hledáme díly {number}",
        "cpv": ["44316000"],
        "organisation": "firm-1",
        **changes,
    }


def imported(
    settings: Settings, folder: Path, lines: Iterable[object], dataset: str = "fair"
) -> None:
    """Import ``lines`` (objects, or text as it is) as the dataset ``dataset``."""
    file = folder / f"{dataset}.jsonl"
    text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("\n".join(text) + "\n", encoding="utf-8")
    imports.run("catalogue", [file], settings, Silent(), dataset=dataset)
