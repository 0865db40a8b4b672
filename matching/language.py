"""In which language a query is written: German, Czech or English."""

import json
from functools import cache
from importlib.resources import files

from langdetect import LangDetectException
from langdetect.detector_factory import DetectorFactory
from langdetect.utils.lang_profile import LangProfile

from matching.request import LANGUAGES


def detect(text: str) -> str:
    """Return de, cs or en; de where nothing speaks for one of them."""
    detector = _factory().create()
    detector.append(text.lower())
    try:
        return str(detector.detect())
    except LangDetectException:
        return "de"


@cache
def _factory() -> DetectorFactory:
    """Load the profiles of our languages only: others would only be mistaken for them."""
    factory = DetectorFactory()
    factory.seed = 0
    for index, language in enumerate(LANGUAGES):
        profile = json.loads(files("langdetect").joinpath("profiles", language).read_bytes())
        factory.add_profile(LangProfile(**profile), index, len(LANGUAGES))
    return factory
