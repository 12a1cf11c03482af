"""From bytes to something readable: types by content, containers, DOCX, plain text, saved register pages."""
