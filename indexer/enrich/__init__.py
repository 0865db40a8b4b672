"""What is added to records that no source tells. Always marked, never mixed with what one does."""
