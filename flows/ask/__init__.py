"""Ask the published warehouse for every command that reads; the page and the API stand on this room alone."""
