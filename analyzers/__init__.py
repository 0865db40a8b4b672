"""Language as data: chains, stop words, compound parts, glossary, with strict loaders."""
