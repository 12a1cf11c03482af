"""Request pages from a register over HTTP, politely: the only room that knows httpx."""
