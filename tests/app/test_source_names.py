"""Every source that can be imported has a name in all languages."""

import pytest

from indexer.sources import all_sources
from search_app import sources
from search_app.catalogues import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", all_sources())
def test_a_source_has_a_name(client, code, language):
    with client.application.test_request_context(f"/{language}/"):
        assert sources.name(code) != code
        assert sources.short(code) != code
