"""The long works that join several rooms."""
