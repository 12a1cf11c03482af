"""What reading the archive again needs of the warehouse: a file built aside, and its differences."""
