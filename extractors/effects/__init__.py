"""What an operative sentence does: approve, amend, revoke, commence, apply."""
