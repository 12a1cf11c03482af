"""How answers look on a terminal, and how people write days there."""
