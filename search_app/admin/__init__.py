"""The administration: pages for those who run the service.

Each module adds its pages to the blueprint; each view says with :func:`search_app.accounts.needs`
which right it takes. The navigation is the table in :mod:`search_app.admin.navigation`.
"""

from apiflask import APIFlask

from search_app import localised
from search_app.admin import (
    audit,
    block_words,
    blocks,
    houses,
    indices,
    jobs,
    language,
    language_words,
    links,
    load_words,
    loads,
    navigation,
    overview,
    pair_words,
    queries,
    rebuild,
    trials,
    users,
    words,
)


def register(app: APIFlask) -> None:
    """Add the pages to ``app``."""
    admin = localised.blueprint("admin", __name__, "/admin")
    for pages in (
        overview,
        indices,
        rebuild,
        jobs,
        loads,
        blocks,
        links,
        language,
        trials,
        queries,
        users,
        houses,
        audit,
    ):
        pages.register(admin)
    app.jinja_env.globals.update(
        admin_words=words,
        block_words=block_words,
        language_words=language_words,
        load_words=load_words,
        navigation=navigation,
        pair_words=pair_words,
    )
    app.register_blueprint(admin)
