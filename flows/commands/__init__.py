"""Define the commands of `kehtiv`: they parse arguments and print answers; the other rooms do the work."""
