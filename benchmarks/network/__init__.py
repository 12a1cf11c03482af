"""Simulate nights over the whole network of registers, and say what they cost and what breaks first."""
