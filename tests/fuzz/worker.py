"""Damages deliveries of one format for a while: ``python -m tests.fuzz.worker SOURCE …``.

Runs as a process of its own, so that one that hangs or fills the memory can be told and ended.
Writes what failed to ``failure.json`` in its folder; the files of the case that runs lie in
``case``.
"""

import json
import os
import shutil
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from core.settings import Settings
from tests.fuzz import watching
from tests.fuzz.mutations import HOSTILE, damaged
from tests.fuzz.seeds import SEEDS, Seed, plain

_ROUND = 50
"""Cases of a round; between rounds the clock is looked at."""


class Fuzzing:
    """One format's seeds, damaged again and again."""

    def __init__(self, source: str, folder: Path) -> None:
        self._source, self._case = source, folder / "case"
        self._home = Settings.from_environment({"PARTNERNET_HOME": str(folder / "home")})
        self.cases = 0
        # What is on the disk after a loss of power is not what is looked at here.
        os.fsync = lambda _file: None

    def begin(self) -> None:
        """Import the seeds as they are, each of which must give a record."""
        for one in SEEDS[self._source]:
            manifest = self._run(one, one.pack(one.content))
            assert manifest, f"{one.name} is not taken"
            assert manifest.records, f"{one.name} gives no record"

    def hurt(self) -> None:
        """Import the files that are made to hurt."""
        for one in SEEDS[self._source]:
            for make in HOSTILE.values():
                self._run(one, make(one.content))
                if one.pack is not plain:
                    self._run(one, one.pack(make(one.content)))

    def round(self, number: int) -> None:
        """Import files that are damaged by chance; the same number gives the same files."""

        @seed(number)
        @settings(
            max_examples=_ROUND,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(st.data())
        def check(data: st.DataObject) -> None:
            one = data.draw(st.sampled_from(SEEDS[self._source]))
            if data.draw(st.booleans()):
                content = one.pack(data.draw(damaged(one.content)))
            else:
                content = data.draw(damaged(one.pack(one.content)))
            self._run(one, content)

        check()

    def _run(self, one: Seed, content: bytes) -> watching.Manifest | None:
        self.cases += 1
        shutil.rmtree(self._case, ignore_errors=True)
        file = watching.written(self._case, one, content)
        return watching.ends_well(self._source, file, self._home)


def main(source: str, seconds: float, first: int, folder: Path) -> int:
    """Fuzz for ``seconds``, from round ``first``; return 1 where something failed."""
    end = time.monotonic() + seconds
    fuzzing = Fuzzing(source, folder)
    number = first
    try:
        fuzzing.begin()
        watching.limit_memory()
        fuzzing.hurt()
        while time.monotonic() < end:
            fuzzing.round(number)
            number += 1
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        failure = {"round": number, "cases": fuzzing.cases, "error": traceback.format_exc()}
        (folder / "failure.json").write_text(json.dumps(failure), "utf-8")
        return 1
    print(f"{source}: {fuzzing.cases} files, rounds {first} to {number - 1}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])))
