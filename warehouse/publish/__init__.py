"""From what is loaded to what analysts open: derive, write aside, put in place."""
