"""Every name that a formula of a form reads is given by something.

By a field of this or another form, a variable of `sop.toml`, the result of a script, an item of a multi-instance
activity or the number of a case. Source: house rule.
"""

from collections.abc import Iterator

from app.feel import names
from app.form import formulas
from app.lint.subject import Subject
from app.lint.variables import are_all_known, known_variables
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.form import SYSTEM_VARIABLES

REASON = (
    "What is not known is empty in a form, so a misspelt name hides a question, or lifts a check, for ever "
    "and in silence."
)


def check(subject: Subject) -> Iterator[Finding]:
    known = known_variables(subject)
    if known is None or subject.forms is None:
        return
    doubt = Severity.ERROR if are_all_known(subject) else Severity.WARNING
    for form in subject.forms.values():
        for formula in formulas(form):
            for name in sorted(names(formula.text) - formula.own - known - SYSTEM_VARIABLES):
                says = LajurError(
                    "“{property}” of “{component}” in {form}.form reads “{name}”, which no form, script or sop.toml "
                    "gives; correct the name, or add it to [variables] of sop.toml.",
                    property=formula.property,
                    component=formula.component,
                    form=form.id,
                    name=name,
                )
                yield Finding("form_names", doubt, form.id, says)
