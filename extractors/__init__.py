"""Bytes or values in, frozen values out: no network, no disk, no database, no clock, no orchestration."""
