"""Compose the packages into kehtiv: only this one knows Prefect, the network, the disk and the clock."""
