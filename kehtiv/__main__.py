"""Run `kehtiv` as `python -m kehtiv`."""

from flows.cli import main

main()
