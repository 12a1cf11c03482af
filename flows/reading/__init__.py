"""Read one file in a worker process, within its limits, with the programs installed on this machine."""
