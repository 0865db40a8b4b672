"""The job ``mails``: composes what is due, sends what waits."""

import ssl
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from core import points
from core.errors import SettingsError
from matching.search import Searcher
from operations.alerts import digests
from operations.jobs.context import JobContext
from operations.mail.journal import Journal
from operations.mail.letters import letters
from operations.mail.message import sender_of
from operations.mail.sending import Sending
from operations.mail.server import NotSent, connected, server_of
from store import mails


def run(context: JobContext, trusted: ssl.SSLContext | None = None) -> Mapping[str, Any]:
    """Compose and send what is due; return how much of it.

    Without a mail server nothing is composed, so nothing waits that is old news once there is one.
    ``trusted`` says which certificates hold, for tests. Raises what a search raises, SettingsError.
    """
    server = server_of(context.settings)
    if server is None:
        return {"server": False}
    sender = sender_of(context.settings)
    if context.settings.address is None:
        raise SettingsError("Mails lead to PARTNERNET_ADDRESS; set it where mails are sent.")
    journal = Journal(context.settings)
    journal.prune()
    mails.prune(context.store)
    composed = digests.compose(context.store)
    points.reached("mails composed")
    if not mails.is_due(context.store):
        return {"composed": composed}
    with ExitStack() as stack:
        engine = stack.enter_context(context.engine())
        searcher = Searcher(engine, context.embedder())
        try:
            connection = stack.enter_context(connected(server, trusted))
        except NotSent as error:
            return {"composed": composed, "away": str(error)}
        points.reached("mail server connected")
        sending = Sending(
            store=context.store,
            searcher=searcher,
            letters=letters(context.settings, searcher),
            journal=journal,
            sender=sender,
            connection=connection,
        )
        return {"composed": composed, **sending.run(context.progress)}
