"""The bundled register: a small server that behaves as the ADR platform does."""
