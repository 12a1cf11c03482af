"""Define the values that pass between the stages: frozen dataclasses that need only the standard library."""
