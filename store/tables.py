"""The tables as the code sees them. ``store/migrations`` makes them; a test compares the two.

Tables and expressions (SQLAlchemy Core) rather than mapped classes: what leaves the room are frozen
structs, so an object that follows its row around, loads more of it later and writes itself back
would have nobody to serve.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

from store.moments import Moment

# Names of constraints that are the same in every database, so that a migration can name them.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""How many write transactions there were, in its only row. Every writer changes it first, so
writers queue there and the number grows in the order in which their changes become visible."""

blocks = Table(
    "blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("lifted", Moment),
    Column("lifted_by", Text, nullable=False),
    Column("lifted_reason", Text, nullable=False),
    Index(
        "uq_blocks_active",
        "organisation",
        "field",
        unique=True,
        sqlite_where=text("lifted IS NULL"),
        postgresql_where=text("lifted IS NULL"),
    ),
)

block_keys = Table(
    "block_keys",
    metadata,
    Column("block_id", Integer, ForeignKey("blocks.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Index(None, "key"),
)

link_decisions = Table(
    "link_decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("first", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("same", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("undone", Moment),
    Column("undone_by", Text, nullable=False),
    Column("replaced_by", Integer, ForeignKey("link_decisions.id")),
    CheckConstraint("first <> second", name="two_records"),
    Index(
        "uq_link_decisions_active",
        "first",
        "second",
        unique=True,
        sqlite_where=text("undone IS NULL"),
        postgresql_where=text("undone IS NULL"),
    ),
)

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text),
    Column("sessions", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("last_login", Moment),
    Column("disabled", Moment),
    Column("disabled_by", Text, nullable=False),
    Index("uq_users_email", "email", unique=True),
)
"""``email`` in lower case. ``password_hash`` is empty until the invitation was followed; a change
of ``sessions`` ends all sessions there are."""

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("expires", Moment, nullable=False),
)
"""Links with which a password can be set; one that was used is no longer here. The link's secret is
nowhere, only its hash."""

login_failures = Table(
    "login_failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("moment", Moment, nullable=False),
    Index(None, "key", "moment"),
)
"""``key`` is a keyed hash of an account or of an address."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("moment", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("request", Text, nullable=False),
    Index(None, "action"),
    Index(None, "subject"),
)
"""Who changed what, when. ``details`` is JSON; ``request`` the number of the request in the log."""

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("arguments", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("started", Moment),
    Column("ended", Moment),
    Column("worker", Text, nullable=False),
    Column("lease", Moment),
    Column("attempts", Integer, nullable=False),
    Column("most_attempts", Integer, nullable=False),
    Column("cancel_wished", Moment),
    Column("cancel_wished_by", Text, nullable=False),
    Column("progress", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index(
        "uq_jobs_unfinished",
        "key",
        unique=True,
        sqlite_where=text("state IN ('waiting', 'running')"),
        postgresql_where=text("state IN ('waiting', 'running')"),
    ),
    Index(None, "state", "due"),
)
"""Long works. The row is the truth; a message to a worker only wakes it. ``arguments``,
``progress`` and ``outcome`` are JSON; ``key`` names what may wait or run only once."""

overlay_changes = Table(
    "overlay_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("replaces", Integer, ForeignKey("overlay_changes.id")),
    Column("undone", Moment),
    Column("undone_by", Text, nullable=False),
    Column("undone_reason", Text, nullable=False),
    Index(
        "uq_overlay_changes_active",
        "kind",
        "language",
        "subject",
        unique=True,
        sqlite_where=text("undone IS NULL"),
        postgresql_where=text("undone IS NULL"),
    ),
)
"""What people who know the trade add to the language data of the files, or take from it."""

asked_queries = Table(
    "asked_queries",
    metadata,
    Column("day", Date, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("collection", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("without_results", Integer, nullable=False),
    Column("without_across", Integer, nullable=False),
    Index(None, "without_results"),
)
"""How often a text was asked on a day, and how often it found nothing, or nothing in the
other language. Nobody's name is in it."""

houses = Table(
    "houses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("closed", Moment),
    Column("closed_by", Text, nullable=False),
    Index("uq_houses_key", "key", unique=True),
)
"""Chambers and networks. ``key`` is what stands in the visibility of what they deliver."""

watches = Table(
    "watches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("house_id", Integer, ForeignKey("houses.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("collection", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("owner_id", Integer, ForeignKey("users.id")),
    Column("rhythm", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("paused", Moment),
    Column("deleted", Moment),
    Column("mailed_since", Moment),
    Column("seen_to", Integer),
    Index(None, "house_id"),
)
"""Saved searches. ``request`` is JSON, the values that a link of the search holds; ``owner_id`` is
the colleague who gets its mails, in the ``rhythm``; ``seen_to`` the newest alert that somebody of
the house marked as seen."""

things = Table(
    "things",
    metadata,
    Column("collection", Text, primary_key=True),
    Column("thing", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("content", Text, nullable=False),
)
"""Documents as they were when watches were last held against them. ``hash`` is that of what a
person sees, ``content`` of what a search can ask for."""

changes = Table(
    "changes",
    metadata,
    Column("collection", Text, primary_key=True),
    Column("thing", Text, primary_key=True),
    Column("content", Text, primary_key=True),
    Column("moment", Moment, nullable=False),
    Column("first", Boolean, nullable=False),
    Index(None, "moment"),
)
"""Every content that a thing had, once, whatever is rebuilt or rolled back; ``first`` are those
that were there before watches were held against anything."""

judged = Table(
    "judged",
    metadata,
    Column("collection", Text, primary_key=True),
    Column("begun", Moment, nullable=False),
)
"""Collections of which all was once seen: what comes from then on is new, also where nothing was
there before."""

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("watch_id", Integer, ForeignKey("watches.id"), nullable=False),
    Column("collection", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("moment", Moment, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("verdict_reason", Text, nullable=False),
    Column("verdict_by", Text, nullable=False),
    Column("changed", Boolean),
    Index("uq_alerts_once", "watch_id", "collection", "thing", "content", unique=True),
    Index(None, "watch_id", "moment"),
)
"""A thing that began to fit a watch, or changed in what it may ask for: one for each content.
``changed`` tells which of the two; empty where that was not kept yet."""

members = Table(
    "members",
    metadata,
    Column("user_id", Integer, ForeignKey("users.id"), primary_key=True, autoincrement=False),
    Column("house_id", Integer, ForeignKey("houses.id"), nullable=False),
    Index(None, "house_id"),
)
"""Which house an account is staff of: one, or none."""

mails = Table(
    "mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("arguments", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("ended", Moment),
    Column("reason", Text, nullable=False),
    Index("uq_mails_key", "key", unique=True),
    Index(None, "state", "due"),
)
"""Mails that wait, were sent or were given up. What one says is written when it is sent, so that
nothing is told that was blocked since, and no secret link lies here. ``arguments`` is JSON; ``key``
names what is mailed only once."""

mail_alerts = Table(
    "mail_alerts",
    metadata,
    Column("alert_id", Integer, ForeignKey("alerts.id"), primary_key=True, autoincrement=False),
    Column("mail_id", Integer, ForeignKey("mails.id"), nullable=False),
    Index(None, "mail_id"),
)
"""Which mail tells an alert: one."""

mail_standings = Table(
    "mail_standings",
    metadata,
    Column("user_id", Integer, ForeignKey("users.id"), primary_key=True, autoincrement=False),
    Column("failing_since", Moment),
    Column("paused", Moment),
    Column("reason", Text, nullable=False),
)
"""Accounts whose mail comes back."""

feeds = Table(
    "feeds",
    metadata,
    Column("user_id", Integer, ForeignKey("users.id"), primary_key=True, autoincrement=False),
    Column("generation", Integer, nullable=False),
    Column("renewed", Moment, nullable=False),
)
"""Secret addresses of feeds. The secret is nowhere: it follows from the service's key, the account
and ``generation``, which counts how often it was renewed."""

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("house_id", Integer, ForeignKey("houses.id"), nullable=False),
    Column("url", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("failing_since", Moment),
    Column("paused", Moment),
    Column("reason", Text, nullable=False),
    Column("deleted", Moment),
    Index(None, "house_id"),
)
"""Where a house wants its alerts posted, with reasons in ``language``. What signs them follows from
the service's key and ``generation``."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("webhook_id", Integer, ForeignKey("webhooks.id"), primary_key=True, autoincrement=False),
    Column("alert_id", Integer, ForeignKey("alerts.id"), primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("ended", Moment),
    Column("reason", Text, nullable=False),
    Index(None, "state", "due"),
)
"""Alerts that are posted to a webhook, each once."""
