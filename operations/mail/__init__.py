"""Mails: what saved searches report, and links with which people set a password."""
