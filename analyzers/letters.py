"""Which language a text is in, told by its sequences of letters."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from langdetect import LangDetectException
from langdetect.detector_factory import DetectorFactory
from langdetect.utils.lang_profile import LangProfile

LANGUAGES = ("de", "cs", "en")


def letter_statistics(text: str, among: Sequence[str] = LANGUAGES) -> str:
    """Return the language of ``among`` whose letter sequences ``text`` has, by langdetect.

    The first of ``among`` where the text has no letters. Sure for a sentence, doubtful for a word.
    """
    detector = _factory().create()
    detector.append(text.lower())
    try:
        found = [guess.lang for guess in detector.get_probabilities()]
    except LangDetectException:
        found = []
    return next((language for language in found if language in among), among[0])


@cache
def _factory() -> DetectorFactory:
    """Load the profiles of our languages only: others would only be mistaken for them."""
    factory = DetectorFactory()
    factory.seed = 0
    for index, language in enumerate(LANGUAGES):
        profile = json.loads(files("langdetect").joinpath("profiles", language).read_bytes())
        factory.add_profile(LangProfile(**profile), index, len(LANGUAGES))
    return factory
