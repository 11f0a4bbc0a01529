"""Back-tests: what would have become of finished cases on a definition that is not deployed yet."""
