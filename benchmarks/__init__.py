"""Print figures with the machine and the day. Tests never run them, because timed tests fail at random."""
