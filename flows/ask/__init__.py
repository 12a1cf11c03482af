"""All that reading commands ask of the published warehouse; the page and the API stand on this room alone."""
