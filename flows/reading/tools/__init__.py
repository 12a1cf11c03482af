"""The programs that reading uses, one small module each, and the search for them on this machine."""
