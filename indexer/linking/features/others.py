"""Whether legal forms, websites and dates of foundation agree."""

from indexer.linking.features.finding import Finding, Findings
from indexer.linking.rows import Row
from indexer.linking.rules import words

_YEAR, _DAY = 4, 10
"""Letters of a date that tells a year, and of one that tells a day."""


def form(first: Row, second: Row) -> Findings:
    """Return whether the legal forms agree."""
    if not (first.forms and second.forms):
        return ()
    for one in first.forms:
        if one in second.forms:
            return (Finding("same_form", one, one),)
    pairs = [(one, other) for one in first.forms for other in second.forms]
    usual = next((pair for pair in pairs if frozenset(pair) in words().changes), None)
    return (Finding("changed_form", *usual) if usual else Finding("other_form", *pairs[0]),)


def website(first: Row, second: Row) -> Findings:
    """Return whether the websites have the same host."""
    if not (first.hosts and second.hosts):
        return ()
    for one in first.hosts:
        if one in second.hosts:
            return (Finding("same_website", one, one),)
    return (Finding("other_website", first.hosts[0], second.hosts[0]),)


def founding(first: Row, second: Row) -> Findings:
    """Return whether the dates of foundation agree, as exactly as both tell."""
    if not (first.founded and second.founded):
        return ()
    pairs = [(one, other) for one in first.founded for other in second.founded]
    for length, code in ((_DAY, "same_founding_day"), (_YEAR, "same_founding_year")):
        for one, other in pairs:
            if min(len(one), len(other)) >= length and one[:length] == other[:length]:
                return (Finding(code, one, other),)
    return (Finding("other_founding", *pairs[0]),)
