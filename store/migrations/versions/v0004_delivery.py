"""Staff of houses, mails and what they tell, secret addresses of feeds, webhooks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; saved searches know from when on they are mailed,
    and what of their alerts was seen; alerts know whether their thing was there before."""
    op.add_column("watches", sa.Column("mailed_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("watches", sa.Column("seen_to", sa.Integer(), nullable=True))
    op.add_column("alerts", sa.Column("changed", sa.Boolean(), nullable=True))
    _members()
    _mails()
    _mail_alerts()
    _mail_standings()
    _feeds()
    _webhooks()
    _deliveries()
    _judged()


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_members"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_members_user_id"),
        sa.ForeignKeyConstraint(["house_id"], ["houses.id"], name="fk_members_house_id"),
    )
    op.create_index("ix_members_house_id", "members", ["house_id"])


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mails_user_id"),
    )
    op.create_index("uq_mails_key", "mails", ["key"], unique=True)
    op.create_index("ix_mails_state_due", "mails", ["state", "due"])


def _mail_alerts() -> None:
    op.create_table(
        "mail_alerts",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("alert_id", name="pk_mail_alerts"),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_mail_alerts_alert_id"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name="fk_mail_alerts_mail_id"),
    )
    op.create_index("ix_mail_alerts_mail_id", "mail_alerts", ["mail_id"])


def _mail_standings() -> None:
    op.create_table(
        "mail_standings",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_mail_standings"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mail_standings_user_id"),
    )


def _feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("renewed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_feeds"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_feeds_user_id"),
    )


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        sa.ForeignKeyConstraint(["house_id"], ["houses.id"], name="fk_webhooks_house_id"),
    )
    op.create_index("ix_webhooks_house_id", "webhooks", ["house_id"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("webhook_id", "alert_id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name="fk_deliveries_webhook_id"),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_deliveries_alert_id"),
    )
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"])


def _judged() -> None:
    """Make the table, with the collections of which something was seen: all of it, as a rule."""
    op.create_table(
        "judged",
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("collection", name="pk_judged"),
    )
    op.execute(
        "INSERT INTO judged (collection, begun) "
        "SELECT collection, min(moment) FROM changes GROUP BY collection"
    )
