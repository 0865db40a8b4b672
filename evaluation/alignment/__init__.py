"""Learns to bring the texts of all languages into one space (engine.embedding.space)."""
