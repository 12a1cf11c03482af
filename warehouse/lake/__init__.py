"""Write the published tables as a DuckLake for analysts who outgrow a file, and drop what earlier publishes left.

Every publish is an *edition*: a catalog and data files of its own, never changed once it is whole, dropped whole. So a
take-down leaves no older state in a catalog, a log or a file of deletions.
"""
