"""Which passwords are taken, and how they are kept."""

import pytest

from store import passwords
from store.refusals import Refused, Why

PERSON = {"email": "jan.novak@huta-decin.cz", "name": "Jan Novák"}


@pytest.mark.parametrize(
    "password",
    [
        "zwölf Äpfel und eine Birne",
        "příliš žluťoučký",
        "correcthorse",
        "🐎🔋📎✂🌲🌻 🌊🚂🍐🍏🐟",
        "x7#Kq9!bVt2$",
    ],
)
def test_length_is_enough_whatever_the_characters(password):
    passwords.check(password, **PERSON)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elf Zeichen", Why.SHORT),
        ("", Why.SHORT),
        ("a" * 201, Why.LONG),
        ("aaaaaaaaaaaaaaaa", Why.MONOTONOUS),
        ("121212121212", Why.MONOTONOUS),
        ("abcdefghijkl", Why.MONOTONOUS),
        ("098765432109", Why.MONOTONOUS),
        ("1qaz2wsx3edc", Why.COMMON),
        ("Sonnenschein", Why.COMMON),
        ("PartnerNet2026!", Why.GUESSABLE),
        ("Novák-Novák-1", Why.GUESSABLE),
        ("huta dobrý den", Why.GUESSABLE),
    ],
)
def test_what_would_be_tried_first_is_refused_with_the_reason(password, why):
    with pytest.raises(Refused) as refused:
        passwords.check(password, **PERSON)
    assert (refused.value.why, refused.value.field) == (why, "password")


def test_short_names_and_the_end_of_an_address_are_no_words_to_be_guessed():
    passwords.check("Januar in Cizkov", **PERSON)


def test_a_hash_has_its_salt_and_its_parameters_and_fits_one_password():
    one, other = passwords.hashed("correcthorse"), passwords.hashed("correcthorse")
    assert one != other
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # RFC 9106, section 4
    assert passwords.fits("correcthorse", one)
    assert not passwords.fits("correcthorsf", one)
    assert not passwords.outdated(one)


@pytest.mark.parametrize("kept", [None, "", "plain"])
def test_without_a_hash_nothing_fits(kept):
    assert not passwords.fits("nobody", kept)
