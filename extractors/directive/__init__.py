"""Read the parts of a directive: its heading, its body, its annexes."""
