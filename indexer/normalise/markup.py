"""Texts that came with the markup of a web page, and without the persons to contact in them."""

import html
import re

from lxml import etree
from lxml import html as lxml_html

from indexer.sentences import sentences

LONGEST = 20_000
"""Characters of a description that are read; the longest of trade fairs have a tenth of it."""

_TAG = re.compile(r"<(?:[a-zA-Z/!])")
_BLOCKS = ("br", "p", "div", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol")
_UNREAD = ("script", "style", "head", "template", "noscript")
_MAIL = re.compile(r"\S@[^\s@]{1,100}\.\w|[([](?:at|zavináč)[)\]]", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\b(?:tel|telefon|fon|phone|mobil|fax|handy)\b[.:\s]*\+?[\d(])|(?:\+|\b00)4(?:9|20)[\s\d()/-]{7,}",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W*(?:kontakt|ansprechpartner(?:in|innen)?|ansprechperson|kontaktní osoba|kontaktujte|"
    r"contact(?: person)?|veranstalter(?:in)?|organisator(?:in)?|organizátor(?:ka)?|"
    r"pořadatel(?:ka)?|organi[sz]er|rückfragen|info(?:rmationen)? bei)\s*[:–-]",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a text without tags and entities; blocks and line breaks of HTML end a line."""
    text = text[:LONGEST]
    if not _TAG.search(text):
        return html.unescape(text)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(f"<body>{text}</body>", parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    for element in list(root.iter(*_UNREAD)):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.tail = f"\n{element.tail or ''}"
        element.text = f"\n{element.text or ''}"
    return str(root.text_content())


def without_contacts(text: str) -> str:
    """Return a text without the sentences that name whom to ask: mail, telephone, "Kontakt:".

    They name persons, and a mail address is one's name often.
    """
    lines = (
        " ".join(part for part in sentences(line) if not _tells_contact(part))
        for line in text.splitlines()
    )
    return "\n".join(filter(None, lines))


def _tells_contact(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in (_MAIL, _PHONE, _CONTACT))
