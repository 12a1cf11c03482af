"""Repair by lexicon text that lost its letters õ, ä, ö, ü and š and has no image to read again.

``damage`` detects damaged text (also for PDF pages), ``confusions`` lists what the letters are mistaken for,
``vocabulary`` which words exist, ``words`` repairs one word, ``text`` a whole ``DocumentText``. An undamaged text comes
back as the same object.
"""
