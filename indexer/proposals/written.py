"""A proposal as a commented mapping file, for a person to check and correct."""

from collections.abc import Iterator

import yaml

from indexer.proposals.proposal import Proposal, Told
from indexer.proposals.synonyms import NUMBER_OF_HOUSE
from taxonomy import kinds

_WIDTH = 44
"""Column in which comments begin, so that values can be read down the page."""
_MOST_KINDS = 12


def written(proposal: Proposal) -> str:
    """Return the text of a mapping file.

    What is doubtful is commented out, but for country and language, which must be there.
    """
    return "\n".join(_lines(proposal)) + "\n"


def _lines(proposal: Proposal) -> Iterator[str]:
    sample = proposal.sample
    yield f"# Proposed for {sample.file} from its header and {sample.rows} rows. Check each line:"
    yield "# sure – name and values speak for it; likely – one of them does; doubtful – left out."
    yield from _told("country", proposal.country, must=True)
    yield from _told("language", proposal.language, must=True)
    if proposal.edition:
        yield from _told("edition", proposal.edition, must=True)
    yield from _form(proposal)
    if proposal.separator:
        yield from _told("separator", proposal.separator)
    yield "# date: 2026-09-30   # state of the list, if you know it"
    yield "columns:"
    yield from _columns(proposal)
    yield from _kinds(proposal)
    yield from _left(proposal)


def _form(proposal: Proposal) -> Iterator[str]:
    sample = proposal.sample
    if proposal.sheet is not None:
        yield f"sheet: {_scalar(proposal.sheet)}"
    if not sample.first_row:
        yield _line("header_row", str(sample.header_row), "names most columns")
    if sample.form:
        yield _line(
            "delimiter", _scalar(sample.form.delimiter), "most rows have as many columns so"
        )
        yield _line("encoding", sample.form.encoding, sample.form.encoding_reason)


def _columns(proposal: Proposal) -> Iterator[str]:
    names = proposal.sample.names
    number = next((one for one in proposal.findings if one.field == NUMBER_OF_HOUSE), None)
    fields = {one.field for one in proposal.findings if one.certainty != "doubtful"}
    if "name" not in fields:
        yield "  name: FILL IN                            # no column could be told to be the name"
    for found in proposal.findings:
        if found.field == NUMBER_OF_HOUSE:
            continue
        value = _scalar(names[found.column])
        if found.field == "street" and number:
            value = f"[{value}, {_scalar(names[number.column])}]"
        doubtful = found.certainty == "doubtful" or found.field == "kind"
        # A column of kinds needs its values explained, so a person has to switch it on.
        mark = "# " if doubtful else ""
        yield _line(f"  {mark}{found.field}", value, f"{found.certainty}: {found.reason}")


def _kinds(proposal: Proposal) -> Iterator[str]:
    if not proposal.kinds or len(proposal.kinds) > _MOST_KINDS:
        return
    yield "# kinds:                                   # what the values of the column kind mean"
    for value in proposal.kinds:
        yield f"#   {_scalar(value)}: {kinds.kind_of(value, '', proposal.country.value)}"


def _left(proposal: Proposal) -> Iterator[str]:
    names = proposal.sample.names
    if proposal.persons:
        yield "# Not read, since they tell of persons:"
        yield from (
            f"#   {names[at] or f'(column {at + 1} without a name)'}" for at in proposal.persons
        )
    if proposal.unread:
        yield "# Not read, since no field fits:"
        yield from (f"#   {names[at]}" for at in proposal.unread)


def _told(key: str, told: Told, *, must: bool = False) -> Iterator[str]:
    mark = "# " if told.certainty == "doubtful" and not must else ""
    yield _line(f"{mark}{key}", _scalar(told.value), f"{told.certainty}: {told.reason}")


def _line(key: str, value: str, comment: str) -> str:
    return f"{f'{key}: {value}':<{_WIDTH}} # {comment}"


def _scalar(value: str | int) -> str:
    """Return a value as YAML writes it in one line."""
    if isinstance(value, str) and not value.isprintable():
        return '"' + value.encode("unicode_escape").decode() + '"'
    text: str = yaml.safe_dump(value, allow_unicode=True, width=10_000, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("\n...").strip()
