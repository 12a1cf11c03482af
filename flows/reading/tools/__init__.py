"""The programs that reading leans on, one small module each, and what finds them on this machine."""
