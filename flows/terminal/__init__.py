"""Show answers on a terminal, and read days as people write them there."""
