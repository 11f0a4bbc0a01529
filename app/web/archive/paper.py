"""A case to take away on paper."""

from flask import Flask
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from app.actions.archive.print_case import print_case
from app.model.people import AUDITOR, User
from app.web.archive.case_file import case_file
from app.web.archive.room import room
from app.web.archive.verify import checked
from app.web.shared.downloads import PDF, download
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from reports.case import case_pdf as pdf

#: Who prints from the command line: whoever may use it reads everything.
CONSOLE = User(0, "console", "console", frozenset({AUDITOR}))


@room.get("/permohonan/<number>/berkas.pdf")
@entrance(AUDITOR)
def case_pdf(number: str) -> ResponseReturnValue:
    data = pdf(case_file(print_case(office(), number, user()), user(), checked(number)))
    return download(data, PDF, f"{number}.pdf")


def case_on_paper(app: Flask, number: str, language: str) -> bytes:
    """The file of a case as PDF for the command line. Raises NotFound when there is none."""
    with app.app_context(), force_locale(language):
        return pdf(case_file(print_case(office(), number, CONSOLE, noted=False), CONSOLE, checked(number)))
