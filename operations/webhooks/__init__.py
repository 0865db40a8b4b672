"""Webhooks: what saved searches report is posted, signed, to where a house wants it."""
