"""The judged set: queries with their right answers, and how well search finds them."""
