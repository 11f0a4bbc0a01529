"""What leaves as paper. A leaf: plain data in, bytes out; the only importer of reportlab."""
