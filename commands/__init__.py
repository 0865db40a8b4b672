"""The ``partnernet`` command line."""
