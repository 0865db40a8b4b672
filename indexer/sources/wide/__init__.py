"""Finding the rows that are wanted in CSV files of millions of rows, with polars.

Of such a file nearly all rows are passed over. polars looks at a few cells of each and tells which
rows to read; those are read by the same code as every other file, so that a row that is wrong is
told with its line. A package of its own, since polars takes time and memory to load: only reading
such a file imports it.
"""
