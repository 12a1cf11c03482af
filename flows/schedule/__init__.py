"""Run nights on a schedule, and a night as a Prefect flow. No other room imports Prefect."""
