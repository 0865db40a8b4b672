"""What several sources tell of one organisation or offer becomes one record by a written rule."""
