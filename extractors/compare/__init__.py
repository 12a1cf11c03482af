"""Compare the wordings of two texts or two lists, word by word. Pure: values in, values out."""

VERSION = "1"
"""Raise it when a comparison may come out otherwise: what was published with another version is derived again."""
