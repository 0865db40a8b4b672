"""Readers of register files, one file for each format."""
