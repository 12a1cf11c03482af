-- Where each thing that was read stands on its page. Rows of before have no boxes until their file is read again.
ALTER TABLE base.files ADD COLUMN header_boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[];

ALTER TABLE base.parts ADD COLUMN heading_quote VARCHAR;
ALTER TABLE base.parts ADD COLUMN heading_start INTEGER;
ALTER TABLE base.parts ADD COLUMN heading_end INTEGER;
ALTER TABLE base.parts ADD COLUMN heading_page_number INTEGER;
ALTER TABLE base.parts ADD COLUMN heading_boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[];

ALTER TABLE base.position_fields ADD COLUMN boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[];
ALTER TABLE base.duties ADD COLUMN boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[];
ALTER TABLE base.language_requirements ADD COLUMN boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[];
ALTER TABLE base.findings ADD COLUMN boxes STRUCT(page_number INTEGER, x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE)[];

-- PDF points as a viewer shows the page; NULL where a format has pages but no sizes (text parted by form feeds).
CREATE TABLE base.pages (
    root_file_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    page_number INTEGER NOT NULL,
    width DOUBLE,
    height DOUBLE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
