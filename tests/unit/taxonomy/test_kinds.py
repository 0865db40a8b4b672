"""What an organisation is, told by name and legal form. Institutions are real, firms invented."""

import pytest

from taxonomy import kinds, legalforms

INSTITUTES = [
    ("Fraunhofer-Institut für Werkzeugmaschinen und Umformtechnik IWU", "DE"),
    ("Fraunhofer-Gesellschaft zur Förderung der angewandten Forschung e.V.", "DE"),
    ("Leibniz-Institut für Polymerforschung Dresden e.V.", "DE"),
    ("Helmholtz-Zentrum Dresden-Rossendorf e. V.", "DE"),
    ("Sächsisches Textilforschungsinstitut e.V.", "DE"),
    ("Institut für Holztechnologie Dresden gemeinnützige GmbH", "DE"),
    ("Forschungsinstitut für Leder und Kunststoffbahnen gGmbH", "DE"),
    ("Výzkumný ústav rostlinné výroby, v.v.i.", "CZ"),
    ("Výzkumný ústav textilních strojů Liberec, a.s.", "CZ"),
    ("Ústav fyziky plazmatu AV ČR, v. v. i.", "CZ"),
]
UNIVERSITIES = [
    ("Technische Universität Dresden", "DE"),
    ("Westsächsische Hochschule Zwickau", "DE"),
    ("Hochschule Zittau/Görlitz", "DE"),
    ("TU Bergakademie Freiberg", "DE"),
    ("Duale Hochschule Sachsen", "DE"),
    ("Technische Universitaet Chemnitz", "DE"),
    ("Univerzita Jana Evangelisty Purkyně v Ústí nad Labem", "CZ"),
    ("Technická univerzita v Liberci", "CZ"),
    ("ŠKODA AUTO VYSOKÁ ŠKOLA o.p.s.", "CZ"),
    ("Vysoká škola finanční a správní, a.s.", "CZ"),
]
CHAMBERS = [
    ("Industrie- und Handelskammer Dresden", "DE"),
    ("Handwerkskammer Chemnitz", "DE"),
    ("IHK Chemnitz Regionalkammer Zwickau", "DE"),
    ("Architektenkammer Sachsen, Körperschaft des öffentlichen Rechts", "DE"),
    ("Deutsch-Tschechische Industrie- und Handelskammer", "DE"),
    ("Okresní hospodářská komora Most", "CZ"),
    ("Krajská hospodářská komora Ústeckého kraje", "CZ"),
    ("Česko-německá obchodní a průmyslová komora, z.s.", "CZ"),
]
CLUSTERS = [
    ("Energieeffizienz-Cluster Sachsen e.V.", "DE"),
    ("Automobilcluster Beispielland e. V.", "DE"),
    ("Klastr přesného strojírenství, z.s.", "CZ"),
    ("Moravskoslezský automobilový klastr, z.s.", "CZ"),
    ("Nábytkářský klastr, družstvo", "CZ"),
]
COMPANIES = [
    ("Institut für Kosmetik GmbH", "DE"),
    ("Marktforschungsinstitut Beispiel GmbH", "DE"),
    ("Beispiel Gesellschaft für Sozialforschung mbH", "DE"),
    ("IHK Bildungszentrum Beispiel gGmbH", "DE"),
    ("Kammerer Transporte GmbH", "DE"),
    ("Cluster Software GmbH & Co. KG", "DE"),
    ("Hochschulbuchhandlung Beispiel GmbH", "DE"),
    ("Helmholtz Apotheke OHG", "DE"),
    ("Fraunhofer Optik GmbH", "DE"),
    ("Institut krásy s.r.o.", "CZ"),
    ("Ústav zubní techniky s.r.o.", "CZ"),
    ("Komora audio s.r.o.", "CZ"),
    ("Klastr servis s.r.o.", "CZ"),
]
ASSOCIATIONS = [
    ("Förderverein der Hochschule Mittweida e.V.", "DE"),
    ("Freunde der Technischen Universität Dresden e. V.", "DE"),
    ("Institut für Lebensfreude e.V.", "DE"),
    ("Spolek absolventů a přátel Univerzity Pardubice, z.s.", "CZ"),
]


@pytest.mark.parametrize(
    ("kind", "name", "country"),
    [
        (kind, *one)
        for kind, several in (
            ("institute", INSTITUTES),
            ("university", UNIVERSITIES),
            ("chamber", CHAMBERS),
            ("cluster", CLUSTERS),
            ("company", COMPANIES),
            ("association", ASSOCIATIONS),
        )
        for one in several
    ],
)
def test_name_and_form_tell_the_kind(kind, name, country):
    form = legalforms.parse(name, country).code
    assert kinds.kind_of(name, form, country) == kind


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("cz-661", "institute"),
        ("cz-601", "university"),
        ("cz-745", "chamber"),
        ("cz-741", "chamber"),
    ],
)
def test_a_form_that_is_a_kind_tells_it_whatever_the_name(form, kind):
    assert kinds.kind_of("Beispiel", form, "CZ") == kind


@pytest.mark.parametrize("country", ["DE", "CZ", "PL"])
def test_what_nothing_tells_of_is_what_its_form_is(country):
    assert kinds.kind_of("Beispiel", "", country) == "company"
    assert kinds.kind_of("Hilfe", "de-ev", country) == "association"


def test_a_body_under_public_law_whose_name_lost_its_accents_is_known():
    assert kinds.kind_of("KRAJSKA HOSPODARSKA KOMORA LIBERECKEHO KRAJE", "", "CZ") == "chamber"
