"""What runs write down about themselves: runs, searches, hosts, plans, things held back."""
