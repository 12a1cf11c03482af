"""Keep the records of runs: runs, searches, hosts, plans, items held back."""
