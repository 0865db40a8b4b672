"""Ways in which files are damaged: by chance, and on purpose."""

import bz2
import gzip
import io
import zipfile
from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

_PIECES = (
    b"",
    b'"',
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"{",
    b"]",
    b"}",
    b"<",
    b">",
    b"&x;",
    b"]]>",
    b"<![CDATA[",
    b"</",
    b";",
    b",",
    b"\\u",
    b"\\ud800",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"1e999",
    b"-0",
    b"NaN",
    b"9" * 40,
    b"9" * 5000,
    b"0000-00-00",
    b"2026-13-45",
    b"'; DROP",
    "ě".encode("cp1250"),
    "ß".encode("utf-16"),
    "\u202e\u200b\ufeff".encode(),
)
_LONGEST_CUT = 60


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Flip, cut, repeat, insert or move a few pieces of ``content``; perhaps cut it off."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, _LONGEST_CUT)))
        piece = draw(
            st.one_of(
                st.sampled_from(_PIECES),
                st.binary(max_size=6),
                st.just(content[start:end] * 2),
                st.just(content[start:end][::-1]),
                st.just(_flipped(content[start:end], draw(st.integers(1, 255)))),
            )
        )
        content = content[:start] + piece + content[end:]
    if draw(st.booleans()):
        return content
    return content[: draw(st.integers(0, len(content)))]


def _flipped(piece: bytes, mask: int) -> bytes:
    return bytes([piece[0] ^ mask]) + piece[1:] if piece else piece


_DEEP = 100_000
_LONG = 9 * 1024 * 1024
"""Bytes: more than any line may have."""
_MANY = 256 * 1024
"""Bytes of a file that repeats the same rows: each event of a calendar can become hundreds."""
_BLOCK, _BLOCKS = b" " * (4 * 1024 * 1024), 256
"""Bombs unpack to a gigabyte: more than an import may take."""
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 9))
    + "]>"
)
_YAML_LAUGHS = b"a0: &a0 [ha]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 20)) for n in range(1, 9)
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'


def _with_doctype(content: bytes, doctype: str, entity: str) -> bytes:
    """Put a document type before the root and an entity into the first text of an XML file."""
    head, sep, rest = content.partition(b"?>")
    if not sep:
        head, rest = b"", content
    first = rest.find(b">", rest.find(b"<") + 1) + 1
    return head + sep + doctype.encode() + rest[:first] + entity.encode() + rest[first:]


@cache
def _zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for ending in ("xml", "csv", "ics", "html"):
            with archive.open(f"bomb.{ending}", "w", force_zip64=True) as file:
                for _ in range(_BLOCKS // 4):
                    file.write(_BLOCK)
    return target.getvalue()


def _bomb(pack: Callable[[bytes], bytes]) -> bytes:
    # Several streams one after the other are one file, so the same one serves many times.
    return pack(_BLOCK) * _BLOCKS


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "blanks": lambda _: b" \n" * 10_000,
    "brackets": lambda _: b"[" * _DEEP,
    "closed brackets": lambda _: b"[" * _DEEP + b"]" * _DEEP,
    "nested objects": lambda _: b'{"a":' * _DEEP + b"1" + b"}" * _DEEP,
    "nested value": lambda content: content.replace(b":", b":" + b"[" * _DEEP, 1),
    "nested elements": lambda _: b"<a>" * _DEEP + b"</a>" * _DEEP,
    "elements within": lambda content: content.replace(b"</", b"<a>" * _DEEP + b"</", 1),
    "a long line": lambda _: b"x" * _LONG,
    "a long text": lambda content: content.replace(b'"', b'"' + b"x" * _LONG, 1),
    "a long cell": lambda content: content.replace(b",", b"," + b"x" * _LONG, 1),
    "an open quote": lambda content: content.replace(b",", b',"', 1) + b"\n" * 100_000,
    "many columns": lambda content: content.replace(b"\n", b"," * 100_000 + b"\n", 1),
    "a huge number": lambda content: content.replace(b"1", b"1" * 100_000, 1),
    "a huge exponent": lambda content: content.replace(b"1", b"1e999999999", 1),
    "many rows": lambda content: content * (_MANY // max(len(content), 1)),
    "no end": lambda content: content[: len(content) * 2 // 3],
    "UTF-16": lambda content: content.decode("utf-8", "replace").encode("utf-16"),
    "code page": lambda content: content.decode("utf-8", "replace").encode("cp1250", "replace"),
    "a mark first": lambda content: b"\xef\xbb\xbf" + content,
    "zeros at the end": lambda content: content + b"\0" * 4096,
    "a laugh in XML": lambda content: _with_doctype(content, _LAUGHS, "&a8;"),
    "a laugh in YAML": lambda content: _YAML_LAUGHS + content.replace(b": ", b": *a8 #", 1),
    "an outer entity": lambda content: _with_doctype(content, _OUTSIDE, "&out;"),
    "a ZIP bomb": lambda _: _zip_bomb(),
    "a gzip bomb": lambda _: _bomb(gzip.compress),
    "a bzip2 bomb": lambda _: _bomb(bz2.compress),
}
"""Files made to hurt, each from a valid one, by what is done to it."""
