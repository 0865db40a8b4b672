"""What a check of a new index found as one sentence, in the language of the request."""

from collections.abc import Callable, Mapping

from evaluation.gate import Code, Finding, Reason, Verdict
from search_app.admin import version_words
from search_app.texts import decimal, gettext

_SHARE, _MEASURE = "#,##0.0\xa0%", "0.000"


def sentence(finding: Finding) -> str | None:
    """Return the sentence; None for a finding that lacks what its sentence speaks of, as one that
    another release wrote does."""
    try:
        if finding.verdict is Verdict.SKIPPED:
            return _skipped(finding)
        return _JUDGED[finding.code](finding)
    except KeyError:
        return None


def _skipped(finding: Finding) -> str:
    if finding.reason is None:
        raise KeyError("reason")
    return _REASONS[finding.reason]()


_REASONS: Mapping[Reason, Callable[[], str]] = {
    Reason.NOT_TOLD: lambda: gettext("How many there must be is not known any more."),
    Reason.NO_LIVE: lambda: gettext("There is no other version to compare with."),
    Reason.OTHER_MODEL: lambda: gettext("The version in use has another embedding model."),
    Reason.NOT_ASKABLE: lambda: gettext(
        "The version in use cannot be asked by the program as it is now."
    ),
    Reason.TOO_FEW: lambda: gettext("There are too few entries to tell."),
}


def _answered(finding: Finding) -> str:
    figures = finding.figures
    sent, taken = figures["sent"], figures["answered"]
    if sent == taken:
        return gettext("All %(number)s documents that were sent were taken.", number=decimal(sent))
    return gettext(
        "Of %(number)s documents that were sent, %(refused)s were not taken.",
        number=decimal(sent),
        refused=decimal(sent - taken),
    )


def _count(finding: Finding) -> str:
    figures = finding.figures
    found, expected = figures["found"], figures["expected"]
    collection = _collection(finding)
    if found == expected:
        return gettext(
            "%(collection)s: %(number)s documents, as many as were made.",
            collection=collection,
            number=decimal(found),
        )
    return gettext(
        "%(collection)s: %(number)s documents instead of %(expected)s.",
        collection=collection,
        number=decimal(found),
        expected=decimal(expected),
    )


def _schema(finding: Finding) -> str:
    figures = finding.figures
    if not figures["differences"]:
        return gettext(
            "%(collection)s: mapping and analysis are as compiled.",
            collection=_collection(finding),
        )
    return gettext(
        "%(collection)s: mapping or analysis differ from what is compiled in %(number)s places: "
        "%(paths)s.",
        collection=_collection(finding),
        number=decimal(figures["differences"]),
        paths=finding.params["paths"],
    )


def _golden(finding: Finding) -> str:
    figures = finding.figures
    told = gettext(
        "%(held)s of %(asked)s golden queries give what they must.",
        held=decimal(figures["held"]),
        asked=decimal(figures["asked"]),
    )
    if not figures["skipped"]:
        return told
    rest = gettext(
        "Not asked, since they need more documents than there are: %(number)s.",
        number=decimal(figures["skipped"]),
    )
    return f"{told} {rest}"


def _golden_query(finding: Finding) -> str:
    figures = finding.figures
    text, expected = finding.params["text"], finding.params["expected"]
    if "live" in figures:
        return gettext(
            "“%(text)s”: %(found)s documents have %(expected)s, %(live)s in the version in use.",
            text=text,
            expected=expected,
            found=decimal(figures["found"]),
            live=decimal(figures["live"]),
        )
    return gettext(
        "“%(text)s”: %(found)s of the first %(hits)s have %(expected)s, instead of %(fewest)s at "
        "least.",
        text=text,
        expected=expected,
        found=decimal(figures["found"]),
        hits=decimal(figures["hits"]),
        fewest=decimal(figures["at_least"]),
    )


def _quality(finding: Finding) -> str:
    figures = finding.figures
    return gettext(
        "%(direction)s: %(new)s of the first ten that could fit do, %(live)s in the version in "
        "use; at most %(margin)s less is allowed (%(queries)s judged keywords).",
        direction=finding.params["direction"],
        new=decimal(figures["new"], _MEASURE),
        live=decimal(figures["live"], _MEASURE),
        margin=decimal(figures["margin"], _MEASURE),
        queries=decimal(figures["queries"]),
    )


def _share(finding: Finding) -> str:
    figures = finding.figures
    return gettext(
        "%(new)s of the organisations, %(live)s in the version in use; at most %(points)s points "
        "more are allowed.",
        new=decimal(figures["new"], _SHARE),
        live=decimal(figures["live"], _SHARE),
        points=decimal(100 * figures["margin"]),
    )


def _collection(finding: Finding) -> str:
    return version_words.collection(str(finding.params["collection"]))


_JUDGED: Mapping[Code, Callable[[Finding], str]] = {
    Code.ANSWERED: _answered,
    Code.COUNT: _count,
    Code.SCHEMA: _schema,
    Code.GOLDEN: _golden,
    Code.GOLDEN_QUERY: _golden_query,
    Code.QUALITY: _quality,
    Code.NO_SECTOR: _share,
    Code.NO_COORDINATES: _share,
}
