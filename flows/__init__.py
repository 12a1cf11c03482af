"""The composition root: the only package that knows Prefect, the network, the disk and the clock."""
