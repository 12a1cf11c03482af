"""Tell people what changed by legal effect for what they chose: mails, and feeds for readers and calendars.

Nothing of a document is kept here but the feeds, which a withdrawal deletes and the end of the same run writes again.
"""
