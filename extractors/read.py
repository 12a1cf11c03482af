"""One file in, all that could be read of it out."""
