"""The pages of a house: what its staff save, where it reports to, who belongs to it.

Each module adds its pages to the blueprint; each view says with :func:`search_app.accounts.needs`
which right it takes, and works on :func:`own_house` alone.
"""

from apiflask import APIFlask

from search_app import localised
from search_app.house import (
    mails,
    navigation,
    staff,
    start,
    watch_words,
    watches,
    watches_alerts,
    watches_changes,
    watches_saving,
    ways,
    ways_webhooks,
    ways_words,
)
from search_app.house.own import own_house

__all__ = ["own_house", "register"]


def register(app: APIFlask) -> None:
    """Add the pages to ``app``."""
    house = localised.blueprint("house", __name__, "/house")
    for pages in (
        start,
        watches,
        watches_saving,
        watches_alerts,
        watches_changes,
        ways,
        ways_webhooks,
        staff,
        mails,
    ):
        pages.register(house)
    app.jinja_env.globals.update(
        house_navigation=navigation,
        mail_standing=mails.standing,
        own_house=own_house,
        watch_words=watch_words,
        ways_words=ways_words,
    )
    app.register_blueprint(house)
