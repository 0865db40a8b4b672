"""Texts, numbers and dates of the report in German, Czech and English; texts are data."""

from datetime import datetime
from functools import cache
from importlib.resources import files

import msgspec
from babel import Locale
from babel.dates import format_datetime
from babel.numbers import format_decimal, format_percent

from core.strict import parse

LANGUAGES = ("de", "cs", "en")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in all languages, with named places in braces."""

    de: str
    cs: str
    en: str


class TextsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``texts.yaml``."""

    page: dict[str, Text]
    figures: dict[str, Text]
    """By name of the figure."""
    findings: dict[str, Text]
    """What is said of a threshold that was crossed, by its name."""
    advice: dict[str, Text]
    """What to do then."""
    reasons: dict[str, Text]
    """Codes of rejections, remarks and rows left out."""
    fields: dict[str, Text]
    """Fields of a record."""


@cache
def texts() -> TextsFile:
    """Return the texts that are shipped."""
    name = "texts.yaml"
    text = files("indexer.quality").joinpath(name).read_text(encoding="utf-8")
    return parse(text, name, TextsFile)


class Speaker:
    """Says things in one language; made for templates."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(language)
        # One digit behind the decimal sign: 0.5 % is a threshold.
        self._percent = self._locale.percent_formats[None].pattern.replace("0", "0.0", 1)

    def page(self, key: str, **values: object) -> str:
        """Return a text of the page around the figures."""
        return self._said(texts().page[key], **values)

    def figure(self, name: str) -> str:
        """Return the name of a figure."""
        return self._said(texts().figures[name])

    def finding(self, name: str, **values: object) -> str:
        """Return the sentence on a threshold that was crossed."""
        return self._said(texts().findings[name], **values)

    def advice(self, name: str) -> str:
        """Return the sentence that says what to do."""
        return self._said(texts().advice[name])

    def reason(self, code: str) -> str:
        """Return a reason in words; one that has none is its own name."""
        known = texts().reasons.get(code)
        return self._said(known) if known else code

    def field(self, name: str) -> str:
        """Return the name of a record's field; one that has none is its own name."""
        known = texts().fields.get(name)
        return self._said(known) if known else name

    def number(self, value: float) -> str:
        """Return a whole number: 1.234."""
        return str(format_decimal(round(value), locale=self._locale))

    def signed(self, value: float) -> str:
        """Return a whole number that says its direction, with a real minus sign."""
        return _with_sign(self.number(abs(value)), value)

    def percent(self, share: float) -> str:
        """Return a share of 0 to 1 with one digit behind the decimal sign: 12,3 %."""
        return str(format_percent(share, format=self._percent, locale=self._locale))

    def signed_percent(self, share: float) -> str:
        """Return a share that says its direction."""
        return _with_sign(self.percent(abs(share)), share)

    def points(self, share: float) -> str:
        """Return the difference of two shares: 5,0 Prozentpunkte."""
        number = format_decimal(share * 100, format="#,##0.0", locale=self._locale)
        return self.page("points", number=number)

    def time(self, iso: str) -> str:
        """Return a point of time in UTC."""
        moment = datetime.fromisoformat(iso)
        return str(format_datetime(moment, "short", locale=self._locale)) if iso else ""

    def _said(self, text: Text, **values: object) -> str:
        said: str = getattr(text, self.language)
        return said.format(**values)


def _with_sign(shown: str, value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{shown}"
