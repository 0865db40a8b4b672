"""Code lists as data: NACE, CPV, places, legal forms."""
