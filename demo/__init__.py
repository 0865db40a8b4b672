"""Invented registers, written in exactly the formats of the real ones."""
