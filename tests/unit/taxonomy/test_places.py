"""Places in both languages, with and without accents, and addresses."""

import pytest

from taxonomy import border, places
from taxonomy.folding import fold


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Görlitz", "Görlitz"),
        ("Goerlitz", "Görlitz"),
        ("gorlitz", "Görlitz"),
        ("Zhořelec", "Görlitz"),
        ("zhorelec", "Görlitz"),
        ("Aussig", "Ústí nad Labem"),
        ("usti n. L.", "Ústí nad Labem"),
        ("Ústí", "Ústí nad Labem"),
        ("ÚSTÍ NAD LABEM", "Ústí nad Labem"),
        ("Reichenberg", "Liberec"),
        ("400 01", "Ústí nad Labem"),
        ("40001", "Ústí nad Labem"),
        ("CZ-460 01 Liberec", "Liberec"),
        ("01067", "Dresden"),
        ("1067 Dresden", "Dresden"),
        ("Dresden, Altstadt", "Dresden"),
        ("Frankenberg", "Frankenberg/Sa."),
        ("Annaberg", "Annaberg-Buchholz"),
        # a place's own name goes before another's foreign name
        ("Cvikov", "Cvikov"),
        ("Zwickau", "Zwickau"),
    ],
)
def test_a_place_is_found_by_name_and_postal_code(text, name):
    assert places.find(text).name == name


@pytest.mark.parametrize("text", ["", " ", "5", "Nirgendwo", "99999", "()", ",", "\x00", "12 345"])
def test_what_names_no_place_is_none(text):
    assert places.find(text) is None


def test_names_of_both_towns_called_zwickau_are_offered():
    assert [(one.name, one.country) for one in places.find_all("Zwickau")] == [
        ("Zwickau", "DE"),
        ("Cvikov", "CZ"),
    ]


def test_an_address_gets_the_point_of_its_quarter_and_the_district_of_its_town():
    dresden = places.locate("DE", "01307", "Dresden")
    assert (dresden.district, dresden.region, dresden.precision) == ("14612", "DED", "postal_code")
    assert (dresden.latitude, dresden.longitude) == pytest.approx((51.05, 13.75), abs=0.03)


def test_a_municipality_code_goes_before_the_name():
    usti = places.locate("CZ", "40001", "Jinde", "554804")
    assert usti.district == "CZ0427"
    assert "Aussig" in usti.names


@pytest.mark.parametrize(
    ("country", "postal_code", "locality"),
    [
        ("DE", "07586", "Hartmannsdorf"),  # in Thuringia; Saxony has one too
        ("DE", "", "Bernsdorf"),  # two in Saxony
        ("CZ", "11000", "Praha"),
        ("DE", "80331", "München"),
        ("PL", "59-900", "Zgorzelec"),
    ],
)
def test_a_place_outside_or_ambiguous_is_not_located(country, postal_code, locality):
    assert places.locate(country, postal_code, locality) == places.Located()


def test_every_municipality_lies_in_a_known_district_near_its_postal_code():
    for one in places.municipalities():
        assert places.district(one.district).country == one.country
        assert 49.8 < one.latitude < 51.8
        assert 11.8 < one.longitude < 15.8
        assert places.find(one.name) is not None, one.name
    assert len(places.municipalities()) == 1121


def test_towns_are_not_written_in_capitals():
    assert [one.name for one in places.municipalities() if one.name.isupper()] == []


def test_districts_and_regions_have_titles_in_three_languages():
    assert len(places.districts()) == 27
    for one in (*places.districts(), *places.regions()):
        assert all(one.titles[language] for language in ("de", "cs", "en"))


def test_the_region_holds_the_districts_along_the_border():
    region = border.load(None)
    assert region.holds("14524")
    assert region.holds("CZ0421")
    assert not region.holds("14713")  # Leipzig
    assert not region.holds("CZ0100")  # Praha
    assert region.holds_region("DED")
    assert not region.holds_region("CZ010")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("districts: [Zwickau]\n", "districts: 'Zwickau'"),
        ("kraje: [CZ042]\n", "unknown field `kraje`"),
        ("districts: []\n", "names no districts"),
        ("districts: [\n", "region.yaml"),
    ],
)
def test_a_wrong_region_file_is_named_with_its_key(tmp_path, content, said):
    file = tmp_path / "region.yaml"
    file.write_text(content)
    with pytest.raises(border.SettingsError, match=r"PARTNERNET_REGION") as raised:
        border.load(file)
    assert said in str(raised.value)


def test_folding_takes_case_accents_and_punctuation():
    assert fold("Ústí  n/L.") == "usti n l"
    assert fold("Weißwasser/O.L.") == "weisswasser o l"
