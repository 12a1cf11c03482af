"""The list of registers, shipped and of the operator's own."""
