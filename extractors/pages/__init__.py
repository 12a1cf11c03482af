"""Turn printed pages into text in reading order: words, lines, columns, tables, furniture.

``layout.read_pdf`` yields a ``DocumentText`` whose blocks keep these conventions:

- Running text: one block per printed line, one cell. Lines are not joined, hyphens at line ends stay.
- A row of a table, ruled or not: one block, a cell for each column. The printed lines of a cell are parted by line
  feeds, the cells by a tab. A row that a page break cut is one block, on the page where it begins; its boxes name
  both pages.
- A duty: (number and duty, outcomes). A number that has a column of its own joins the duty's cell. Bullets, whatever
  their font, stand as "• " at the start of their line.
- The pair that heads a table of duties is a row of its own. Printed again on later pages, it is left out.
- Label beside value: (label, value). Where a known label has no value, the second cell is empty.
- Labels above values: a row of labels, then a row of values with as many cells, as printed; whoever reads positions
  pairs them by index. A single label above its value is a line, and the value the lines after it.
- Section headings ("3. Teenistuskoha täitjale esitatavad nõuded") are lines of one cell, even between two rows.
- A cell that spans several ruled rows stands in the first of them; the others have an empty cell at its place.
- Page numbers are left out. So is a page header that repeats the page before word for word; an approval mark is kept
  where it first stands and wherever one of its figures changes.
"""
