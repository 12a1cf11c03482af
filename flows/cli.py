"""The kehtiv command: argument parsing and printing, nothing else."""
