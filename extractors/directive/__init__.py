"""What a directive is made of: its heading, its body, its annexes."""
