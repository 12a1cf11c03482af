"""Read the archive again: all of it, a part of it, or the files that were waiting for a program."""
