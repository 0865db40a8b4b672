"""Writes some Saxon firms as register extracts in XJustiz 3.5.1, in one archive.

An extract tells the stated purpose, which the free copy of the register does not. One person is
entered with each firm, to prove that none is read.
"""

import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from core.files import replacing
from demo import differences
from demo.firms import Firm

_COURTS = {"Chemnitz": "U1206", "Dresden": "U1104"}
"""Codes of the courts (gds.gerichte)."""
_FORMS = {
    "GmbH": "221110",
    "UG (haftungsbeschränkt)": "221200",
    "GmbH & Co. KG": "112211",
    "KG": "112100",
    "OHG": "111100",
    "AG": "222110",
}
"""Codes of the forms (rechtsformen); that of cooperatives is in no list at hand and left out."""
_MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<tns:nachricht.reg.0400003 xmlns:tns="http://www.xjustiz.de">
<tns:nachrichtenkopf xjustizVersion="3.5.1"><tns:erstellungszeitpunkt>{drawn}T06:00:00Z\
</tns:erstellungszeitpunkt></tns:nachrichtenkopf>
<tns:grunddaten><tns:verfahrensdaten><tns:instanzdaten><tns:auswahl_instanzbehoerde>\
<tns:gericht><code>{court}</code></tns:gericht></tns:auswahl_instanzbehoerde><tns:aktenzeichen>\
<tns:auswahl_aktenzeichen><tns:aktenzeichen.strukturiert><tns:register><code>{register}</code>\
</tns:register><tns:laufendeNummer>{number}</tns:laufendeNummer>\
</tns:aktenzeichen.strukturiert></tns:auswahl_aktenzeichen></tns:aktenzeichen></tns:instanzdaten>
<tns:beteiligung><tns:beteiligter><tns:auswahl_beteiligter><tns:natuerlichePerson>\
<tns:vollerName><tns:vorname>Person</tns:vorname><tns:nachname>Nichtlesen</tns:nachname>\
</tns:vollerName></tns:natuerlichePerson></tns:auswahl_beteiligter></tns:beteiligter>\
</tns:beteiligung></tns:verfahrensdaten></tns:grunddaten>
<tns:fachdatenRegister><tns:auszug><tns:abrufdatum>{drawn}</tns:abrufdatum>\
<tns:letzteEintragung>{changed}</tns:letzteEintragung></tns:auszug>
<tns:basisdatenRegister><tns:rechtstraeger><tns:bezeichnung><tns:bezeichnung.aktuell>{name}\
</tns:bezeichnung.aktuell>{former}</tns:bezeichnung>{form}<tns:sitz><tns:ort>{town}</tns:ort>\
</tns:sitz><tns:anschrift><tns:anschriftstyp><code>003</code></tns:anschriftstyp>\
<tns:strasse>{street}</tns:strasse><tns:hausnummer>{house}</tns:hausnummer>\
<tns:postleitzahl>{postal_code}</tns:postleitzahl><tns:ort>{town}</tns:ort></tns:anschrift>\
</tns:rechtstraeger><tns:gegenstand>{purpose}</tns:gegenstand></tns:basisdatenRegister>\
</tns:fachdatenRegister></tns:nachricht.reg.0400003>
"""


def write(path: Path, firms: Sequence[Firm], valid: date, rng: random.Random) -> None:
    """Write the extracts of a part of ``firms`` to the ZIP archive ``path``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for firm in differences.sample(firms, rng):
            drawn = differences.changed(valid, rng)
            name = f"{firm.court}_{firm.register}_{firm.number}+SI-{drawn:%Y%m%d}.xml"
            # A fixed time of packing, so that equal demos are equal bytes.
            entry = zipfile.ZipInfo(name, (valid.year, valid.month, valid.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _extract(firm, drawn))
    with replacing(path) as file:
        file.write(packed.getvalue())


def _extract(firm: Firm, drawn: date) -> str:
    address = firm.address
    told = {
        "drawn": drawn.isoformat(),
        "changed": max(firm.founded, drawn.replace(day=1)).isoformat(),
        "court": _COURTS[firm.court],
        "register": firm.register,
        "number": firm.number,
        "name": escape(firm.name),
        "former": _tag("bezeichnung.alt", firm.former_name),
        "form": _form(firm.form.name),
        "town": escape(address.municipality.name),
        "street": escape(address.street),
        "house": str(address.number),
        "postal_code": address.postal_code,
        "purpose": escape(" ".join(firm.purposes)),
    }
    return _MESSAGE.format_map(told)


def _form(name: str) -> str:
    code = _FORMS.get(name, "")
    inner = f"<tns:rechtsform><code>{code}</code></tns:rechtsform>"
    return f"<tns:angabenZurRechtsform>{inner}</tns:angabenZurRechtsform>" if code else ""


def _tag(name: str, value: str) -> str:
    return f"<tns:{name}>{escape(value)}</tns:{name}>" if value else ""
