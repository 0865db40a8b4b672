"""German, Czech and English are equal: no message is missing, none is left over."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import search_app
from search_app.catalogues import TRANSLATED, catalogue, translations

ROOM = Path(search_app.__file__).parent


def messages() -> set:
    with (ROOM / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOM, methods, options)
    return {message for _, _, message, _, _ in found}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_every_message_and_no_other(language):
    held = {message.id for message in catalogue(language) if message.id}
    assert held == messages()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_in_all_its_forms(language):
    for message in catalogue(language):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.fuzzy
        assert all(forms), message.id
        if isinstance(message.id, tuple):
            assert len(forms) == {"de": 2, "cs": 3}[language]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_message(language):
    for message in catalogue(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert {places(form) for form in forms} <= {places(id_) for id_ in ids}, message.id


def places(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"%\(\w+\)s|%%", text))


def test_catalogues_are_read_without_compiled_files():
    assert not list(ROOM.rglob("*.mo"))
    assert translations("cs").ungettext("%(shown)s entry", "%(shown)s entries", 3) == (
        "%(shown)s záznamy"
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_valid_for_other_tools(language):
    file = ROOM / "translations" / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as source:
        assert [list(message.check()) for message in read_po(source, locale=language)].count(
            []
        ) == len(catalogue(language)) + 1
