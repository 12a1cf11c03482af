"""Reading one file in a worker process, within its limits, with the programs this machine has."""
