"""Read job descriptions: from the blocks of an annex to a position with its duties."""
