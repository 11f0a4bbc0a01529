"""What goes out with an exported case for people without Lajur: the verifier, and a text that explains it."""
