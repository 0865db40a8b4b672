"""Invented registers in the formats of the real ones. See docs/demo.md."""

from demo.writing import TODAY, DemoFiles, Source, write

__all__ = ["TODAY", "DemoFiles", "Source", "write"]
