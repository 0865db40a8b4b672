"""The report as a page: one file in each language that needs nothing beside it."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from core.records import PUBLIC
from indexer.quality.texts import LANGUAGES, Speaker
from indexer.quality.types import FIGURES, Figure, Finding, Report, Section


def file_name(language: str) -> str:
    """Return the name of the page in ``language``: ``report.de.html``."""
    return f"report.{language}.html"


def pages(report: Report) -> Mapping[str, str]:
    """Return the pages of ``report`` as HTML, by file name."""
    template = _environment().get_template("page.html")
    return {
        file_name(language): template.render(report=report, said=Sayings(language))
        for language in LANGUAGES
    }


class Sayings(Speaker):
    """What a page says of a report's parts."""

    def figures(self, section: Section) -> list[tuple[str, Figure]]:
        """Return the figures of ``section`` by their name in words, in the order of FIGURES."""
        return [(self.figure(n), section.figures[n]) for n in FIGURES if n in section.figures]

    def change(self, count: int, before: int | None) -> str:
        """Return a change as number and share of what there was before."""
        if before is None:
            return self.page("new")
        if count == before:
            return self.page("unchanged")
        part = f" ({self.signed_percent((count - before) / before)})" if before else ""
        return f"{self.signed(count - before)}{part}"

    def of_finding(self, finding: Finding) -> str:
        """Return the sentence on a finding, with its limit."""
        source = finding.dataset or self.page("total")
        said = self.finding(finding.threshold, source=source, value=self._value(finding, "value"))
        if not finding.limit:
            return said
        return f"{said} ({self.page('limit', limit=self._value(finding, 'limit'))})"

    def house(self, visibility: str) -> str:
        """Return who alone sees an import, nothing where everybody does."""
        if visibility == PUBLIC:
            return ""
        return self.page("house", house=visibility.partition(":")[2] or visibility)

    def _value(self, finding: Finding, which: str) -> str:
        value: float = getattr(finding, which)
        say = {"share": self.percent, "points": self.points, "count": self.number}
        return say[finding.unit](value)


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("indexer.quality", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
