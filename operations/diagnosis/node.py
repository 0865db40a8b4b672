"""What the embedded node is made of and runs as."""

from core.errors import SettingsError
from core.settings import Settings
from engine import node
from operations.diagnosis.finding import Finding, good, later, wrong


def account(settings: Settings) -> Finding:
    """Tell as whom the node will run, and whether that account can reach its folder."""
    try:
        return good("account", node.account_in_words(settings))
    except SettingsError as error:
        return wrong("account", str(error))


def java_runtime(settings: Settings) -> Finding:
    """Start the Java that runs the node, to see whether it does on this machine."""
    try:
        return good("Java", node.java_in_words(settings))
    except SettingsError as error:
        return wrong("Java", str(error))


def program(settings: Settings) -> Finding:
    """Hold each file of the node against its sum."""
    if not node.is_put_together(settings):
        return later("node's files", "The next start fetches them (102 MB) and puts them together.")
    damaged = node.damage(settings)
    if not damaged:
        return good("node's files", "All have the sums of the lock file.")
    more = f" and {len(damaged) - 1} more" if len(damaged) > 1 else ""
    return wrong(
        "node's files",
        f"{damaged[0]}{more} differ from the lock file; `partnernet node stop`, and the next start "
        "puts them right.",
    )
