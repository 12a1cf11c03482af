"""One frozen Settings, from the environment (prefix KEHTIV_) and arguments."""
