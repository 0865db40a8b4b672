"""What is right follows from the codes, and nothing that is indexed tells them."""

import json
import re
from pathlib import Path

import pytest

from evaluation.judged import keywords, notices
from evaluation.judged.keywords import Keyword
from evaluation.judged.titles import code_lists
from taxonomy import cpv, nace

ACROSS, AT_HOME = keywords.layers()
TEXTS = notices.layer()
NACE, CPV = code_lists()


def nothing(_corpus: str):
    return ()


def lines(layer, folder: Path) -> list[dict]:
    """Return what the corpora of ``layer`` import."""
    return [
        json.loads(line)
        for corpus in layer.corpora
        for delivery in corpus.write(folder)
        for file in delivery.files
        for line in file.read_text("utf-8").splitlines()
    ]


def test_a_title_is_right_when_its_code_starts_with_a_judged_one():
    texts = NACE.corpus("cs").texts()
    found = {texts[id_] for id_ in NACE.under(["25.5", "62.10"], "cs")}
    codes = [code for code in nace.all_classes() if code.startswith(("25.5", "62.10"))]
    assert found == {nace.title(code, "cs") for code in codes}
    assert len(codes) > 2


def test_all_classes_and_all_categories_are_asked():
    assert len(NACE.codes) == 651
    assert len(CPV.codes) == 3698


def test_every_keyword_names_codes_that_there_are():
    for language in ("de", "cs"):
        for keyword in keywords.keywords(language):
            wrong = [
                prefix
                for codes in (NACE, CPV)
                for prefix in keyword.codes[codes.column]
                if not codes.under([prefix], language)
            ]
            assert wrong == [], keyword


def test_keywords_and_their_ids_are_distinct():
    for language in ("de", "cs"):
        every = keywords.keywords(language)
        assert len({keyword.id for keyword in every}) == len(every) >= 400
        assert len({keyword.text.lower() for keyword in every}) == len(every)


def test_all_forms_and_trades_are_there():
    for language in ("de", "cs"):
        every = keywords.keywords(language)
        forms = {"plain", "inflected", "unaccented", "misspelt", "compound"}
        assert {keyword.form for keyword in every} == forms
        assert len({keyword.trade for keyword in every}) == 10


def test_a_keyword_without_a_code_is_not_asked_there(monkeypatch: pytest.MonkeyPatch):
    codes = {"nace": ("25.53",), "cpv": ()}
    one = Keyword(id="x", text="Drehen", language="de", form="plain", trade="it", codes=codes)
    monkeypatch.setattr(keywords, "keywords", lambda language: (one,) if language == "de" else ())
    asked = [(query.corpus, query.direction, query.rule) for query in ACROSS.queries(nothing)]
    assert asked == [("nace-cs", "de → cs", "NACE 25.53")]
    assert [query.corpus for query in AT_HOME.queries(nothing)] == ["nace-de"]


def test_a_notice_asks_for_those_of_the_other_language_with_its_group():
    groups = {notice.id: (notice.language, notice.group) for notice in notices.notices()}
    queries = TEXTS.queries(nothing)
    assert len(queries) == 89
    for query in queries:
        language, group = groups[query.subject]
        other = {id_ for id_, (told, its) in groups.items() if told != language and its == group}
        assert query.right == other
        assert len(query.request.text) <= 1900


def test_notices_that_name_only_a_division_are_left_out():
    assert all(not notice.group.endswith("0") for notice in notices.notices())
    assert len(notices.notices()) == 184


@pytest.mark.parametrize("layer", [ACROSS, AT_HOME, TEXTS], ids=lambda layer: layer.name)
def test_nothing_that_is_imported_tells_a_code(layer, tmp_path):
    known = {*cpv.all_codes(), *nace.all_classes()}
    for line in lines(layer, tmp_path):
        assert not line.keys() & {"cpv", "sectors"}
        told = re.findall(r"\b\d{8}\b|\b\d\d\.\d\d\b", f"{line['id']} {line['title']}")
        assert not known.intersection(told), line


def test_no_notice_tells_its_own_code_in_its_text(tmp_path):
    codes = {notice.id: notice.cpv_main[0] for notice in notices.notices()}
    for line in lines(TEXTS, tmp_path):
        assert codes[line["id"]] not in json.dumps(line), line["id"]


def test_documents_are_those_that_can_be_right(tmp_path):
    for layer in (ACROSS, AT_HOME, TEXTS):
        ids = {line["id"] for line in lines(layer, tmp_path)}
        asked = set().union(*(query.right for query in layer.queries(nothing)))
        assert asked <= ids
