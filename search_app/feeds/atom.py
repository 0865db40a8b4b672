"""Atom (RFC 4287) of alerts."""

import re
import uuid

from flask import render_template, request, url_for
from lxml import etree

from search_app import links
from search_app.feeds.gathering import Entry
from search_app.labels import language
from search_app.texts import gettext
from store.houses import House
from store.watches import Watch

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_NAMES = uuid.UUID("9a2d7c56-5f0b-4c1e-9a3e-6f3a1d2b7c40")
"""Of ids: drawn once. An id is of what it is about, so that a reader that has an entry knows it
again after a rebuild or an older backup."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (1.0, 2.2), and registers do."""


def feed(house: House, watch: Watch | None, entries: list[Entry], updated: str) -> bytes:
    """Return the feed of ``house``, or of one of its saved searches; ``updated`` as its newest."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set(f"{{{_XML}}}lang", language())
    _add(root, "id", identifier(house.key, house.created, str(watch.id) if watch else ""))
    title = gettext("PartnerNet: what saved searches of %(house)s report", house=house.name)
    _add(root, "title", f"{watch.name} – PartnerNet" if watch else title)
    _add(root, "updated", updated)
    _link(root, "self", links.to_send(request.full_path.rstrip("?")), "application/atom+xml")
    _link(root, "alternate", links.to_send(url_for("pages.organisations")), "text/html")
    author = etree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, "name", "PartnerNet")
    for entry in entries:
        _entry(root, house, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def identifier(*about: str) -> str:
    """Return an id that is the same for the same things, and for nothing else."""
    return uuid.uuid5(_NAMES, "\n".join(about)).urn


def _entry(root: etree._Element, house: House, entry: Entry) -> None:
    added = etree.SubElement(root, f"{{{_ATOM}}}entry")
    about = (house.key, house.created, entry.collection, entry.thing, entry.content)
    _add(added, "id", identifier(*about))
    _add(added, "title", entry.card.name)
    _add(added, "published", entry.published)
    _add(added, "updated", entry.updated)
    _link(added, "alternate", entry.url, "text/html")
    for name in entry.watches:
        etree.SubElement(added, f"{{{_ATOM}}}category", term=_clean(name))
    content = _add(added, "content", render_template("feeds/entry.html", entry=entry))
    content.set("type", "html")


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    added = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    added.text = _clean(text)
    return added


def _link(parent: etree._Element, rel: str, href: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}link", rel=rel, href=_clean(href), type=kind)


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
