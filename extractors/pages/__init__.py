"""From printed pages to text in reading order: words, lines, columns, tables, furniture."""
