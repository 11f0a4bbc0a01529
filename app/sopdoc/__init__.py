"""The official table of an SOP (Permenpan RB 35/2012): folded from a diagram, laid out for paper, and read back.

Everything here is pure: plain facts in, plain facts out. `reports` draws, `app.library` opens files.
"""
