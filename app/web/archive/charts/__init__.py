"""Charts as SVG: plain numbers and words in, markup out. No styles inside: classes, and colours in the style sheet."""
