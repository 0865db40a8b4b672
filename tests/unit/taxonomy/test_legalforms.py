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
        ("Home Credit N.V., odštěpný závod", "CZ", "Home Credit", "cz-421"),
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
        # one form in every spelling
        ("ACME s. r. o.", "CZ", "ACME", "cz-112"),
        ("ACME S.R.O", "CZ", "ACME", "cz-112"),
        ("ACME, společnost s ručením omezeným", "CZ", "ACME", "cz-112"),
        ("ACME, spolecnost s rucenim omezenym", "CZ", "ACME", "cz-112"),
        ("Foo, akc. spol.", "CZ", "Foo", "cz-121"),
        ("Foo a. s.", "CZ", "Foo", "cz-121"),
        ("Výzkumný ústav Foo, v. v. i.", "CZ", "Výzkumný ústav Foo", "cz-661"),
        ("Sokol Foo, z. s.", "CZ", "Sokol Foo", "cz-706"),
        ("Foo, o.p.s.", "CZ", "Foo", "cz-141"),
        ("Nadační fond Foo", "CZ", "Foo", "cz-118"),
        ("Nadace Foo", "CZ", "Foo", "cz-117"),
        ("Foo, svěřenský fond", "CZ", "Foo", "cz-961"),
        ("RSJ PE podfond", "CZ", "RSJ PE", "cz-podfond"),
        ("Foo, podfond Bar Funds SICAV", "CZ", "Foo Bar Funds", "cz-podfond"),
        ("Foo Gesellschaft mit beschraenkter Haftung", "DE", "Foo", "de-gmbh"),
        ("Foo Handelsges. m. b. H.", "DE", "Foo Handelsges", "de-gmbh"),
        ('"Werbe-Service Foo GmbH"', "DE", "Werbe-Service Foo", "de-gmbh"),
        ("Foo Versicherungsaktiengesellschaft", "DE", "Foo Versicherungs", "de-ag"),
        ("Landhandel Foo e. G.", "DE", "Landhandel Foo", "de-eg"),
        ("Solar Foo Gbr Inh. Ulf Bar", "DE", "Solar Foo Inh. Ulf Bar", "de-gbr"),
        ("Bürger-Stiftung Foo", "DE", "Bürger Foo", "de-stiftung"),
        ("Foo & Partner mbB Ingenieure", "DE", "Foo Ingenieure", "de-partg-mbb"),
        # the general partner's form belongs to a limited partnership's
        ("Foo mbH & Co. Beteiligungs KG", "DE", "Foo Beteiligungs", "de-gmbh-co-kg"),
        ("Foo SE & Co. KGaA", "DE", "Foo", "de-se-co-kgaa"),
        ("Foo UG (haftungsbeschränkt) und Co. KG", "DE", "Foo", "de-ug-co-kg"),
        ("Foo GmbH + Co", "DE", "Foo", "de-gmbh-co-kg"),
        ("Foo Limited & Co. KG", "DE", "Foo", "de-foreign-co-kg"),
        ("Foo & Co. KG", "DE", "Foo", "de-kg"),
        ("Foo & Co. KG Dresden", "DE", "Foo Dresden", "de-kg"),
        ("Foo PLC & Co. Luftverkehrs KG", "DE", "Foo Luftverkehrs", "de-foreign-co-kg"),
        # a fund goes before its manager's form
        (
            "Foo 45, otevřený podílový fond, Bar investiční společnost a.s.",
            "CZ",
            "Foo 45 Bar investiční společnost",
            "cz-541",
        ),
        ("Foo, podfond Bar FKI SICAV, a.s.", "CZ", "Foo Bar FKI", "cz-podfond"),
        # across the border, and from elsewhere
        ("Foo GmbH", "CZ", "Foo", "de-gmbh"),
        ("Foo AG, organizační složka", "CZ", "Foo", "cz-421"),
        ("Foo s.r.o.", "DE", "Foo", "cz-112"),
        ("Foo SE", "DE", "Foo", "de-se"),
        ("Foo S.E.", "CZ", "Foo", "cz-932"),
        ("Anything Ltd.", "GB", "Anything", "xx-ltd"),
        ("Foo S.à r.l. - Zweigniederlassung Köln", "DE", "Foo Zweigniederlassung Köln", "xx-sarl"),
        ("Foo Sp. z o.o.", "DE", "Foo", "pl-spzoo"),
        ("Foo S.A.", "CZ", "Foo", "xx-sa"),
        ("Foo AS", "DE", "Foo", "no-as"),
        ("Foo B.V. Niederlassung Bar", "DE", "Foo Niederlassung Bar", "xx-bv"),
        # words and initials that are no form
        ("Auto P S", "DE", "Auto P S", ""),
        ("I.T.G.-GmbH Foo", "DE", "I.T.G. Foo", "de-gmbh"),
        ("Foo (Maritime P.E.) GmbH", "DE", "Foo (Maritime P.E.)", "de-gmbh"),
        ("Přátelé nadace Foo", "CZ", "Přátelé nadace Foo", ""),
        ("Foo AG - Stiftung", "DE", "Foo AG", "de-stiftung"),
        ("AI-EV", "DE", "AI-EV", ""),
        ("Foto PS", "CZ", "Foto PS", ""),
        ("Stavby KS", "CZ", "Stavby KS", ""),
        ("Ev. Kirchengemeinde Foo", "DE", "Ev. Kirchengemeinde Foo", ""),
        ("AG Chemie Foo", "DE", "AG Chemie Foo", ""),
        ("Postará se", "CZ", "Postará se", ""),
    ],
)
def test_the_form_is_split_off_the_name(name, country, stem, code):
    parsed = legalforms.parse(name, country)
    assert parsed.code == code
    assert parsed.stem.rstrip(".") == stem.rstrip(".")


@pytest.mark.parametrize(
    ("name", "country", "stem", "status"),
    [
        ("Foo GmbH in Liquidation", "DE", "Foo", "liquidation"),
        ("Foo GmbH i. L.", "DE", "Foo", "liquidation"),
        ("Foo GmbH (i.L.)", "DE", "Foo", "liquidation"),
        ("Foo GmbH in Insolvenz", "DE", "Foo", "insolvency"),
        ("Foo AG im Konkurs", "DE", "Foo", "insolvency"),
        ("Foo GmbH i. G.", "DE", "Foo", ""),
        ("Foo s.r.o. v likvidaci", "CZ", "Foo", "liquidation"),
        ('Foo s.r.o. "v likvidaci"', "CZ", "Foo", "liquidation"),
        ("Foo a.s. - v insolvenci", "CZ", "Foo", "insolvency"),
        ("Foo, a.s., v likvidaci, pobočka", "CZ", "Foo pobočka", "liquidation"),
        ("Insolvenzberatung Foo GmbH", "DE", "Insolvenzberatung Foo", ""),
        ("Likvidace Foo s.r.o.", "CZ", "Likvidace Foo", ""),
        ("Foo IL GmbH", "DE", "Foo IL", ""),
    ],
)
def test_the_state_of_dissolution_is_told_and_taken_off(name, country, stem, status):
    parsed = legalforms.parse(name, country)
    assert (parsed.stem, parsed.status) == (stem, status)
    assert legalforms.status(name, country) == status
    assert bool(parsed.code)


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
