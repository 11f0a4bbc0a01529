"""The language of letters: templates are read, and filled with the values of a case into a paper.

A template sees plain data and computes FEEL; it reaches no file, no environment, no network and no Python object, and
what it may compute is limited. Values are data: nothing in them is ever read as Markdown or as template.
"""

from app.letters.fill import Heads, LetterFailed, fill, heads
from app.letters.read import read_template, template_paths
from app.letters.reads import names_of, names_of_text
from app.letters.signing import is_same_person, printed_name, signer
from app.letters.terms import authority_of, choices_of, date_of, is_issued, signer_of

__all__ = [
    "Heads",
    "LetterFailed",
    "authority_of",
    "choices_of",
    "date_of",
    "fill",
    "heads",
    "is_issued",
    "is_same_person",
    "names_of",
    "names_of_text",
    "printed_name",
    "read_template",
    "signer",
    "signer_of",
    "template_paths",
]
