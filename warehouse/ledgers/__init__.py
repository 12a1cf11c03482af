"""The records that runs keep: runs, searches, hosts, plans, items held back."""
