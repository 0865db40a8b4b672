"""One file that holds all that cannot be made again, and what would take long to make again."""

from operations.backup.making import Made, back_up
from operations.backup.restoring import Restored, restore

__all__ = ["Made", "Restored", "back_up", "restore"]
