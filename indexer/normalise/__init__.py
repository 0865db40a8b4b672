"""From a source's spelling to the project's normal forms."""
