"""Reading a page as a browser would: what is there, not how it is written."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

_VOID = {"br", "input", "link", "meta", "img", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    texts: list["str | Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        return "".join(part if isinstance(part, str) else part._raw() for part in self.texts)

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        found = []
        for part in self.texts:
            if isinstance(part, str):
                continue
            fits = all(part.attributes.get(k.strip("_")) == v for k, v in attributes.items())
            if part.tag == tag and fits:
                found.append(part)
            found += part.all(tag, **attributes)
        return found

    def one(self, tag: str, **attributes: str) -> "Element":
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def language(self) -> str:
        """The language that a screen reader would take this element for."""
        own = self.attributes.get("lang")
        return own or (self.parent.language if self.parent else "")

    @property
    def state(self) -> dict[str, str]:
        """The parameters of a link."""
        return dict(parse_qsl(urlsplit(self.attributes["href"]).query))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.texts.append(element)
        if tag not in _VOID:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.texts.append(data)


def read(html: str) -> Element:
    """Parse a page; a tag that is not closed in its place is an error."""
    reader = _Reader()
    reader.feed(html)
    assert reader.here is reader.root
    return reader.root
