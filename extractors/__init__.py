"""Read bytes or values into frozen values: no network, no disk, no database, no clock, no orchestration."""
