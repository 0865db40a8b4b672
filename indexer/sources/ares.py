"""Answers of ARES, the Czech administrative register: deliveries of a fetch, or saved as they came.

A line of a delivery (see ``indexer.remote``) holds all answers on one subject. In other files they
stand alone: a file may hold one answer, a list of them, or one a line, and what several tell of one
subject (the basic answer, those of the statistical and the public register) is put together at the
end. ARES changed its API in 2023 and its schema in 2026: an answer that does not fit the version
that is read is named together with that version.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from core.records import Organisation
from indexer.sources import build, objects
from indexer.sources.ares_schema import VERSION, Answer, Delivered, RegisterEntry, Subject
from indexer.sources.ares_subject import Part, organisation
from indexer.sources.base import (
    ENDED,
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    each_file,
    guarded,
)
from indexer.sources.lines import Line

T = TypeVar("T")

_EXPECTED = f"an answer of {VERSION}"


@dataclass
class _Read:
    """Everything that was read, by IČO and by the part of ARES that told it."""

    parts: dict[str, dict[str, Part]] = field(default_factory=dict)


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    read = _Read()
    yield from each_file(files, context, lambda file, _: _answers(file, context, read))
    for parts in read.parts.values():
        several = list(parts.values())
        yield guarded(several[0].row, partial(_organisation, parts=several))


def _organisation(row: Row, parts: Sequence[Part], *, insolvent: bool = False) -> Outcome:
    row.claim(f"cz-{parts[0].ico}")
    return organisation(parts, insolvent=insolvent)


def _delivered(row: Row, subject: Delivered) -> Outcome:
    """Return what a line of a delivery tells of a subject."""
    if subject.delivery != VERSION:
        raise RowRejected("wrong_schema", "Another version of ARES was asked; fetch it again.")
    if subject.unknown and not bytes(subject.basic):
        return ENDED  # It was never known, so nothing is known of it.
    read = _Read()
    for kind, raw in _in_delivery(subject):
        for _ in _keep(row, kind, raw, read):
            pass  # An older record of the same part, which is history.
    if list(read.parts) != [subject.ico]:
        raise RowRejected("wrong_schema", "The answers are not on the subject of the line.")
    parts = [replace(one, date=subject.fetched) for one in read.parts[subject.ico].values()]
    outcome = _organisation(row, parts, insolvent=subject.insolvent)
    if subject.unknown and isinstance(outcome, Organisation):
        return build.ended(outcome, outcome.ended)
    return outcome


def _in_delivery(subject: Delivered) -> Iterator[tuple[str, bytes]]:
    """Yield the records of all answers on a subject, each with the part of ARES that it is from."""
    if basic := bytes(subject.basic):
        yield "basic", basic
    for kind, answer in (("res", bytes(subject.res)), ("vr", bytes(subject.vr))):
        if answer:
            for record in _converted(answer, _ANSWER).zaznamy or ():
                yield kind, bytes(record)


def _answers(file: Path, context: Context, read: _Read) -> Iterator[Outcome]:
    for line in objects.objects(file, _EXPECTED):
        row = context.at(file, line.number)
        try:
            answer = objects.decoded(line, _ANSWER)
            if answer.delivery is not None:
                yield _delivered(row, objects.decoded(line, _DELIVERED))
                continue
            for kind, raw in _records(answer, line.raw):
                yield from _keep(row, kind, raw, read)
        except RowRejected as reason:
            yield _misfit(row, reason)


def _records(answer: Answer, whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the records of an answer, each with the part of ARES that it is from."""
    if answer.ekonomicke_subjekty is not None:
        for one in answer.ekonomicke_subjekty:
            yield from _records(_converted(bytes(one), _ANSWER), bytes(one))
    elif answer.zaznamy is not None:
        for record in answer.zaznamy:
            # In the public register a name is a list, since it keeps the former ones.
            name = bytes(_converted(bytes(record), _ANSWER).obchodni_jmeno)
            kind = "vr" if name.lstrip().startswith(b"[") else "res"
            yield kind, bytes(record)
    elif bytes(answer.ico) or answer.ico_id:
        yield "basic", whole
    elif bytes(answer.kod):
        raise RowRejected("ares_error", "ARES answered with an error instead of a subject.")
    else:
        raise RowRejected(
            "wrong_schema", "None of ico, icoId, zaznamy, ekonomickeSubjekty is there."
        )


def _keep(row: Row, kind: str, raw: bytes, read: _Read) -> Iterator[Outcome]:
    """Keep a record; of two from the same part of ARES the one with the newer date."""
    part = Part(row, _converted(raw, _REGISTER if kind == "vr" else _SUBJECT))
    kept = read.parts.setdefault(part.ico, {})
    before = kept.get(kind)
    if before is None:
        kept[kind] = part
        return
    older, newer = sorted((before, part), key=lambda one: one.rank)
    kept[kind] = newer
    if before.row != part.row:
        place = f"{newer.row.file}:{newer.row.line}" if newer.row.line else newer.row.file
        yield older.row.rejection("duplicate_key", f"The same IČO is also given at {place}.")


def _converted(raw: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    return objects.decoded(Line(0, raw, True), decoder)


def _misfit(row: Row, reason: RowRejected) -> Outcome:
    if reason.reason in ("wrong_schema", "wrong_type"):
        return row.rejection("wrong_schema", f"{reason.detail} What is read is {VERSION}.")
    return row.rejection(reason.reason, reason.detail)


_ANSWER = msgspec.json.Decoder(Answer)
_DELIVERED = msgspec.json.Decoder(Delivered)
_SUBJECT: msgspec.json.Decoder[Subject | RegisterEntry] = msgspec.json.Decoder(Subject)
_REGISTER: msgspec.json.Decoder[Subject | RegisterEntry] = msgspec.json.Decoder(RegisterEntry)

SOURCE = Source(
    name="ares",
    title=f"what data fetch ares fetched, or answers of ARES saved as JSON: {VERSION}",
    read=_read,
    attribution="Ministerstvo financí ČR, ARES",
)
