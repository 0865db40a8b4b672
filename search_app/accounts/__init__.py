"""Accounts: logging in and out, who is logged in, and what they may do.

Views of the administration are marked with :func:`needs`; :func:`actor` names the person for the
store, which writes the audit log.
"""

from search_app.accounts.guard import actor, needs, person, required_right
from search_app.accounts.register import register

__all__ = ["actor", "needs", "person", "register", "required_right"]
