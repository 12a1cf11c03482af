"""Read the list of registers: the shipped one and the operator's own."""
