"""What a run leaves to read in the morning: ``data/reports/<run>.json`` and ``.md``.

A report outlives what it speaks of, so it holds references, days and numbers alone: no sentence of a document, no
title, no name of a file or a person. What is taken down later was never in it; ``kehtiv show`` and ``kehtiv history``
tell the words as long as they may be told.
"""
