"""Writes some firms of both countries as the golden copy of the LEI register, with their owners."""

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from core.files import replacing
from demo import differences
from demo.firms import Firm
from taxonomy import places

_ADDRESS = (
    *("xmllang", "FirstAddressLine", "AddressNumber", "AddressNumberWithinBuilding"),
    *("MailRouting", "AdditionalAddressLine.1", "AdditionalAddressLine.2"),
    *("AdditionalAddressLine.3", "City", "Region", "Country", "PostalCode"),
)
_OTHER = "Entity.OtherEntityNames.OtherEntityName"
_REGISTER = "Entity.RegistrationAuthority"
COLUMNS = (
    *("LEI", "Entity.LegalName", "Entity.LegalName.xmllang"),
    *(f"{_OTHER}.{number}{end}" for number in range(1, 6) for end in ("", ".xmllang", ".type")),
    *(f"Entity.LegalAddress.{part}" for part in _ADDRESS),
    *(f"Entity.HeadquartersAddress.{part}" for part in _ADDRESS),
    f"{_REGISTER}.RegistrationAuthorityID",
    f"{_REGISTER}.OtherRegistrationAuthorityID",
    f"{_REGISTER}.RegistrationAuthorityEntityID",
    *("Entity.LegalJurisdiction", "Entity.EntityCategory", "Entity.EntitySubCategory"),
    *("Entity.LegalForm.EntityLegalFormCode", "Entity.LegalForm.OtherLegalForm"),
    *("Entity.EntityStatus", "Entity.EntityCreationDate", "Entity.EntityExpirationDate"),
    *("Registration.InitialRegistrationDate", "Registration.LastUpdateDate"),
    *("Registration.RegistrationStatus", "Registration.NextRenewalDate"),
    *("Registration.ManagingLOU", "Registration.ValidationSources"),
)
"""Columns of the golden copy in its order, without those that are empty here as a rule."""
RELATION_COLUMNS = (
    *("Relationship.StartNode.NodeID", "Relationship.StartNode.NodeIDType"),
    *("Relationship.EndNode.NodeID", "Relationship.EndNode.NodeIDType"),
    *("Relationship.RelationshipType", "Relationship.RelationshipStatus"),
    "Registration.RegistrationStatus",
)
_AUTHORITIES = {"Chemnitz": "RA000224", "Dresden": "RA000231", "": "RA000163"}
"""Codes of the registers: those of both Saxon courts, and the Czech one."""
_FORMS = {
    "112": "9HLU",
    "121": "6CQN",
    "111": "5KU5",
    "113": "CD28",
    "205": "9RVC",
    "GmbH": "2HBR",
    "UG (haftungsbeschränkt)": "63KS",
    "GmbH & Co. KG": "8Z6G",
    "KG": "8Z6G",
    "OHG": "40DB",
    "AG": "6QQB",
    "eG": "AZFE",
}
"""Codes of legal forms (ISO 20275) by Czech code or German abbreviation."""
_ISSUER = "DEMO00"
"""Begin of all LEI here; no issuer has it."""
_LAPSED = 0.15
_OWNED = 0.1
"""Share of the firms that belong to the one before them."""

Row = Mapping[str, str]


def write(folder: Path, firms: Sequence[Firm], valid: date, rng: random.Random) -> list[Path]:
    """Write level 1 and level 2 of a part of ``firms``, each as a zipped CSV; return the paths."""
    drawn = differences.sample(firms, rng)
    day = f"{valid:%Y%m%d}"
    owned = [pair for pair in pairwise(drawn) if rng.random() < _OWNED]
    return [
        _zipped(
            folder / f"{day}-gleif-goldencopy-lei2.csv.zip",
            COLUMNS,
            [_row(firm, valid, rng) for firm in drawn],
        ),
        _zipped(
            folder / f"{day}-gleif-goldencopy-rr.csv.zip",
            RELATION_COLUMNS,
            [_relation(owner, firm) for owner, firm in owned],
        ),
    ]


def lei(firm: Firm) -> str:
    """Return a LEI with valid check digits (ISO 7064, mod 97) that belongs to nobody."""
    country = firm.country
    stem = f"{_ISSUER}{country}{firm.court[:2].upper()}{firm.number.zfill(10)}"[:18].ljust(18, "0")
    digits = "".join(str(int(sign, 36)) for sign in f"{stem}00")
    return f"{stem}{98 - int(digits) % 97:02}"


def _row(firm: Firm, valid: date, rng: random.Random) -> Row:
    address, town = firm.address, firm.address.municipality
    updated = differences.changed(valid, rng)
    language = "cs" if firm.country == "CZ" else "de"
    number = address.number if firm.country == "DE" else _czech_number(firm)
    place = {
        "xmllang": language,
        "FirstAddressLine": f"{address.street} {number}",
        "City": town.name,
        "Region": _region(firm),
        "Country": firm.country,
        "PostalCode": address.postal_code,
    }
    former = {f"{_OTHER}.1": firm.former_name, f"{_OTHER}.1.type": "PREVIOUS_LEGAL_NAME"}
    german = firm.country == "DE"
    return {
        "LEI": lei(firm),
        "Entity.LegalName": firm.name,
        "Entity.LegalName.xmllang": language,
        **(former if firm.former_name else {}),
        **{f"Entity.LegalAddress.{part}": told for part, told in place.items()},
        **{f"Entity.HeadquartersAddress.{part}": told for part, told in place.items()},
        f"{_REGISTER}.RegistrationAuthorityID": _AUTHORITIES[firm.court],
        f"{_REGISTER}.RegistrationAuthorityEntityID": (
            f"{firm.register} {firm.number}" if german else firm.number
        ),
        "Entity.LegalJurisdiction": firm.country,
        "Entity.EntityCategory": "GENERAL",
        "Entity.LegalForm.EntityLegalFormCode": _FORMS[
            firm.form.name if german else firm.form.code
        ],
        "Entity.EntityStatus": "ACTIVE",
        "Entity.EntityCreationDate": f"{firm.founded.isoformat()}T00:00:00+01:00",
        "Registration.LastUpdateDate": f"{updated.isoformat()}T08:00:00.000Z",
        "Registration.RegistrationStatus": "LAPSED" if rng.random() < _LAPSED else "ISSUED",
    }


def _czech_number(firm: Firm) -> str:
    address = firm.address
    return f"{address.number}/{address.orientation}" if address.orientation else f"{address.number}"


def _region(firm: Firm) -> str:
    """Return Land or kraj as ISO 3166-2 writes it."""
    if firm.country == "DE":
        return "DE-SN"
    district = places.district(firm.address.municipality.district)
    return district.region.replace("CZ0", "CZ-") if district else ""


def _relation(owner: Firm, firm: Firm) -> Row:
    return {
        "Relationship.StartNode.NodeID": lei(firm),
        "Relationship.StartNode.NodeIDType": "LEI",
        "Relationship.EndNode.NodeID": lei(owner),
        "Relationship.EndNode.NodeIDType": "LEI",
        "Relationship.RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY",
        "Relationship.RelationshipStatus": "ACTIVE",
        "Registration.RegistrationStatus": "PUBLISHED",
    }


def _zipped(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        # A fixed time of packing, so that equal demos are equal bytes.
        entry = zipfile.ZipInfo(path.name.removesuffix(".zip"), (2026, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, text.getvalue())
    with replacing(path) as file:
        file.write(packed.getvalue())
    return path
