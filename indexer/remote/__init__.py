"""Registers that are asked over the net: politely, against their contract, with a checkpoint."""
