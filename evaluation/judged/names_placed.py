"""Real legal names as a catalogue: the names are real, the places are invented."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from evaluation.legal_forms import judged
from taxonomy import places

LANGUAGE = {"DE": "de", "CZ": "cs"}


def write(file: Path) -> None:
    """Write the real names as organisations that sit in the region. Same bytes each time.

    A municipality of the name's country is drawn for each, by the number of its people; no such
    organisation need be there.
    """
    file.write_text("".join(_lines()), encoding="utf-8")


def _lines() -> Iterator[str]:
    towns = {
        country: [one for one in places.municipalities() if one.country == country]
        for country in LANGUAGE
    }
    for number, name in enumerate(judged(), 1):
        id_ = f"legal-{number:03}"
        some = towns[name.country]
        rng = random.Random(f"{id_}/place")
        town = rng.choices(some, [one.population for one in some])[0]
        line = {
            "type": "organisation",
            "id": id_,
            "language": LANGUAGE[name.country],
            "country": name.country,
            "name": name.name,
            "place": {"postal_code": town.postal_code, "locality": town.name},
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"
