"""Reads the official table of an SOP from a grid of cells, as people write such tables: with drift, merges and slips.

What stands there is kept verbatim; what is guessed says how sure the guess is, and what cannot be known is asked.
"""
