"""Serve the bundled register: a small server that behaves like the ADR platform."""
