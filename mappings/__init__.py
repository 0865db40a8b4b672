"""Documents as data, compiled with analyzers into an index body."""
