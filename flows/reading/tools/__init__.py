"""Run the programs that reading uses, one small module each, and find them on this machine."""
