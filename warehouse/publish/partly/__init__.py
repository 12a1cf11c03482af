"""Publish in part: derive what depends on the documents that changed, and keep the other rows of the last publish."""
