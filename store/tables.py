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
