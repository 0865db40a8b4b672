"""What every room shares: records, settings, errors, logging. Imports nothing of the house."""
