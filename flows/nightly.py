"""The Prefect flow of one night."""
