"""Asking a register over HTTP, politely: the only room that knows httpx."""
