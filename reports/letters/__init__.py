"""Letters as PDF: one typesetter for each kind of document."""
