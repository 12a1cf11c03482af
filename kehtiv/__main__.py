"""`python -m kehtiv` is the command `kehtiv`."""

from flows.cli import main

main()
