"""The polite httpx client: every answer classified."""
