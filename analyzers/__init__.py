"""Language as data: analysis chains, stop words, compound parts, glossary, and their strict loader."""
