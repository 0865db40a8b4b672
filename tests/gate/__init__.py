"""What is checked before a switch."""
