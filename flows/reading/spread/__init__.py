"""Spread reading over machines by Dask: readers fill the store of readings, and the run then loads from it as always.

    this run ── orders ──> scheduler ──> readers (`kehtiv reader`) ── bytes from the archive, readings to the store

Dask carries orders and answers, both JSON text, and holds nothing that is missed when it goes.
"""
