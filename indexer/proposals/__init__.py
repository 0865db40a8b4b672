"""Proposes a mapping for a member list from its header and a sample of its values."""
