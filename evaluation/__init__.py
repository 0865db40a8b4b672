"""Measurements that choices of the project rest on."""
