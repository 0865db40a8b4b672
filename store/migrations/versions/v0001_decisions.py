"""Blocks, link decisions and the revision."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    numbers = op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.CheckConstraint("id = 1", name="ck_revision_one_row"),
    )
    op.bulk_insert(numbers, [{"id": 1, "number": 0}])
    _blocks()
    _link_decisions()


def _blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=False),
        sa.Column("lifted_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocks"),
    )
    _only_one_active("blocks", ["organisation", "field"], "lifted IS NULL")
    op.create_table(
        "block_keys",
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block_id", "key", name="pk_block_keys"),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name="fk_block_keys_block_id"),
    )
    op.create_index("ix_block_keys_key", "block_keys", ["key"])


def _link_decisions() -> None:
    op.create_table(
        "link_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_link_decisions"),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["link_decisions.id"], name="fk_link_decisions_replaced_by"
        ),
        sa.CheckConstraint("first <> second", name="ck_link_decisions_two_records"),
    )
    _only_one_active("link_decisions", ["first", "second"], "undone IS NULL")


def _only_one_active(table: str, columns: list[str], active: str) -> None:
    op.create_index(
        f"uq_{table}_active",
        table,
        columns,
        unique=True,
        sqlite_where=sa.text(active),
        postgresql_where=sa.text(active),
    )
