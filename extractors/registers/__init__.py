"""What to ask of a register and how to read its answers: one module per platform, sans-I/O."""
