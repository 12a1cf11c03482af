"""Read what an operative sentence does: approve, amend, revoke, commence, apply."""
