"""Reading again what the archive holds: whole, in part, or what waited for a program."""
