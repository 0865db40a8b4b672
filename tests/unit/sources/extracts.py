"""Makes register extracts of invented firms in the real structures."""

import csv
import io
from collections.abc import Mapping
from xml.sax.saxutils import escape

from stdnum.iso7064 import mod_97_10

from tests.unit.sources.reading import DATA

XJUSTIZ = (DATA / "xjustiz" / "si_reg0400003_v3.5.1_leipzig_sanitised.xml").read_text("utf-8")
JUSTICE = (DATA / "justice" / "subjekt_shape_invented.xml").read_text("utf-8")


def xjustiz(**changes: str) -> str:
    """Return the sample as a firm in Chemnitz, with texts replaced: ``Old_text=new``.

    ``name`` and ``former`` are the names, ``entry`` becomes the text of an entry.
    """
    text = XJUSTIZ.replace("U1308", "U1206").replace("04109", "09111")
    text = text.replace("<tns:ort>Leipzig", "<tns:ort>Chemnitz")
    text = text.replace("Gesellschaftsvertrag vom 18.06.2015.", changes.pop("entry", ""))
    name = changes.pop("name", "")
    text = text.replace("Test Company GmbH", escape(name)) if name else text
    former = changes.pop("former", "")
    if former:
        old = f"<tns:bezeichnung.alt>{former}</tns:bezeichnung.alt></tns:bezeichnung>"
        text = text.replace("</tns:bezeichnung>", old)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def udaj(
    kind: str, body: str = "", *inner: str, made: str = "2010-01-01", deleted: str = ""
) -> str:
    """Return an entry of a Czech register; ``inner`` are entries within it."""
    end = f"<vymazDatum>{deleted}</vymazDatum>" if deleted else ""
    within = f"<podudaje>{''.join(inner)}</podudaje>" if inner else ""
    return (
        f"<Udaj><hlavicka>{kind}</hlavicka><zapisDatum>{made}</zapisDatum>{end}"
        f"<udajTyp><kod>{kind}</kod><nazev>{kind}</nazev></udajTyp>{body}{within}</Udaj>"
    )


def text_of(value: str) -> str:
    """Return the text of an entry."""
    return f"<hodnotaText>{value}</hodnotaText>"


def seat(**parts: str) -> str:
    """Return the seat of a subject in Děčín with some parts changed."""
    parts = {
        "statNazev": "Česká republika",
        "obec": "Děčín",
        "castObce": "Děčín IV-Podmokly",
        "ulice": "Dlouhá",
        "cisloPo": "123",
        "cisloOr": "4",
        "psc": "40502",
        "okres": "Děčín",
        **parts,
    }
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)
    return udaj("SIDLO", f"<adresa>{inner}</adresa>")


FORM = udaj("PRAVNI_FORMA", "<pravniForma><kod>112</kod><nazev>Společnost</nazev></pravniForma>")


def subject(
    *entries: str, ico: str = "26168685", name: str = "KOVO DĚČÍN s.r.o.", deleted: str = ""
) -> str:
    """Return a subject with its entries; a seat in Děčín and a form where none is given."""
    whole = "".join(entries)
    if "<kod>SIDLO" not in whole:
        whole += seat()
    if "<kod>PRAVNI_FORMA" not in whole:
        whole += FORM
    end = f"<vymazDatum>{deleted}</vymazDatum>" if deleted else ""
    number = f"<ico>{ico}</ico>" if ico else ""
    return (
        f"<Subjekt><nazev>{name}</nazev>{number}<zapisDatum>2003-08-26</zapisDatum>{end}"
        f"<udaje>{whole}</udaje></Subjekt>"
    )


def register(*subjects: str) -> str:
    """Return a file of a Czech register."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n{chr(10).join(subjects)}\n</xml>'


def lei(stem: str) -> str:
    """Return a LEI that begins with ``stem``, filled up with zeros, with its check digits."""
    return stem.ljust(18, "0") + str(mod_97_10.calc_check_digits(stem.ljust(18, "0")))


GLEIF = DATA / "gleif"
_GOLDEN_COPY = list(csv.reader((GLEIF / "lei2_shape_invented.csv").open(encoding="utf-8")))


def golden_copy(*rows: Mapping[str, str]) -> str:
    """Return a golden copy: the first row of the sample, once for each of the changes to it."""
    header, first = _GOLDEN_COPY[:2]
    sample = dict(zip(header, first, strict=True))
    text = io.StringIO()
    writer = csv.DictWriter(text, header, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**sample, **changes} for changes in rows)
    return text.getvalue()
