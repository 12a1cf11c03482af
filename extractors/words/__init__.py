"""The field's vocabulary: each word and its forms stand here once."""
