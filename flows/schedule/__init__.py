"""Nights on a schedule, and the night as a Prefect flow: the only room that knows Prefect."""
