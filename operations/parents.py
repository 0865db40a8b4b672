"""A process that ends with the one that started it, also after ``kill -9``."""

import os
import signal
import threading
import time

_CHECK_SECONDS = 1.0


def end_with(parent: int) -> None:
    """Ask this process to stop, by SIGTERM, as soon as ``parent`` is not its parent any more."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_CHECK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
