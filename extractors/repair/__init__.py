"""Text whose letters õ, ä, ö, ü and š were lost and that has no picture to read again: repaired by lexicon.

``damage`` tells whether a text is damaged, for pages of PDFs too; ``confusions`` says what letters are taken for,
``vocabulary`` which words there are, ``words`` sets one word right, ``text`` a whole ``DocumentText``. A text that is
not damaged comes back as the same object.
"""
