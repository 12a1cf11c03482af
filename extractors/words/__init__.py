"""Hold the vocabulary of directives: each word and its forms are listed here once."""
