"""Names as they are compared."""

import pytest

from indexer.normalise.names import comparison


@pytest.mark.parametrize(
    ("country", "spellings"),
    [
        (
            "DE",
            (
                "Müller & Söhne GmbH",
                "Mueller und Soehne G.m.b.H.",
                "MULLER + SÖHNE",
                "Fa. Müller u. Söhne GmbH i. L.",
                '"Müller  &  Söhne" GmbH',
                "Müller & Söhne GmbH & Co. KG",
            ),
        ),
        (
            "CZ",
            (
                "Novák a syn, spol. s r.o.",
                "NOVÁK & SYN s.r.o. v likvidaci",
                "Novak a syn",
                "Firma Novák a syn, a.s.",
            ),
        ),
        ("DE", ("Gebr. Foo Handelsges. m.b.H.", "Gebrüder Foo Handelsgesellschaft mbH")),
        ("CZ", ("A. S. A., spol. s r.o.", "ASA s.r.o.", "A.S.A. spol. s r. o.")),
        ("DE", ("McDonald's Deutschland LLC", "McDonald’s Deutschland", "McDonalds Deutschland")),
        ("DE", ("Foo Versicherungs-AG", "Foo Versicherungsaktiengesellschaft")),
    ],
)
def test_spellings_of_one_name_compare_equal(country, spellings):
    assert len({comparison(one, country) for one in spellings}) == 1


@pytest.mark.parametrize(
    ("country", "first", "second"),
    [
        ("DE", "Solarfonds II GmbH", "Solarfonds III GmbH"),
        ("DE", "Neue Quelle GmbH", "Nü Qülle GmbH"),
        ("DE", "Autohaus 24 GmbH", "Autohaus 25 GmbH"),
        ("DE", "Müller Bau GmbH", "Müller Holding GmbH"),
        ("CZ", "Kovo Děčín s.r.o.", "Kovo Most s.r.o."),
        ("CZ", "A. Novák s.r.o.", "Novák s.r.o."),
    ],
)
def test_names_that_differ_compare_unequal(country, first, second):
    assert comparison(first, country) != comparison(second, country)


@pytest.mark.parametrize(
    ("name", "country", "form"),
    [
        ("GmbH", "DE", "gmbh"),
        ("???", "DE", ""),
        ("", "CZ", ""),
        ("&", "DE", ""),
        ("24/7 Servis a.s.", "CZ", "24 7 servis"),
        ("C & A", "DE", "ca"),
    ],
)
def test_a_name_keeps_something_to_be_compared_by(name, country, form):
    assert comparison(name, country) == form
