"""Turn bytes into readable text: types by content, containers, DOCX, plain text, saved register pages."""
