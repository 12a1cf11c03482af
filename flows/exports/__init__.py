"""Write the published warehouse as files for others: one module a format, the folder whole or not at all."""
