"""Small changes to words of the stock."""


def capital(phrase: str) -> str:
    """Return ``phrase`` with a capital at its beginning, unless its first word has one further in.

    Lists and titles begin so: ``technische Gewebe`` becomes ``Technische Gewebe``, ``pH-Sonden``
    stays.
    """
    first = phrase.split(maxsplit=1)[0]
    return phrase if first != first.lower() else phrase[0].upper() + phrase[1:]
