"""Styles: only the tokens name colours and pixels, each part has its styles, contrast holds."""

import re
from pathlib import Path

import pytest

import search_app
from search_app.pages.parts import styles

ROOM = Path(search_app.__file__).parent
TOKENS = (ROOM / "static/css/tokens.css").read_text(encoding="utf-8")
PARTS = sorted((ROOM / "parts").glob("*.css"))
SHEETS = [ROOM / "static/css/base.css", *PARTS]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_only_tokens_name_colours_and_pixels(sheet):
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert not re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\d+px", css)
    used = set(re.findall(r"var\((--[\w-]+)", css))
    assert used <= set(re.findall(r"^\s*(--[\w-]+):", TOKENS, flags=re.M))


def test_every_part_is_shown_on_the_page_of_examples(client):
    example = (ROOM / "templates/style.html").read_text(encoding="utf-8")
    shown = set(re.findall(r'from "(\w+)\.html"', example))
    for part in sorted(shown):
        text = (ROOM / "parts" / f"{part}.html").read_text(encoding="utf-8")
        shown |= set(re.findall(r'from "(\w+)\.html"', text))
    parts = {part.stem for part in (ROOM / "parts").glob("*.html")}
    assert parts - shown == {"start"}  # a whole page of its own: the first one
    assert client.get("/de/style").status_code == 200


def test_no_sheet_of_a_part_is_left_out():
    assert all(sheet.read_text(encoding="utf-8") in styles() for sheet in PARTS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_on_the_page_is_at_least_seven_to_one(scheme):
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))
    for text in ("text", "muted", "strong", "accent"):
        assert contrast(colours[text], colours["page"]) >= 7, text
    for text, ground in (
        ("on-strong", "strong"),
        ("text", "tint"),
        ("strong", "tint"),
        ("muted", "surface"),
        ("muted", "tint"),
        ("accent", "accent-tint"),
        ("strong", "accent-tint"),
        ("strong", "surface"),
    ):
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["line-firm"], colours["raised"]) >= 3


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
