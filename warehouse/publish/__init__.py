"""Publish what is loaded for analysts: derive, write aside, put in place."""
