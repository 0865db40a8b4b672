"""What is searched for is counted, so that those who keep the language data see what is missing.

Nothing that names a person is written down (:mod:`operations.asked.texts`), a search never waits
for it, and it is forgotten after a set time. docs/decisions/0018-language-overlay.md has the
reasons.
"""

from operations.asked.recorder import Recorder
from operations.asked.searched import Searched

__all__ = ["Recorder", "Searched"]
