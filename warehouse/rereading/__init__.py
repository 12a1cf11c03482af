"""Support reading the archive again: build a warehouse aside and compare it with the published one."""
