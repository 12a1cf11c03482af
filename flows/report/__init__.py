"""Run reports: ``data/reports/<run>.json`` and ``.md``, and the notification of whoever wants to know.

A report outlives the documents it mentions. It holds references, days and numbers alone: no sentence of a document,
no title, no name of a file or person. So a take-down has nothing to remove from it; ``kehtiv show`` and ``kehtiv
history`` print the words as long as they may be shown.
"""
