"""Sentences put together from verb × target × qualifier × date × damage, with their answers.

A seed gives the same texts for good. A text holds four sentences, so that a misreading may spill over into the next.
"""
