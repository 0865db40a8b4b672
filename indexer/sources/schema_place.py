"""Where an event is, as schema.org tells it: a place, an address, a line of text, or online."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from indexer.normalise import text
from indexer.sources import event_places, jsonld
from indexer.sources.entry import Position
from indexer.sources.event_places import Spot
from indexer.sources.jsonld import Node


class Where(NamedTuple):
    """A place as a line for people and by its parts."""

    venue: str = ""
    spot: Spot = Spot()


def place(value: Any, known: Mapping[str, Node]) -> Where:
    """Return the first place that is on Earth; nothing for an event that is online only."""
    for one in value if isinstance(value, list) else [value]:
        node = known.get(one.get("@id", ""), one) if isinstance(one, dict) else one
        if isinstance(node, str) and node.strip():
            return Where(node)
        if isinstance(node, dict) and "VirtualLocation" not in jsonld.types(node):
            return _of_node(node, known)
    return Where()


def _of_node(node: Node, known: Mapping[str, Node]) -> Where:
    name, address = _string(node.get("name")), node.get("address", node)
    if isinstance(address, list):
        address = address[0] if address else {}
    if isinstance(address, dict):
        address = known.get(str(address.get("@id", "")), address)
        spot, line = _of_address(address)
    else:
        line = _string(address)
        spot = event_places.spot(f"{name}, {line}")
    venue = ", ".join(filter(None, (name, line)))
    point = node.get("geo")
    if spot.position is None and not line:
        spot = event_places.spot(name)
    latitude, longitude = _degrees(point, "latitude"), _degrees(point, "longitude")
    if latitude is None or longitude is None:
        return Where(venue, spot)
    known_parts = spot.position or Position()
    parts = (known_parts.street, known_parts.postal_code, known_parts.locality)
    return Where(venue, Spot(spot.country, Position(*parts, latitude, longitude)))


def _of_address(address: Node) -> tuple[Spot, str]:
    street = _string(address.get("streetAddress"))
    code, town = _string(address.get("postalCode")), _string(address.get("addressLocality"))
    country = event_places.country_code(_string(address.get("addressCountry")))
    line = ", ".join(filter(None, (street, f"{code} {town}".strip())))
    if not country:
        country = event_places.spot(line).country
    position = Position(street, code, town) if code or town else None
    return Spot(country, position), line


def _string(value: Any) -> str:
    """Return a text or a number as text; of a node its name."""
    if isinstance(value, dict):
        value = value.get("name", value.get("@value", ""))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return text.clean(str(value))


def _degrees(point: Any, name: str) -> float | None:
    value = point.get(name) if isinstance(point, dict) else None
    try:
        return None if value is None or isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None
