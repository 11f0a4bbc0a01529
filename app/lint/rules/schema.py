"""A diagram follows the XML schemas of BPMN 2.0.

Source: BPMN 2.0 chapter 15 (exchange formats).
"""

import re
from collections.abc import Iterator

from app.lint.subject import Subject
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.notation.schema import schema_problems

REASON = "What the schema does not know, engine and editor read differently or not at all."

_UNEXPECTED = "The element <{tag}> may not stand here; here the BPMN 2.0 schema expects {expected}."
_NOT_HERE = "The element <{tag}> may not stand here by the BPMN 2.0 schema."
_LACKS = "The element <{tag}> lacks something; the BPMN 2.0 schema expects {expected} in it."
_FOREIGN = "The attribute “{attribute}” of <{tag}> is not known to the BPMN 2.0 schema; remove it."
_MISSING = "The element <{tag}> lacks its attribute “{attribute}”, which the BPMN 2.0 schema asks for."
_VALUE = "The attribute “{attribute}” of <{tag}> cannot be “{value}” by the BPMN 2.0 schema."
_OTHER = "The file does not follow the BPMN 2.0 schema: {message}"
#: How libxml2 words it, and how we do.
_WORDINGS = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (
            r"Element '(?P<tag>[^']+)': This element is not expected\. Expected is [^(]*\( (?P<expected>.+) \)\.",
            _UNEXPECTED,
        ),
        (r"Element '(?P<tag>[^']+)': This element is not expected\.", _NOT_HERE),
        (r"Element '(?P<tag>[^']+)': Missing child element\(s\)\. Expected is [^(]*\( (?P<expected>.+) \)\.", _LACKS),
        (
            r"Element '(?P<tag>[^']+)', attribute '(?P<attribute>[^']+)': The attribute '[^']+' is not allowed\.",
            _FOREIGN,
        ),
        (r"Element '(?P<tag>[^']+)': The attribute '(?P<attribute>[^']+)' is required but missing\.", _MISSING),
        (
            r"Element '(?P<tag>[^']+)', attribute '(?P<attribute>[^']+)': '(?P<value>.*)' is not a valid value of .+",
            _VALUE,
        ),
        (
            r"Element '(?P<tag>[^']+)', attribute '(?P<attribute>[^']+)': \[facet .+\] The value '(?P<value>.*)' .+",
            _VALUE,
        ),
    )
)


def check(subject: Subject) -> Iterator[Finding]:
    for line, element, message in schema_problems(subject.root):
        yield Finding("schema", Severity.ERROR, element, _says(message), line)


def _says(message: str) -> LajurError:
    for pattern, sentence in _WORDINGS:
        if found := pattern.fullmatch(message):
            return LajurError(sentence, **found.groupdict())
    return LajurError(_OTHER, message=message)
