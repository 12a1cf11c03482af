"""The values that pass between the stages: frozen dataclasses over the standard library alone."""
