"""Legal forms as names write them."""

import pytest

from taxonomy import cpv, legalforms, sizes


@pytest.mark.parametrize(
    ("name", "country", "stem", "code"),
    [
        ("ACME spol.s r.o.", "CZ", "ACME", "cz-112"),
        ("ACME, spol. s r. o.", "CZ", "ACME", "cz-112"),
        ("KOVOVÝROBA HONZÍK, s.r.o.", "CZ", "KOVOVÝROBA HONZÍK", "cz-112"),
        ("ACME s. r. o. v likvidaci", "CZ", "ACME", "cz-112"),
        ("Texas a.s.", "CZ", "Texas", "cz-121"),
        ("Texas", "CZ", "Texas", ""),
        ("Zahrada, příspěvková organizace", "CZ", "Zahrada", "cz-331"),
        ("Home Credit N.V., odštěpný závod", "CZ", "Home Credit N.V", "cz-421"),
        ("Bau GmbH & Co. KG", "DE", "Bau", "de-gmbh-co-kg"),
        ("Foo-GmbH & Co.KG", "DE", "Foo", "de-gmbh-co-kg"),
        ("Foo Baugesellschaft mbH", "DE", "Foo Baugesellschaft", "de-gmbh"),
        ("Beispiel UG (haftungsbeschränkt)", "DE", "Beispiel", "de-ug"),
        ("BEISPIEL GMBH DRESDEN", "DE", "BEISPIEL DRESDEN", "de-gmbh"),
        ("Musterhaus GmbH in Liquidation", "DE", "Musterhaus", "de-gmbh"),
        ("Müller e.Kfm.", "DE", "Müller", "de-ek"),
        ("Hans Meier e.K. Inh. Otto", "DE", "Hans Meier Inh. Otto", "de-ek"),
        ("EK Technik", "DE", "EK Technik", ""),
        ("GmbH", "DE", "GmbH", "de-gmbh"),
        ("Verein e.V.", "DE", "Verein", "de-ev"),
        ("Anything Ltd.", "GB", "Anything Ltd.", ""),
    ],
)
def test_the_form_is_split_off_the_name(name, country, stem, code):
    parsed = legalforms.parse(name, country)
    assert parsed.code == code
    assert parsed.stem.rstrip(".") == stem.rstrip(".")


def test_natural_persons_are_told_by_their_form():
    czech = {f"cz-{number}" for number in (*range(100, 109), 424, 425)}
    told = {code for code in legalforms.forms() if legalforms.natural_person(code)}
    assert told - {"de-ek", "de-einzelunternehmen"} == czech
    assert not legalforms.natural_person("cz-999")


def test_every_form_has_wording_in_three_languages():
    for code, form in legalforms.forms().items():
        assert all(legalforms.title(code, language) for language in ("de", "cs", "en"))
        assert code.startswith(form.country.lower())


def test_cpv_codes_lose_their_check_digit_and_get_their_zero_back():
    assert cpv.normalised("44316000-8") == "44316000"
    assert cpv.normalised("3000000") == "03000000"
    assert cpv.normalised("99999999") is None
    assert cpv.prefixes("44316000") == ("44", "443", "4431", "44316", "44316000")
    assert cpv.prefixes("03000000") == ("03", "03000000")
    assert cpv.title("44316000", "de")


def test_size_classes_become_ranges():
    assert [sizes.employees(code) for code in ("110", "230", "510", "000", "")] == [
        "0", "25-49", "10000+", "", "",
    ]  # fmt: skip
