"""Legal forms of both countries with their wording in three languages, and how names write them.

Codes are ``cz-`` with the number of the Czech code list 56 (``cz-112``), ``de-`` with the usual
abbreviation (``de-gmbh``), and for forms of other countries theirs (``pl-spzoo``), or ``xx-`` where
several countries use one form under one name (``xx-ltd``). The data lie in
``taxonomy/data/legalforms``.
"""

from taxonomy.legalforms.forms import LegalForm, forms, get, kind, natural_person, title
from taxonomy.legalforms.parsing import ParsedName, parse, status

__all__ = [
    "LegalForm",
    "ParsedName",
    "forms",
    "get",
    "kind",
    "natural_person",
    "parse",
    "status",
    "title",
]
