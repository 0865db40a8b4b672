"""Mails in the reader's language: what saved searches report, links that set a password."""

from search_app.mails.writing import MailLetters

__all__ = ["MailLetters"]
